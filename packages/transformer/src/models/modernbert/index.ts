export { ModernBertAttention } from './attention.ts';
export { type ModernBertConfig, modernBertModelTypes, readModernBertConfig } from './config.ts';
export {
  ModernBertForMaskedLM,
  ModernBertForQuestionAnswering,
  ModernBertForSequenceClassification,
  ModernBertForTokenClassification,
  ModernBertPredictionHead,
} from './heads.ts';
export { ModernBertEmbeddings, ModernBertLayer, ModernBertMlp, ModernBertModel } from './model.ts';
export { PlainNorm } from './norm.ts';
export { modernBertWeightNames } from './weights.ts';
