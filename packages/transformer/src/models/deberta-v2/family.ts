import { encoderSavedNames } from '../encoder-weights.ts';
import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readDebertaV2Config } from './config.ts';
import {
  DebertaV2ForMaskedLM,
  DebertaV2ForQuestionAnswering,
  DebertaV2ForSequenceClassification,
  DebertaV2ForTokenClassification,
} from './heads.ts';
import { DebertaV2Model } from './model.ts';
import { debertaV2WeightNames } from './weights.ts';

/** DeBERTa v2, v3 and mDeBERTa as they are published, without a head and with one. */
export const family: ModelFamily = modelFamily(
  readDebertaV2Config,
  {
    DebertaV2Model: (config) => new DebertaV2Model(config),
    DebertaV2ForMaskedLM: (config) => new DebertaV2ForMaskedLM(config),
    DebertaV2ForSequenceClassification: (config) => new DebertaV2ForSequenceClassification(config),
    DebertaV2ForTokenClassification: (config) => new DebertaV2ForTokenClassification(config),
    DebertaV2ForQuestionAnswering: (config) => new DebertaV2ForQuestionAnswering(config),
  },
  { weightNames: debertaV2WeightNames, saved: encoderSavedNames },
);
