export { Activations, collect, patchActivations } from './activations.ts';
export { BatchNorm, type BatchNormOptions, FrozenBatchNorm } from './batch-norm.ts';
export { Conv1d, type Conv1dModuleOptions } from './conv1d.ts';
export { Conv2d, type Conv2dModuleOptions } from './conv2d.ts';
export { Dropout } from './dropout.ts';
export { Embedding, type EmbeddingOptions } from './embedding.ts';
export { generatorsOf, shareGenerator } from './generators.ts';
export { GroupNorm } from './group-norm.ts';
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
export { LayerDropout } from './layer-dropout.ts';
export { LayerNorm, type NormOptions } from './layer-norm.ts';
export { Linear, type LinearOptions } from './linear.ts';
export {
  type LayerGate,
  type LinearLayer,
  linearEach,
  linearThen,
  type OutputOfEach,
} from './linear-layers.ts';
export { Module, type ParameterCountOptions } from './module.ts';
export { ModuleBuffer } from './module-buffer.ts';
export { isObserved, isWatched, type Observer, observe, type Passage, passBy } from './observe.ts';
export { Parameter } from './parameter.ts';
export { selectPaths } from './path-pattern.ts';
export { GRU } from './recurrent/gru.ts';
export { GRUCell } from './recurrent/gru-cell.ts';
export { LSTM } from './recurrent/lstm.ts';
export { LSTMCell } from './recurrent/lstm-cell.ts';
export {
  RecurrentCell,
  type RecurrentCellOptions,
  type RecurrentState,
} from './recurrent/recurrent-cell.ts';
export { RecurrentLayer, type RecurrentLayerResult } from './recurrent/recurrent-layer.ts';
export {
  RecurrentNetwork,
  type RecurrentOptions,
  type RecurrentResult,
  type RecurrentRunOptions,
} from './recurrent/recurrent-network.ts';
export { torchRecurrentPath } from './recurrent/torch-recurrent-path.ts';
export { RMSNorm } from './rms-norm.ts';
export { summary } from './summary.ts';
