export { Gpt2Attention } from './attention.ts';
export { type Gpt2Config, gpt2ModelTypes, readGpt2Config } from './config.ts';
export { Gpt2, Gpt2Block, Gpt2Mlp, Gpt2Model } from './model.ts';
export { TransposedLinear } from './transposed-linear.ts';
export { gpt2WeightNames } from './weights.ts';
