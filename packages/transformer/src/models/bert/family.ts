import { encoderSavedNames, hasPooler } from '../encoder-weights.ts';
import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readBertConfig } from './config.ts';
import {
  BertForMaskedLM,
  BertForQuestionAnswering,
  BertForSequenceClassification,
  BertForTokenClassification,
} from './heads.ts';
import { BertModel } from './model.ts';
import { bertWeightNames } from './weights.ts';

/** BERT as it is published, without a head and with one. */
export const family: ModelFamily = modelFamily(
  readBertConfig,
  {
    BertModel: (config, names) => new BertModel(config, { pooler: hasPooler(names) }),
    BertForMaskedLM: (config) => new BertForMaskedLM(config),
    BertForSequenceClassification: (config) => new BertForSequenceClassification(config),
    BertForTokenClassification: (config) => new BertForTokenClassification(config),
    BertForQuestionAnswering: (config) => new BertForQuestionAnswering(config),
  },
  { weightNames: bertWeightNames, saved: encoderSavedNames },
);
