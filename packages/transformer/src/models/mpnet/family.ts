import { encoderSavedNames, hasPooler } from '../encoder-weights.ts';
import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readMPNetConfig } from './config.ts';
import {
  MPNetForMaskedLM,
  MPNetForQuestionAnswering,
  MPNetForSequenceClassification,
  MPNetForTokenClassification,
} from './heads.ts';
import { MPNetModel } from './model.ts';
import { mpnetWeightNames } from './weights.ts';

/** MPNet as it is published, without a head and with one. */
export const family: ModelFamily = modelFamily(
  readMPNetConfig,
  {
    MPNetModel: (config, names) => new MPNetModel(config, { pooler: hasPooler(names) }),
    MPNetForMaskedLM: (config) => new MPNetForMaskedLM(config),
    MPNetForSequenceClassification: (config) => new MPNetForSequenceClassification(config),
    MPNetForTokenClassification: (config) => new MPNetForTokenClassification(config),
    MPNetForQuestionAnswering: (config) => new MPNetForQuestionAnswering(config),
  },
  { weightNames: mpnetWeightNames, saved: encoderSavedNames },
);
