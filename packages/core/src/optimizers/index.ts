export { Adam, type AdamOptions, AdamW } from './adam.ts';
export { type ClippedGradients, clipByGlobalNorm } from './clip-by-global-norm.ts';
export { Muon, type MuonOptions } from './muon.ts';
export type { DecayRule, OptimizerOptions, ParameterGroup, Trainable } from './optimizer.ts';
export { Optimizer, type OptimizerKind, type UpdateInput } from './optimizer.ts';
export type { OptimizerState, OptimizerStateSpec } from './optimizer-state.ts';
export * from './schedules/index.ts';
export { SGD, type SGDOptions } from './sgd.ts';
export type { StateType } from './state-codec.ts';
export {
  encodeTrainingState,
  restoreTrainingState,
  type TrainingParts,
  type TrainingState,
  trainingStateChunks,
} from './training-state.ts';
export type { JsonValue } from './training-state-metadata.ts';
