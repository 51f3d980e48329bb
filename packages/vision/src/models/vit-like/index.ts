export {
  ViTAttention,
  type ViTAttentionConfig,
  ViTAttentionOutput,
  ViTSelfAttention,
  type ViTSelfAttentionOptions,
} from './attention.ts';
export { ViTEmbeddings, ViTPatchEmbeddings } from './embeddings.ts';
export {
  LayerStack,
  type StateLayer,
  type ViTConfig,
  ViTIntermediate,
  ViTLayer,
  type ViTLayerConfig,
  ViTOutput,
} from './layer.ts';
export { LayerScale } from './layer-scale.ts';
