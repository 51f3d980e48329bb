export type { Backend, BackendReport, TensorSpec } from './backend/backend.ts';
export { currentBackend, use } from './backend/current.ts';
export { type PlannedBuffer, type PlanningBackend, planningBackend } from './backend/planning.ts';
export { cpu } from './backend/reference.ts';
export type { QuantizableDType } from './blocks/encode-blocks.ts';
export {
  type BlockFormat,
  blockFormat,
  type DType,
  isQuantized,
  type PlainDType,
  type QuantizedDType,
  type TypedArray,
} from './dtype.ts';
export { type EditCosts, editDistance } from './edit-distance.ts';
export * from './errors.ts';
export { checkpoint } from './gradient/checkpoint.ts';
export { type Differentiable, grad, type ValueAndGradients, valueAndGrad } from './gradient/grad.ts';
export { stopGradient } from './gradient/stop-gradient.ts';
export * from './half.ts';
export { type Leak, reportLeaks } from './memory/leaks.ts';
export { type LiveCount, live } from './memory/live.ts';
export { keep, Scope, tidy } from './memory/scope.ts';
export { messageOf } from './message-of.ts';
export * from './module/index.ts';
export type { TensorLike, TensorSource } from './op.ts';
export * from './ops/index.ts';
export * from './optimizers/index.ts';
export { checkConfig, checkKind, checkOneOf, checkOptions, checkShare, checkWhole } from './options.ts';
export * from './profile/index.ts';
export * from './random/index.ts';
export { type Shape, sameShape, showShape, sizeOf } from './shape.ts';
export { Tensor, type TensorOwner } from './tensor.ts';
export * from './weights/index.ts';
