export { BertAttention, BertOutput, BertSelfAttention } from './attention.ts';
export { type BertConfig, bertModelTypes, readBertConfig } from './config.ts';
export { BertEmbeddings } from './embeddings.ts';
export { BertEncoder, BertIntermediate, BertLayer } from './encoder.ts';
export {
  BertForMaskedLM,
  BertForQuestionAnswering,
  BertForSequenceClassification,
  BertForTokenClassification,
} from './heads.ts';
export { BertModel } from './model.ts';
export { BertPooler, type EncoderStack, PooledModel, type PooledModelOptions } from './pooled-model.ts';
export { BertPredictionHead, BertPredictions, BertPredictionTransform } from './prediction-head.ts';
export { bertWeightNames } from './weights.ts';
