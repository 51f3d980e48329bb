export { DebertaV2Attention, DebertaV2Layer } from './attention.ts';
export {
  type DebertaV2Config,
  type DebertaV2ConvolutionConfig,
  debertaV2ModelTypes,
  readDebertaV2Config,
} from './config.ts';
export { DebertaV2Convolution } from './convolution.ts';
export {
  DebertaV2ForMaskedLM,
  DebertaV2ForQuestionAnswering,
  DebertaV2ForSequenceClassification,
  DebertaV2ForTokenClassification,
  DebertaV2Pooler,
} from './heads.ts';
export { DebertaV2Predictions, DebertaV2VocabularyHead } from './masked-head.ts';
export { DebertaV2Encoder, DebertaV2Model } from './model.ts';
export { debertaV2WeightNames } from './weights.ts';
