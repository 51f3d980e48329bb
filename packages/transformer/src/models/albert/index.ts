export { type AlbertConfig, albertModelTypes, readAlbertConfig } from './config.ts';
export { AlbertAttention, AlbertLayer, AlbertLayerGroup, AlbertTransformer } from './encoder.ts';
export {
  AlbertForMaskedLM,
  AlbertForQuestionAnswering,
  AlbertForSequenceClassification,
  AlbertForTokenClassification,
  AlbertMaskedHead,
} from './heads.ts';
export { AlbertModel } from './model.ts';
export { albertWeightNames } from './weights.ts';
