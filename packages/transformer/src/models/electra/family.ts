import { encoderSavedNames } from '../encoder-weights.ts';
import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readElectraConfig } from './config.ts';
import {
  ElectraForQuestionAnswering,
  ElectraForSequenceClassification,
  ElectraForTokenClassification,
} from './heads.ts';
import { ElectraModel } from './model.ts';
import { ElectraForMaskedLM, ElectraForPreTraining } from './pretraining.ts';
import { electraWeightNames } from './weights.ts';

/** ELECTRA as it is published, without a head and with one. */
export const family: ModelFamily = modelFamily(
  readElectraConfig,
  {
    ElectraModel: (config) => new ElectraModel(config),
    ElectraForPreTraining: (config) => new ElectraForPreTraining(config),
    ElectraForMaskedLM: (config) => new ElectraForMaskedLM(config),
    ElectraForSequenceClassification: (config) => new ElectraForSequenceClassification(config),
    ElectraForTokenClassification: (config) => new ElectraForTokenClassification(config),
    ElectraForQuestionAnswering: (config) => new ElectraForQuestionAnswering(config),
  },
  { weightNames: electraWeightNames, saved: encoderSavedNames },
);
