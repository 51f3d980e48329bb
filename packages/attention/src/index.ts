export { type CachedKeysValues, KeyValueCache, type KeyValueCacheOptions } from './caches/key-value-cache.ts';
export { causalMask, combineMasks, paddingMask } from './masks/masks.ts';
export {
  type AttendOptions,
  MultiHeadAttention,
  type MultiHeadAttentionOptions,
} from './multi-head-attention.ts';
export { type PositionOptions, SinusoidalPositions, sinusoidalTable } from './positions/sinusoidal.ts';
export { repeatHeads } from './repeat-heads.ts';
