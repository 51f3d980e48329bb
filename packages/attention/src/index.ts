export type { AttentionCache, CachedKeysValues } from './caches/attention-cache.ts';
export { KeyValueCache, type KeyValueCacheOptions } from './caches/key-value-cache.ts';
export { repeatHeads } from './heads/repeat-heads.ts';
export { joinHeads, splitHeads } from './heads/split-heads.ts';
export { type HeatMapOptions, heatMap } from './heat-map.ts';
export { type MaskFunction, maskFrom } from './masks/mask-from.ts';
export { causalMask, combineMasks, paddingMask } from './masks/masks.ts';
export {
  type AttendOptions,
  MultiHeadAttention,
  type MultiHeadAttentionOptions,
} from './mechanisms/multi-head-attention.ts';
export { type MergedWords, mergeSubwords } from './merge-subwords.ts';
export {
  type Normalizer,
  type NormalizerFunction,
  type NormalizerModule,
  normalizeScores,
} from './normalizers/normalizer.ts';
export { softmaxNormalizer } from './normalizers/softmax.ts';
export type { PositionScheme, Positions } from './positions/position-scheme.ts';
export { type PositionOptions, SinusoidalPositions, sinusoidalTable } from './positions/sinusoidal.ts';
export { type DotProductOptions, dotProductScores } from './scores/dot-product.ts';
export { type ColorStream, supportsColor } from './supports-color.ts';
export type { WeightTable } from './weight-table.ts';
