export { T5Attention, type T5AttentionOptions } from './attention.ts';
export { readT5Config, type T5Config, t5ModelTypes } from './config.ts';
export { readT5EncoderConfig, T5Encoder, type T5EncoderConfig } from './encoder.ts';
export { T5FeedForward } from './feed-forward.ts';
export {
  T5Block,
  type T5BlockInput,
  T5CrossAttentionLayer,
  T5FeedForwardLayer,
  T5SelfAttentionLayer,
} from './layers.ts';
export { T5 } from './model.ts';
export { T5PositionBias } from './position-bias.ts';
export { T5Stack, type T5StackInput } from './stack.ts';
export { t5SavedNames, t5WeightNames } from './weights.ts';
