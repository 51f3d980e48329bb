export { type BeitConfig, beitModelTypes, readBeitConfig } from './config.ts';
export { BeitAttention, BeitLayer, BeitSelfAttention } from './layer.ts';
export {
  BeitEmbeddings,
  BeitEncoder,
  BeitForImageClassification,
  BeitModel,
  BeitPooler,
} from './model.ts';
