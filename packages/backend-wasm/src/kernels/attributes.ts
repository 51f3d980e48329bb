import { BackendError } from '@heed/core';
import type { Attributes, TensorSpec } from '@heed/core/backend';

/** True when every tensor is float32, which the fast kernels serve. */
export function allFloat32(specs: readonly TensorSpec[]): boolean {
  return specs.every((spec) => spec.dtype === 'float32');
}

/** An attribute that must be a number. */
export function numberOf(attributes: Attributes, name: string): number {
  const value = attributes[name];
  if (typeof value !== 'number') throw new BackendError(`wasm: attribute ${name} is not a number`);
  return value;
}
