import { allocate } from '../../dtype.ts';
import { sizeOf } from '../../shape.ts';
import type { Attributes, Backend, KernelInput, TensorSpec } from '../backend.ts';
import { defaultRoutePolicy, type OpCost, type RoutePolicy, type SideCost } from './policy.ts';
import type { RouteOptions } from './route.ts';
import { workOf } from './work.ts';

const rounds = 7;

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Median microseconds of `fn`, after one call to warm up. */
function timeOf(fn: () => void): number {
  fn();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    fn();
    return (performance.now() - start) * 1000;
  });
  return median(times);
}

function matrix(size: number): TensorSpec {
  return { shape: [size, size], dtype: 'float32' };
}

function uploaded(backend: Backend, spec: TensorSpec): KernelInput<unknown> {
  return { ...spec, buffer: backend.upload(allocate(spec.dtype, sizeOf(spec.shape)), spec) };
}

/** Microseconds of one call of a kernel on square matrices. */
function callTime(backend: Backend, name: string, size: number, attributes: Attributes): number {
  const spec = matrix(size);
  const [a, b] = [uploaded(backend, spec), uploaded(backend, spec)];
  const corner: TensorSpec = { shape: [1, size], dtype: 'float32' };
  const time = timeOf(() => {
    // A device may still be at work when a call returns: the times of many calls and one read tell.
    let last: unknown;
    for (let call = 0; call < 4; call++) {
      const [result] = backend.kernels.get(name)?.([a, b], attributes, [spec]) ?? [];
      if (last !== undefined) backend.release(last);
      last = result;
    }
    if (last === undefined) return;
    const whole = { ...spec, buffer: last };
    const [row] = backend.kernels.get('slice')?.([whole], { axis: 0, start: 0, end: 1 }, [corner]) ?? [];
    if (row !== undefined) {
      backend.downloadSync?.(row, corner);
      backend.release(row);
    }
    backend.release(last);
  });
  backend.release(a.buffer);
  backend.release(b.buffer);
  return time / 4;
}

/** Cost of calls of a kernel, from a small and a large one. */
function sideCost(
  backend: Backend,
  name: string,
  sizes: readonly [number, number],
  attributes: Attributes,
): SideCost {
  const [small, large] = sizes.map((size) => callTime(backend, name, size, attributes));
  const [fewer, more] = sizes.map((size) =>
    workOf(name, [matrix(size), matrix(size)], attributes, [matrix(size)]),
  );
  const time = Math.max(1e-3, (large ?? 0) - (small ?? 0));
  return { call: small ?? 0, unitsPerMicrosecond: ((more ?? 0) - (fewer ?? 0)) / time };
}

/**
 * Measures two backends and gives the policy for {@link route}: what a call costs and how fast products and other ops
 * are, on matrices of 8 and 512 rows, and what moving a tensor costs. Takes about a second; keep the result.
 *
 * @example
 * ```ts no-run
 * import { wasm } from '@heed/backend-wasm';
 * import { use } from '@heed/core';
 * import { measureRoute, route } from '@heed/core/backend';
 * import { installedTfjs } from '@heed/backend-tfjs/node';
 * const sides = { heavy: await installedTfjs(), light: await wasm() };
 * use(route({ ...sides, policy: measureRoute(sides) }));
 * ```
 */
export function measureRoute({ heavy, light }: Pick<RouteOptions, 'heavy' | 'light'>): RoutePolicy {
  const both = (name: string, attributes: Attributes): OpCost => ({
    heavy: sideCost(heavy, name, [8, 512], attributes),
    light: sideCost(light, name, [8, 512], attributes),
  });
  const product = both('matmul', { transposeA: false, transposeB: true });
  const move = (size: number): number => {
    const spec = matrix(size);
    const input = uploaded(heavy, spec);
    const time = timeOf(() => {
      const data = heavy.downloadSync?.(input.buffer, spec);
      if (data !== undefined) heavy.release(heavy.upload(data, spec));
    });
    heavy.release(input.buffer);
    return time / 2;
  };
  const [latency, whole] = [move(4), move(512)];
  return {
    transfer: { latency, bytesPerMicrosecond: (512 * 512 * 4) / Math.max(1e-3, whole - latency) },
    ops: Object.fromEntries(Object.keys(defaultRoutePolicy.ops).map((name) => [name, product])),
    others: both('add', {}),
  };
}
