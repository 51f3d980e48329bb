import type { Backend } from '../backend/backend.ts';

/** Live tensors and the bytes of their buffers on one backend. */
export interface LiveCount {
  readonly backend: string;
  readonly tensors: number;
  readonly bytes: number;
}

/** What is alive on one backend. */
interface Count {
  readonly backend: Backend;
  tensors: number;
  bytes: number;
}

const counts = new Map<Backend, Count>();
/** That of the backend that was counted last, mostly the only one. */
let latest: Count | undefined;

function countOf(backend: Backend): Count {
  if (latest?.backend === backend) return latest;
  latest = counts.get(backend);
  if (latest === undefined) {
    latest = { backend, tensors: 0, bytes: 0 };
    counts.set(backend, latest);
  }
  return latest;
}

/** Adds to a backend's count; called when a tensor is born or freed. */
export function countTensor(backend: Backend, tensors: number, bytes: number): void {
  const count = countOf(backend);
  count.tensors += tensors;
  count.bytes += bytes;
  if (count.tensors > 0) return;
  counts.delete(backend);
  latest = undefined;
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
  return [...counts.values()].map(({ backend, tensors, bytes }) => ({
    backend: backend.name,
    tensors,
    bytes,
  }));
}
