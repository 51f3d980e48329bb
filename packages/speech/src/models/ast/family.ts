import { type ModelFamily, modelFamily } from '@heed/transformer';
import { readAudioSpectrogramConfig } from './config.ts';
import { ASTForAudioClassification, ASTModel } from './model.ts';

/** The Audio Spectrogram Transformer as it is published. */
export const family: ModelFamily = modelFamily(
  readAudioSpectrogramConfig,
  {
    ASTModel: (config) => new ASTModel(config),
    ASTForAudioClassification: (config) => new ASTForAudioClassification(config),
  },
  { weightNames: { prefix: 'audio_spectrogram_transformer' } },
);
