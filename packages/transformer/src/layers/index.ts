export { DecoderLayerCache, type DecoderLayerInput, TransformerDecoderLayer } from './decoder-layer.ts';
export { type EncoderLayerInput, TransformerEncoderLayer } from './encoder-layer.ts';
export { type ActivationName, FeedForward, type FeedForwardOptions } from './feed-forward.ts';
export type { LayerOptions } from './layer-options.ts';
export { stackLayers } from './stack-layers.ts';
