export { DistilBertAttention } from './attention.ts';
export { type DistilBertConfig, distilBertModelTypes, readDistilBertConfig } from './config.ts';
export {
  DistilBertForMaskedLM,
  DistilBertForQuestionAnswering,
  DistilBertForSequenceClassification,
  DistilBertForTokenClassification,
} from './heads.ts';
export {
  DistilBertFeedForward,
  DistilBertLayer,
  DistilBertModel,
  DistilBertTransformer,
} from './model.ts';
export { distilBertWeightNames } from './weights.ts';
