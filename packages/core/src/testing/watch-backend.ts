import type { Backend, Kernel, TensorSpec } from '../backend/backend.ts';
import type { DType } from '../dtype.ts';

/** How often something ran on a backend, and in which way. */
export interface Ways {
  /** By a kernel of the backend's own. */
  kernel: number;
  /** By the reference over the backend's memory. */
  reference: number;
  /** By its decomposition into simpler ops. */
  decomposed: number;
}

/** How often an op ran on a backend, and in which way; also for each type of its first input (without one, output). */
export interface Dispatches extends Ways {
  /** The same, by type. */
  readonly types: ReadonlyMap<DType, Ways>;
}

/** A backend that notes how each op ran. */
export interface WatchedBackend {
  readonly backend: Backend;
  readonly dispatches: ReadonlyMap<string, Dispatches>;
}

interface Entry extends Dispatches {
  readonly types: Map<DType, Ways>;
}

const nothing = (): Ways => ({ kernel: 0, reference: 0, decomposed: 0 });

/** Wraps a backend so that it notes for each op whether a kernel served it. It shares the buffers of the original. */
export function watchBackend(original: Backend): WatchedBackend {
  const dispatches = new Map<string, Entry>();
  /** The counts that one run of an op adds to. */
  const countsOf = (name: string, spec: TensorSpec | undefined): readonly Ways[] => {
    const entry = dispatches.get(name) ?? { ...nothing(), types: new Map() };
    dispatches.set(name, entry);
    if (spec === undefined) return [entry];
    const ofType = entry.types.get(spec.dtype) ?? nothing();
    entry.types.set(spec.dtype, ofType);
    return [entry, ofType];
  };
  // An op that asks for a kernel and gets none runs its reference next, or decomposes.
  let last: readonly Ways[] = [];
  const kernelOf = (name: string): Kernel<unknown> => {
    return (inputs, attributes, outputs) => {
      const buffers = original.kernels.get(name)?.(inputs, attributes, outputs);
      last = countsOf(name, inputs[0] ?? outputs[0]);
      for (const counts of last) counts[buffers === undefined ? 'decomposed' : 'kernel'] += 1;
      return buffers;
    };
  };
  const kernels = new Map(original.kernels);
  kernels.get = kernelOf;
  const runReference: Backend['runReference'] = (reference, inputs, attributes, outputs) => {
    for (const counts of last) {
      counts.decomposed -= 1;
      counts.reference += 1;
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
