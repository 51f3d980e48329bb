export type { TextTowerConfig, TwoTowerConfig } from './config.ts';
export { TowerEncoder, TowerFeedForward, TowerLayer, type TowerLayerConfig } from './encoder.ts';
export type { PictureTextModel, TextTowerOptions } from './similarity.ts';
export { TowerTextEmbeddings } from './text-embeddings.ts';
export { TowerVisionEmbeddings } from './vision-embeddings.ts';
