export { MPNetAttention, MPNetSelfAttention } from './attention.ts';
export { mpnetModelTypes, readMPNetConfig } from './config.ts';
export {
  MPNetForMaskedLM,
  MPNetForQuestionAnswering,
  MPNetForSequenceClassification,
  MPNetForTokenClassification,
} from './heads.ts';
export { MPNetEncoder, MPNetLayer, MPNetModel } from './model.ts';
export { mpnetWeightNames } from './weights.ts';
