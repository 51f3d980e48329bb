import { type ModelFamily, modelFamily } from '@heed/transformer';
import { WhisperForAudioClassification } from './classifier.ts';
import { readWhisperClassifierConfig } from './config.ts';
import { Whisper } from './model.ts';
import { whisperWeightNames } from './weights.ts';

/** Whisper as it is published. */
export const family: ModelFamily = modelFamily(
  readWhisperClassifierConfig,
  {
    WhisperForConditionalGeneration: (config) => new Whisper(config),
    WhisperModel: (config) => new Whisper(config),
    WhisperForAudioClassification: (config) => new WhisperForAudioClassification(config),
  },
  { weightNames: whisperWeightNames },
);
