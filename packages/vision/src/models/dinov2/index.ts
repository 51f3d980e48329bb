export { type Dinov2Config, dinov2ModelTypes, readDinov2Config } from './config.ts';
export { Dinov2Embeddings } from './embeddings.ts';
export { Dinov2GatedFeedForward, Dinov2Layer } from './layer.ts';
export { Dinov2ForImageClassification, Dinov2Model } from './model.ts';
