export { type ElectraConfig, electraModelTypes, readElectraConfig } from './config.ts';
export {
  ElectraForQuestionAnswering,
  ElectraForSequenceClassification,
  ElectraForTokenClassification,
} from './heads.ts';
export { ElectraModel } from './model.ts';
export {
  ElectraDiscriminatorPredictions,
  ElectraForMaskedLM,
  ElectraForPreTraining,
  ElectraGeneratorPredictions,
} from './pretraining.ts';
export { electraWeightNames } from './weights.ts';
