export { readRobertaConfig, robertaModelTypes } from './config.ts';
export {
  RobertaForMaskedLM,
  RobertaForQuestionAnswering,
  RobertaForSequenceClassification,
  RobertaForTokenClassification,
} from './heads.ts';
export { RobertaModel } from './model.ts';
export { robertaWeightNames } from './weights.ts';
