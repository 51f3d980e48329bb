import * as h from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WasmBackend, wasm } from '../index.ts';

/** Distance of a float32 from the exact number, in units of the last place of float32 there. */
function ulps(value: number, exact: number): number {
  if (Object.is(value, exact) || value === exact || (Number.isNaN(value) && Number.isNaN(exact))) return 0;
  if (!Number.isFinite(exact) || !Number.isFinite(value)) {
    return Math.abs(exact) > 3.4028235e38 && value === Math.sign(exact) * Infinity ? 0 : Infinity;
  }
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(exact) || 2 ** -149)));
  return Math.abs(value - exact) / 2 ** (exponent - 23);
}

/** Every 4099th float32 from `low` to `high` (bit patterns of one sign), so that all magnitudes are met. */
function sweep(low: number, high: number): number[] {
  const bits = new Int32Array(new Float32Array([low, high]).buffer);
  const [first = 0, last = 0] = bits;
  const pattern = new Int32Array(1);
  const values: number[] = [];
  const float = new Float32Array(pattern.buffer);
  for (let at = first; at <= last; at += 4099) {
    pattern[0] = at;
    values.push(float[0] ?? 0);
  }
  return values;
}

const both = (high: number): number[] => {
  const positive = sweep(0, high);
  return [...positive, ...positive.map((x) => -x)];
};

const special = [0, -0, Infinity, -Infinity, Number.NaN, 1e-45, -1e-45, 1.17549435e-38, 3.4028235e38];

interface Claim {
  readonly fn: (x: h.Tensor) => h.Tensor;
  readonly exact: (x: number) => number;
  readonly points: readonly number[];
  readonly ulps: number;
}

/** By the reference, which must be the current backend. */
function erf(points: Float64Array): number[] {
  return h.tidy(() => Array.from(h.erf(h.tensor(points)).dataSync(), Number));
}

const claims: Readonly<Record<string, Claim>> = {
  exp: { fn: h.exp, exact: Math.exp, points: [...both(110), ...special], ulps: 2 },
  log: { fn: h.log, exact: Math.log, points: [...sweep(0, 3.4e38), -1, ...special], ulps: 2 },
  tanh: { fn: h.tanh, exact: Math.tanh, points: [...both(20), ...special], ulps: 3 },
  sigmoid: {
    fn: h.sigmoid,
    exact: (x) => 1 / (1 + Math.exp(-x)),
    points: [...both(87), ...special],
    ulps: 3,
  },
  sqrt: { fn: h.sqrt, exact: Math.sqrt, points: [...sweep(0, 3.4e38), ...special], ulps: 0.501 },
  rsqrt: {
    fn: h.rsqrt,
    exact: (x) => 1 / Math.sqrt(x),
    points: [...sweep(1e-30, 3e38), ...special],
    ulps: 1.6,
  },
  softplus: {
    fn: h.softplus,
    exact: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    points: [...both(87), ...special],
    ulps: 5,
  },
  sin: { fn: h.sin, exact: Math.sin, points: [...both(3.4e38), ...special], ulps: 1 },
  cos: { fn: h.cos, exact: Math.cos, points: [...both(3.4e38), ...special], ulps: 1 },
  square: {
    fn: (x) => h.power(x, 2),
    exact: (x) => x ** 2,
    points: [...both(1e19), ...special],
    ulps: 0.501,
  },
  'square root': {
    fn: (x) => h.power(x, 0.5),
    exact: (x) => x ** 0.5,
    points: [...sweep(0, 3.4e38), ...special],
    ulps: 1,
  },
};

describe.each(['relaxed', 'plain'] as const)('%s SIMD', (simd) => {
  let backend: WasmBackend;
  let before: Parameters<typeof h.use>[0];
  beforeAll(async () => {
    backend = await wasm({ simd, threads: 1 });
    before = h.use(backend);
  });
  afterAll(() => {
    h.use(before);
    backend.dispose();
  });

  const evaluate = (fn: (x: h.Tensor) => h.Tensor, points: readonly number[]): Float32Array =>
    h.tidy(() => Float32Array.from(fn(h.tensor(Float32Array.from(points))).dataSync()));

  it.each(Object.entries(claims))('%s is as exact as stated, over all magnitudes', (_, claim) => {
    const points = Float32Array.from(claim.points);
    const seen = evaluate(claim.fn, claim.points);
    let worst = { x: 0, error: -1 };
    points.forEach((x, at) => {
      const error = ulps(seen[at] ?? Number.NaN, claim.exact(x));
      if (!(error <= worst.error)) worst = { x, error };
    });
    expect(worst.error, `at x = ${worst.x}`).toBeLessThanOrEqual(claim.ulps);
  });

  it.each([7, 67])('softmax of %i numbers is within 4e-7 relative, however small they are', (width) => {
    // Of which the exponential's 2 ulp are up to 2.4e-7, and sum, quotient and product a half to 1 ulp each.
    const points = sweep(2 ** -20, 86).map((x) => -x);
    const rows = Array.from({ length: Math.floor(points.length / (width - 1)) }, (_, row) => [
      ...points.slice(row * (width - 1), (row + 1) * (width - 1)),
      0,
    ]);
    const seen = evaluate((x) => h.softmax(h.reshape(x, [rows.length, width])), rows.flat());
    let worst = { x: 0, error: -1 };
    for (const [row, numbers] of rows.entries()) {
      const powers = numbers.map(Math.exp);
      const total = powers.reduce((sum, power) => sum + power, 0);
      for (const [at, power] of powers.entries()) {
        const error = Math.abs(((seen[row * width + at] ?? Number.NaN) * total) / power - 1);
        if (!(error <= worst.error)) worst = { x: numbers[at] ?? 0, error };
      }
    }
    expect(worst.error, `at x = ${worst.x}`).toBeLessThanOrEqual(4e-7);
  });

  /** What `exact` says by the reference at some points, and the points where `fn` is farther from it than allowed. */
  const pointsBeyond = (
    fn: (x: h.Tensor) => h.Tensor,
    points: readonly number[],
    exact: (points: Float64Array) => readonly number[],
    allowed: (x: number, right: number) => number,
  ): number[] => {
    const floats = Float32Array.from(points);
    const seen = evaluate(fn, points);
    h.use(before);
    const right = exact(Float64Array.from(floats));
    h.use(backend);
    return [...floats].filter((x, at) => {
      const [value = Number.NaN, wanted = Number.NaN] = [seen[at], right[at]];
      if (Number.isNaN(wanted)) return !Number.isNaN(value);
      return !(Math.abs(value - wanted) <= Math.max(allowed(x, wanted), 2 ** -149));
    });
  };

  it('erf is within 1e-6 relative', () => {
    const beyond = pointsBeyond(h.erf, [...both(6), ...special], erf, (_, right) => 1e-6 * Math.abs(right));
    expect(beyond).toEqual([]);
  });

  it('gelu is within 5e-7 relative from −1 on, 1e-7 before it, and its tail within 1e-4 relative', () => {
    const exact = (points: Float64Array): number[] =>
      erf(points.map((x) => x / Math.SQRT2)).map((bend, at) => 0.5 * (points[at] ?? 0) * (1 + bend));
    const allowed = (x: number, right: number): number => {
      if (x >= -1) return 5e-7 * Math.abs(right);
      // Behind −5 the difference of numbers near 1 is no judge of the tail.
      return x >= -5 ? Math.min(1e-7, 1e-4 * Math.abs(right)) : 1e-7;
    };
    expect(pointsBeyond((x) => h.gelu(x), both(1e30), exact, allowed)).toEqual([]);
  });

  it('special numbers pass through the activations', () => {
    const inputs = [Infinity, -Infinity, Number.NaN, 0, 100, -100];
    expect([...evaluate(h.relu, inputs)]).toEqual([Infinity, 0, Number.NaN, 0, 100, 0]);
    expect([...evaluate(h.gelu, inputs)]).toEqual([Infinity, Number.NaN, Number.NaN, 0, 100, -0]);
    expect([...evaluate((x) => h.softmax(x), [-Infinity, -Infinity])]).toEqual([0, 0]);
    expect([...evaluate((x) => h.softmax(x), [-Infinity, 1e30, 0])]).toEqual([0, 1, 0]);
    expect([...evaluate((x) => h.softmax(x), [1, Number.NaN, 2])]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect([...evaluate((x) => h.maximum(x, 0), [Number.NaN, -1])]).toEqual([Number.NaN, 0]);
  });
});
