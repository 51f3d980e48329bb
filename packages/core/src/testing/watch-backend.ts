import type { Backend, Kernel } from '../backend/backend.ts';

/** How often an op ran on a backend, and in which way. */
export interface Dispatches {
  /** By a kernel of the backend's own. */
  kernel: number;
  /** By the reference over the backend's memory. */
  reference: number;
  /** By its decomposition into simpler ops. */
  decomposed: number;
}

/** A backend that notes how each op ran. */
export interface WatchedBackend {
  readonly backend: Backend;
  readonly dispatches: ReadonlyMap<string, Dispatches>;
}

/** Wraps a backend so that it notes for each op whether a kernel served it. It shares the buffers of the original. */
export function watchBackend(original: Backend): WatchedBackend {
  const dispatches = new Map<string, Dispatches>();
  // An op that asks for a kernel and gets none runs its reference next, or decomposes.
  let last: Dispatches | undefined;
  const note = (name: string): Dispatches => {
    const entry = dispatches.get(name) ?? { kernel: 0, reference: 0, decomposed: 0 };
    dispatches.set(name, entry);
    return entry;
  };
  const kernelOf = (name: string): Kernel<unknown> => {
    return (inputs, attributes, outputs) => {
      const entry = note(name);
      const buffers = original.kernels.get(name)?.(inputs, attributes, outputs);
      if (buffers === undefined) entry.decomposed += 1;
      else entry.kernel += 1;
      last = entry;
      return buffers;
    };
  };
  const kernels = new Map(original.kernels);
  kernels.get = kernelOf;
  const runReference: Backend['runReference'] = (reference, inputs, attributes, outputs) => {
    if (last !== undefined) {
      last.decomposed -= 1;
      last.reference += 1;
    }
    return original.runReference?.(reference, inputs, attributes, outputs) ?? [];
  };
  const backend = new Proxy(original, {
    get(target, key) {
      if (key === 'kernels') return kernels;
      if (key === 'runReference' && target.runReference !== undefined) return runReference;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { backend, dispatches };
}
