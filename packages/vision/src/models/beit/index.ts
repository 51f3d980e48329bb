export { type BeitConfig, beitModelTypes, readBeitConfig } from './config.ts';
export { BeitLayer } from './layer.ts';
export {
  BeitEmbeddings,
  BeitEncoder,
  BeitForImageClassification,
  BeitModel,
  BeitPooler,
} from './model.ts';
