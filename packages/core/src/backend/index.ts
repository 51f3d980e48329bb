export { allocate, arrayLength, bytesPerElement, type DType, type TypedArray, viewOf } from '../dtype.ts';
export { checkTargets } from '../ops/class-mask.ts';
export { type GatedLinearAttributes, gatedBiases } from '../ops/gated-linear.ts';
export { checkIds } from '../ops/gather.ts';
export { epilogueInputs, type LinearEpilogueAttributes } from '../ops/linear.ts';
export { biasOfMap, type LinearMapsAttributes } from '../ops/linear-maps.ts';
export { keptPlaces } from '../random/kept-places.ts';
export { broadcastStrides, rowsOf, type Shape, sizeOf, stridesOf } from '../shape.ts';
export type {
  Attributes,
  Backend,
  BackendReport,
  Kernel,
  KernelInput,
  MemoryUse,
  ReferenceArray,
  ReferenceKernel,
  TensorSpec,
  Upload,
} from './backend.ts';
export { createReferenceBackend, writeSliceReference } from './reference.ts';
export {
  defaultRoutePolicy,
  measureRoute,
  type OpCost,
  type RoutedBackend,
  type RoutedBuffer,
  type RouteOptions,
  type RoutePolicy,
  route,
  type SideCost,
} from './route/index.ts';
