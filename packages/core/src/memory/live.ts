import type { Backend } from '../backend/backend.ts';

/** Live tensors and the bytes of their buffers on one backend. */
export interface LiveCount {
  readonly backend: string;
  readonly tensors: number;
  readonly bytes: number;
}

const counts = new Map<Backend, { tensors: number; bytes: number }>();

/** Adds to a backend's count; called when a tensor is born or freed. */
export function countTensor(backend: Backend, tensors: number, bytes: number): void {
  let count = counts.get(backend);
  if (count === undefined) {
    count = { tensors: 0, bytes: 0 };
    counts.set(backend, count);
  }
  count.tensors += tensors;
  count.bytes += bytes;
  if (count.tensors === 0) counts.delete(backend);
}

/**
 * What is alive now, one entry per backend that holds tensors: the figure that must return to where it was
 * after load, run, dispose.
 *
 * @example
 * ```ts
 * import { live, tensor } from '@heed/core';
 * const x = tensor([1, 2, 3]);
 * console.log(live()); // [{ backend: 'cpu', tensors: 1, bytes: 12 }]
 * x.dispose();
 * ```
 */
export function live(): readonly LiveCount[] {
  return [...counts].map(([backend, count]) => ({ backend: backend.name, ...count }));
}
