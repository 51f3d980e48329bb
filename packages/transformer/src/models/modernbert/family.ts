import { encoderSavedNames } from '../encoder-weights.ts';

import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readModernBertConfig } from './config.ts';
import {
  ModernBertForMaskedLM,
  ModernBertForQuestionAnswering,
  ModernBertForSequenceClassification,
  ModernBertForTokenClassification,
} from './heads.ts';
import { ModernBertModel } from './model.ts';
import { modernBertWeightNames } from './weights.ts';

/** ModernBERT as it is published, without a head and with one. */
export const family: ModelFamily = modelFamily(
  readModernBertConfig,
  {
    ModernBertModel: (config) => new ModernBertModel(config),
    ModernBertForMaskedLM: (config) => new ModernBertForMaskedLM(config),
    ModernBertForSequenceClassification: (config) => new ModernBertForSequenceClassification(config),
    ModernBertForTokenClassification: (config) => new ModernBertForTokenClassification(config),
    ModernBertForQuestionAnswering: (config) => new ModernBertForQuestionAnswering(config),
  },
  { weightNames: modernBertWeightNames, saved: encoderSavedNames },
);
