export { Dropout } from './dropout.ts';
export { Embedding, type EmbeddingOptions } from './embedding.ts';
export {
  type Initializer,
  kaimingNormal,
  kaimingUniform,
  normalInitializer,
  onesInitializer,
  truncatedNormal,
  xavierNormal,
  xavierUniform,
  zerosInitializer,
} from './initializers.ts';
export { LayerNorm, type NormOptions } from './layer-norm.ts';
export { Linear, type LinearOptions } from './linear.ts';
export { Module, type ParameterCountOptions } from './module.ts';
export { isObserved, type Observer, observe, type Passage, passBy } from './observe.ts';
export { Parameter } from './parameter.ts';
export { RMSNorm } from './rms-norm.ts';
export { summary } from './summary.ts';
