export {
  readSamConfig,
  readSamVisionConfig,
  type SamConfig,
  type SamDecoderConfig,
  type SamPromptConfig,
  type SamVisionConfig,
  samModelTypes,
} from './config.ts';
export { type PicturePoint, type SamPrompt, samMasks, samPrompts } from './frame.ts';
export { MapNorm } from './map-norm.ts';
export { SamMaskDecoder, type SamOutput, SamPredictionHead, SamUpscaling } from './mask-decoder.ts';
export { SamModel, type SamOptions } from './model.ts';
export {
  type EncodedPrompts,
  SamMaskEmbedding,
  SamPositionalEmbedding,
  SamPromptEncoder,
  type SamPrompts,
} from './prompt-encoder.ts';
export { DecomposedRelativePositions } from './relative-positions.ts';
export {
  type BothWays,
  type SamAttendOptions,
  SamAttention,
  SamTwoWayAttentionBlock,
  SamTwoWayTransformer,
} from './two-way.ts';
export { SamFeedForward, SamVisionAttention, SamVisionLayer } from './vision-layer.ts';
export { SamVisionEncoder, SamVisionModel, SamVisionNeck } from './vision-model.ts';
