import type { Attributes, Kernel, TensorSpec } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';

/** Kernels by op name. */
export type KernelTable = Readonly<Record<string, Kernel<Block>>>;

/** True when all tensors are float32: the kernels' own type. */
export function isFloat32(tensors: readonly TensorSpec[]): boolean {
  for (const { dtype } of tensors) if (dtype !== 'float32') return false;
  return true;
}

/** A number among the attributes; NaN, which no kernel serves, when it is missing. */
export function numberOf(attributes: Attributes, name: string): number {
  const value = attributes[name];
  return typeof value === 'number' ? value : Number.NaN;
}
