import { encoderSavedNames } from '../encoder-weights.ts';

import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readDistilBertConfig } from './config.ts';
import {
  DistilBertForMaskedLM,
  DistilBertForQuestionAnswering,
  DistilBertForSequenceClassification,
  DistilBertForTokenClassification,
} from './heads.ts';
import { DistilBertModel } from './model.ts';
import { distilBertWeightNames } from './weights.ts';

/** DistilBERT as it is published, without a head and with one. */
export const family: ModelFamily = modelFamily(
  readDistilBertConfig,
  {
    DistilBertModel: (config) => new DistilBertModel(config),
    DistilBertForMaskedLM: (config) => new DistilBertForMaskedLM(config),
    DistilBertForSequenceClassification: (config) => new DistilBertForSequenceClassification(config),
    DistilBertForTokenClassification: (config) => new DistilBertForTokenClassification(config),
    DistilBertForQuestionAnswering: (config) => new DistilBertForQuestionAnswering(config),
  },
  { weightNames: distilBertWeightNames, saved: encoderSavedNames },
);
