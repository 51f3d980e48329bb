import type { Attributes, KernelInput, TensorSpec } from '@heed/core/backend';
import type { TfjsBuffer } from '../buffer.ts';
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import type { IdChecks } from './id-checks.ts';

/** What a kernel is called with. */
export interface Call {
  /** The inputs, in the shapes that Heed gives them. */
  readonly inputs: readonly EngineTensor[];
  readonly attributes: Attributes;
  readonly outputs: readonly TensorSpec[];
  /** The inputs as buffers, with their types in Heed. */
  readonly given: readonly KernelInput<TfjsBuffer>[];
}

/** One op by kernels of TensorFlow.js; what it makes on the way is freed. `undefined` where it does not serve. */
export type TfjsKernel = (call: Call) => EngineTensor | readonly EngineTensor[] | undefined;

/** Kernels by op name. */
export type KernelTable = Readonly<Record<string, TfjsKernel>>;

/** What the kernels of a group are made from. */
export interface Tools {
  readonly ops: Operations;
  readonly ids: IdChecks;
}

/** A number among the attributes; NaN when it is missing. */
export function numberOf(attributes: Attributes, name: string): number {
  const value = attributes[name];
  return typeof value === 'number' ? value : Number.NaN;
}

/** Numbers among the attributes. */
export function numbersOf(attributes: Attributes, name: string): readonly number[] {
  const value: unknown = attributes[name];
  return Array.isArray(value) ? value.map(Number) : [];
}
