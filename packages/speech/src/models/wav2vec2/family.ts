import { type ModelFamily, modelFamily } from '@heed/transformer';
import { readWav2Vec2Config } from './config.ts';
import { Wav2Vec2ForCTC, Wav2Vec2ForSequenceClassification } from './heads.ts';
import { Wav2Vec2Model } from './model.ts';
import { waveformWeightNames } from './weights.ts';

/** wav2vec 2.0 as it is published; of pretraining the encoder is kept. */
export const family: ModelFamily = modelFamily(
  readWav2Vec2Config,
  {
    Wav2Vec2Model: (config) => new Wav2Vec2Model(config),
    Wav2Vec2ForPreTraining: (config) => new Wav2Vec2Model(config),
    Wav2Vec2ForCTC: (config) => new Wav2Vec2ForCTC(config),
    Wav2Vec2ForSequenceClassification: (config) => new Wav2Vec2ForSequenceClassification(config),
  },
  { weightNames: waveformWeightNames('wav2vec2') },
);
