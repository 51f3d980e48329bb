export { type CachedKeysValues, KeyValueCache, type KeyValueCacheOptions } from './caches/key-value-cache.ts';
export { type HeatMapOptions, heatMap } from './heat-map.ts';
export { causalMask, combineMasks, paddingMask } from './masks/masks.ts';
export { type MergedWords, mergeSubwords } from './merge-subwords.ts';
export {
  type AttendOptions,
  MultiHeadAttention,
  type MultiHeadAttentionOptions,
} from './multi-head-attention.ts';
export { type PositionOptions, SinusoidalPositions, sinusoidalTable } from './positions/sinusoidal.ts';
export { repeatHeads } from './repeat-heads.ts';
export { type ColorStream, supportsColor } from './supports-color.ts';
export type { WeightTable } from './weight-table.ts';
