import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readT5EncoderConfig, T5Encoder } from './encoder.ts';
import { T5 } from './model.ts';
import { t5SavedNames, t5WeightNames } from './weights.ts';

/** T5 and mT5 as they are published. */
export const family: ModelFamily = modelFamily(
  readT5EncoderConfig,
  {
    T5ForConditionalGeneration: (config) => new T5(config),
    MT5ForConditionalGeneration: (config) => new T5(config),
    T5EncoderModel: (config) => new T5Encoder(config),
    MT5EncoderModel: (config) => new T5Encoder(config),
    // The first files of T5 name it so.
    T5WithLMHeadModel: (config) => new T5(config),
  },
  { weightNames: t5WeightNames, saved: t5SavedNames },
);
