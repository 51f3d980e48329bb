export { allocate, bytesPerElement, type DType, type TypedArray, viewOf } from '../dtype.ts';
export { broadcastStrides, type Shape, sizeOf, stridesOf } from '../shape.ts';
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
} from './backend.ts';
export { createReferenceBackend, writeSliceReference } from './reference.ts';
