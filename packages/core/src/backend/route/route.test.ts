import { describe, expect, it } from 'vitest';
import { BackendError, OptionError } from '../../errors.ts';
import { tidy } from '../../memory/scope.ts';
import * as ops from '../../ops/index.ts';
import { testBackend } from '../../testing/index.ts';
import type { Backend, Kernel, TensorSpec } from '../backend.ts';
import { use } from '../current.ts';
import { cpu, createReferenceBackend } from '../reference.ts';
import { measureRoute } from './measure-route.ts';
import { costOf, defaultRoutePolicy, type RoutePolicy } from './policy.ts';
import { route } from './route.ts';
import { workOf } from './work.ts';

/** The reference with kernels for two ops, by which it can be told where they ran. */
function sideWithKernels(): Backend {
  const own = createReferenceBackend();
  const kernel = (fn: (a: number, b: number) => number): Kernel<ReturnType<typeof own.upload>> => {
    return ([a, b], _, [y]) => {
      if (!a || !b || !y || a.dtype !== 'float32' || a.buffer.length !== b.buffer.length) return undefined;
      return [
        own.upload(
          a.buffer.map((value: number, at: number) => fn(value, b.buffer[at] ?? 0)),
          y,
        ),
      ];
    };
  };
  const kernels = { add: kernel((a, b) => a + b), multiply: kernel((a, b) => a * b) };
  return { ...own, kernels: new Map(Object.entries(kernels)) };
}

/** Heavy work is ten times as fast there, calls ten times as dear; moving ten numbers costs as much as a call. */
const policy: RoutePolicy = {
  transfer: { latency: 5, bytesPerMicrosecond: 8 },
  ops: {
    multiply: { heavy: { call: 10, unitsPerMicrosecond: 10 }, light: { call: 1, unitsPerMicrosecond: 1 } },
  },
  others: { heavy: { call: 10, unitsPerMicrosecond: 1 }, light: { call: 1, unitsPerMicrosecond: 1 } },
};

function details(backend: Backend): Readonly<Record<string, unknown>> {
  return backend.report().details;
}

testBackend(route({ heavy: sideWithKernels(), light: createReferenceBackend() }), { describe, it });

describe('route', () => {
  it('waits for what both sides are computing', () => {
    const seen: string[] = [];
    const side = (name: string): Backend => ({ ...sideWithKernels(), finish: () => void seen.push(name) });
    route({ heavy: side('heavy'), light: side('light') }).finish?.();
    expect(seen).toEqual(['heavy', 'light']);
  });

  it('sends an op where work and moves cost least', () => {
    const both = route({ heavy: sideWithKernels(), light: sideWithKernels(), policy });
    const before = use(both);
    tidy(() => {
      ops.add(ops.ones([3]), ops.ones([3]));
      expect(details(both)).toMatchObject({ heavyCalls: 0, lightCalls: 1, moves: 0 });
      const x = ops.ones([100]);
      const square = ops.multiply(x, x);
      expect(details(both)).toMatchObject({ heavyCalls: 1, lightCalls: 1, moves: 1, movedBytes: 400 });
      // It is there now, and so is what it gave: the next one moves nothing.
      ops.multiply(square, x);
      expect(details(both)).toMatchObject({ heavyCalls: 2, moves: 1 });
      // An op that is no faster there comes back only when that is cheaper.
      ops.add(square, square);
      expect(details(both)).toMatchObject({ heavyCalls: 3, lightCalls: 1, moves: 1 });
      expect(square.dataSync()[99]).toBe(1);
    });
    use(before);
    expect(both.memory()).toEqual({ buffers: 0, bytes: 0 });
  });

  it('moves a weight after it was missed often enough, and no activation that would come back', () => {
    const both = route({ heavy: sideWithKernels(), light: sideWithKernels(), policy });
    const before = use(both);
    tidy(() => {
      const weight = ops.ones([7]);
      const moves = Array.from({ length: 12 }, () => {
        // Made on the heavy side; the product of seven numbers is no reason to move the weight once.
        const wide = ops.ones([100]);
        const activation = ops.slice(ops.multiply(wide, wide), { axis: 0, end: 7 });
        ops.multiply(activation, weight);
        return Number(details(both)['moves']);
      });
      expect(moves.at(-1)).toBeGreaterThan(12);
    });
    use(before);
  });

  it('counts units, call, tensors and bytes of a side', () => {
    expect(costOf(policy, 'heavy', 'multiply', 200, { tensors: 2, bytes: 80 })).toBe(10 + 20 + 10 + 10);
    expect(costOf(policy, 'light', 'softmax', 200, { tensors: 0, bytes: 0 })).toBe(201);
  });

  it('knows fused products and convolutions for products', () => {
    const { matmul } = defaultRoutePolicy.ops;
    for (const name of ['linear', 'linearEpilogue', 'linearMaps', 'gatedLinear', 'groupedConv2d'])
      expect(defaultRoutePolicy.ops[name]).toBe(matmul);
    const spec = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' });
    // A row of 3 numbers for each of 2 · 7 results; a window of 3 × 3 over 2 channels for each of 4 · 5 · 5.
    expect(workOf('linear', [spec(2, 3), spec(7, 3)], {}, [spec(2, 7)])).toBe(2 * 7 * 3);
    const window = [spec(1, 8, 5, 5), spec(4, 2, 3, 3)];
    expect(workOf('groupedConv2d', window, {}, [spec(1, 4, 5, 5)])).toBe(4 * 5 * 5 * 2 * 3 * 3);
    expect(workOf('relu', [spec(2, 3)], {}, [spec(2, 3)])).toBe(12);
  });

  it('forgets the copy that a write made old', () => {
    const both = route({ heavy: sideWithKernels(), light: sideWithKernels(), policy });
    const before = use(both);
    tidy(() => {
      const cache = ops.ones([100]);
      expect(ops.multiply(cache, cache).dataSync()[1]).toBe(1);
      ops.writeInto(cache, ops.tensor([7]), { axis: 0, start: 1 });
      expect(ops.multiply(cache, cache).dataSync()[1]).toBe(49);
    });
    use(before);
    expect(both.memory()).toEqual({ buffers: 0, bytes: 0 });
  });

  it('refuses backends that must be waited for, one backend twice, and unknown options', () => {
    const { downloadSync: _, ...asynchronous } = createReferenceBackend();
    expect(() => route({ heavy: asynchronous, light: cpu })).toThrow(BackendError);
    expect(() => route({ heavy: asynchronous, light: cpu })).toThrow(
      /the heavy one, cpu, can only be read with await/,
    );
    expect(() => route({ heavy: cpu, light: cpu })).toThrow(OptionError);
    const options = { heavy: cpu, light: createReferenceBackend(), policies: policy };
    expect(() => route(options)).toThrow(/unknown option policies/);
  });

  it('takes a policy that was measured', () => {
    const sides = { heavy: sideWithKernels(), light: sideWithKernels() };
    const measured = measureRoute(sides);
    expect(measured.others.heavy.unitsPerMicrosecond).toBeGreaterThan(0);
    expect(measured.transfer.bytesPerMicrosecond).toBeGreaterThan(0);
    expect(Object.keys(measured.ops)).toEqual(Object.keys(defaultRoutePolicy.ops));
    expect(sides.heavy.memory()).toEqual({ buffers: 0, bytes: 0 });
  });
});
