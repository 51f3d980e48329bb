export type { AttentionCache, CachedKeysValues } from './caches/attention-cache.ts';
export type { CacheState, SavableCache } from './caches/cache-state.ts';
export { CrossCache } from './caches/cross-cache.ts';
export type { KeyValueCacheOptions } from './caches/growing-cache.ts';
export { KeyValueCache } from './caches/key-value-cache.ts';
export { LatentCache } from './caches/latent-cache.ts';
export { LinearAttentionState } from './caches/linear-state.ts';
export { QuantizedCache, type QuantizedCacheOptions } from './caches/quantized-cache.ts';
export { RotatingCache, type RotatingCacheOptions } from './caches/rotating-cache.ts';
export { StaticCache, type StaticCacheOptions } from './caches/static-cache.ts';
export { joinHeads, splitHeads } from './heads/split-heads.ts';
export { type AblateHeadsOptions, ablateHeads } from './inside/ablate-heads.ts';
export { attentionEntropy } from './inside/attention-entropy.ts';
export { attentionFlow } from './inside/attention-flow.ts';
export { attentionRollout } from './inside/attention-rollout.ts';
export { type HeadImportanceOptions, headImportance } from './inside/head-importance.ts';
export { inductionScore, previousTokenScore } from './inside/head-scores.ts';
export {
  gradientTimesInput,
  type IntegratedGradients,
  type IntegratedGradientsOptions,
  integratedGradients,
} from './inside/integrated-gradients.ts';
export { logitLens } from './inside/logit-lens.ts';
export { causalMask, causalMaskFunction } from './masks/causal.ts';
export { combineMasks } from './masks/combine-masks.ts';
export { andMaskFunctions, orMaskFunctions } from './masks/compose.ts';
export { documentMask, documentMaskFunction } from './masks/documents.ts';
export { type MaskFunction, maskFrom } from './masks/mask-from.ts';
export { paddingMask } from './masks/padding.ts';
export { prefixMask, prefixMaskFunction } from './masks/prefix.ts';
export {
  type SlidingWindowMaskOptions,
  type SlidingWindowOptions,
  slidingWindowMask,
  slidingWindowMaskFunction,
} from './masks/sliding-window.ts';
export { AdditiveAttention } from './mechanisms/additive-attention.ts';
export {
  type Alignment,
  AlignmentAttention,
  type AlignmentOptions,
  type AlignOptions,
  type PreparedMemory,
} from './mechanisms/alignment.ts';
export { Attention, type Projected } from './mechanisms/attention.ts';
export type { AttendOptions, MechanismOptions } from './mechanisms/attention-options.ts';
export {
  BlockLocalAttention,
  type BlockLocalAttentionOptions,
  type BlockLocalOptions,
  blockLocalAttention,
} from './mechanisms/block-local-attention.ts';
export {
  DifferentialAttention,
  type DifferentialAttentionOptions,
} from './mechanisms/differential-attention.ts';
export {
  DisentangledAttention,
  type DisentangledAttentionOptions,
} from './mechanisms/disentangled-attention.ts';
export {
  type LatentAttendOptions,
  LatentAttention,
  type LatentAttentionOptions,
} from './mechanisms/latent-attention.ts';
export {
  eluPlusOne,
  type FeatureMap,
  type LinearAttentionOptions,
  type LinearWeightsOptions,
  linearAttention,
  linearAttentionWeights,
} from './mechanisms/linear-attention.ts';
export {
  type LinearAttendOptions,
  LinearAttention,
  type LinearAttentionModuleOptions,
} from './mechanisms/linear-attention-module.ts';
export {
  type LocalAlignment,
  LocalAttention,
  type LocalAttentionOptions,
} from './mechanisms/local-attention.ts';
export {
  MultiHeadAttention,
  type MultiHeadAttentionOptions,
} from './mechanisms/multi-head-attention.ts';
export {
  type LuongScore,
  MultiplicativeAttention,
  type MultiplicativeAttentionOptions,
} from './mechanisms/multiplicative-attention.ts';
export {
  type HeadedAttention,
  PrefixAttention,
  type PrefixAttentionOptions,
} from './mechanisms/prefix-attention.ts';
export {
  type RelativeAttendOptions,
  RelativeAttention,
  type RelativeAttentionOptions,
} from './mechanisms/relative-attention.ts';
export {
  type LogBucketOptions,
  logBucket,
  RelativeEmbeddings,
  type RelativeEmbeddingsOptions,
} from './mechanisms/relative-embeddings.ts';
export {
  type SlidingWindowAttentionOptions,
  slidingWindowAttention,
} from './mechanisms/sliding-window-attention.ts';
export { AttentionSinks, type AttentionSinksOptions } from './normalizers/attention-sinks.ts';
export { entmax15 } from './normalizers/entmax15.ts';
export {
  type Normalizer,
  type NormalizerFunction,
  type NormalizerModule,
  normalizeScores,
} from './normalizers/normalizer.ts';
export { type SigmoidNormalizerOptions, sigmoidNormalizer } from './normalizers/sigmoid.ts';
export { softCapped } from './normalizers/soft-capped.ts';
export { softmaxNormalizer } from './normalizers/softmax.ts';
export { sparsemax } from './normalizers/sparsemax.ts';
export { TalkingHeads, type TalkingHeadsOptions } from './normalizers/talking-heads.ts';
export { AlibiPositions, type AlibiPositionsOptions, alibiSlopes } from './positions/alibi.ts';
export { LearnedPositions, type LearnedPositionsOptions } from './positions/learned.ts';
export { type LongropeScalingOptions, longropeScaling } from './positions/longrope-scaling.ts';
export type { PositionOptions } from './positions/position-options.ts';
export type { PositionScheme, Positions } from './positions/position-scheme.ts';
export {
  RelativePositionBias,
  type RelativePositionBiasOptions,
  type RelativePositionBucketOptions,
  relativePositionBucket,
} from './positions/relative-position-bias.ts';
export { RotaryPositions, type RotaryPositionsOptions } from './positions/rotary.ts';
export { RotaryPositions2d, type RotaryPositions2dOptions } from './positions/rotary-2d.ts';
export {
  inverseFrequencies,
  type Llama3ScalingOptions,
  linearScaling,
  llama3Scaling,
  type NtkScalingOptions,
  ntkScaling,
  type RotaryScaling,
} from './positions/rotary-scaling.ts';
export { type SinusoidalOptions, SinusoidalPositions, sinusoidalTable } from './positions/sinusoidal.ts';
export { type YarnScalingOptions, yarnScaling } from './positions/yarn-scaling.ts';
export type {
  RecurrentAttentionName,
  RecurrentCellName,
  RecurrentEncoderDecoderConfig,
} from './recurrent/config.ts';
export type {
  RecurrentDecoder,
  RecurrentDecoderResult,
  RecurrentDecoderState,
  RecurrentSource,
} from './recurrent/decoder.ts';
export { RecurrentEncoderDecoder } from './recurrent/model.ts';
export { RecurrentCache } from './recurrent/recurrent-cache.ts';
export { additiveScores } from './scores/additive.ts';
export { concatScores } from './scores/concat.ts';
export { type DotProductOptions, dotProductScores } from './scores/dot-product.ts';
export { generalScores } from './scores/general.ts';
