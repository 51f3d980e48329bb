import {
  cast,
  grad,
  matmul,
  multiply,
  RandomGenerator,
  slice,
  sum,
  type Tensor,
  tensor,
  transpose,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  KeyValueCache,
  MultiHeadAttention,
  ntkScaling,
  type Positions,
  RotaryPositions,
  yarnScaling,
} from '../index.ts';

const read = (x: Tensor): number[] => [...x.dataSync()];
const worst = (a: readonly number[], b: readonly number[]): number =>
  a.length === b.length
    ? Math.max(0, ...a.map((value, at) => Math.abs(value - (b[at] ?? Number.NaN))))
    : Number.NaN;
const head = (numbers: number[], dtype: 'float32' | 'float64' = 'float64'): Tensor =>
  tensor(numbers, { shape: [1, 1, 1, numbers.length], dtype });
const random = (seed: number, shape: readonly number[]): Tensor =>
  cast(new RandomGenerator(seed).normal(shape), 'float64');
const positionIds = (rows: number[][]): Tensor => tensor(rows, { dtype: 'int32' });

describe('case 3: neighbours or halves', () => {
  it.each([
    ['neighbours', [-1.1426397, 1.9220756, 2.9598507, 4.0297995]],
    ['halves', [-1.9841106, 1.9599007, 2.4623779, 4.0197997]],
  ] as const)('%s of [1, 2, 3, 4] at position 1', (pairs, expected) => {
    const turned = new RotaryPositions(4, { pairs }).rotate(head([1, 2, 3, 4]), 1);
    expect(worst(read(turned), expected)).toBeLessThan(6e-8);
  });

  it.each(['neighbours', 'halves'] as const)('%s: position 0 is the identity, length is kept', (pairs) => {
    const scheme = new RotaryPositions(8, { pairs });
    const x = random(1, [2, 3, 1, 8]);
    expect(read(scheme.rotate(x, 0))).toEqual(read(x));
    const length = (y: Tensor): number[] => read(sum(multiply(y, y), { axis: 3 }));
    expect(worst(length(scheme.rotate(x, 1234)), length(x))).toBeLessThan(1e-13);
  });

  it.each(['neighbours', 'halves'] as const)('%s: q · k depends on the distance alone', (pairs) => {
    const scheme = new RotaryPositions(8, { pairs });
    const [q, k] = [random(2, [1, 1, 1, 8]), random(3, [1, 1, 1, 8])];
    const score = (m: number, n: number, dtype: 'float32' | 'float64'): number => {
      const turn = (x: Tensor, position: number): Tensor => scheme.rotate(cast(x, dtype), position);
      return matmul(turn(q, m), transpose(turn(k, n))).item();
    };
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), fc.nat(5000), (m, n, shift) => {
        expect(Math.abs(score(m, n, 'float64') - score(m + shift, n + shift, 'float64'))).toBeLessThan(1e-11);
      }),
      { numRuns: 30 },
    );
    expect(Math.abs(score(5, 2, 'float32') - score(1005, 1002, 'float32'))).toBeLessThan(2e-6);
    expect(Math.abs(score(5, 2, 'float64') - score(5, 3, 'float64'))).toBeGreaterThan(0.01);
  });

  it('one is the other after a permutation on the way in and out', () => {
    const [halves, neighbours] = [new RotaryPositions(4), new RotaryPositions(4, { pairs: 'neighbours' })];
    const permuted = (numbers: readonly number[]): number[] =>
      [0, 2, 1, 3].map((at) => numbers[at] ?? Number.NaN);
    const x = [0.3, -1.2, 0.8, 2.1];
    const there = read(neighbours.rotate(head(permuted(x)), 17));
    expect(permuted(there)).toEqual(read(halves.rotate(head(x), 17)));
    expect(worst(there, read(halves.rotate(head(x), 17)))).toBeGreaterThan(0.1);
  });

  it.each(['neighbours', 'halves'] as const)('%s: partial rotary leaves the rest bit for bit', (pairs) => {
    const x = random(4, [2, 3, 5, 8]);
    const first = slice(x, { axis: 3, end: 4 });
    const turned = new RotaryPositions(8, { pairs, rotaryDimension: 4 }).rotate(x, 3);
    expect(read(slice(turned, { axis: 3, start: 4 }))).toEqual(read(slice(x, { axis: 3, start: 4 })));
    const alone = new RotaryPositions(4, { pairs }).rotate(first, 3);
    expect(read(slice(turned, { axis: 3, end: 4 }))).toEqual(read(alone));
    expect(worst(read(alone), read(first))).toBeGreaterThan(0.1);
  });

  it('the gradient is the rotation back', () => {
    const scheme = new RotaryPositions(8, { rotaryDimension: 6 });
    const [x, upstream] = [random(5, [2, 3, 5, 8]), random(6, [2, 3, 5, 8])];
    const [gradient] = grad((y: Tensor) => sum(multiply(scheme.rotate(y, 9), upstream)))(x);
    const back = gradient ? read(scheme.rotate(gradient, 9)) : [];
    expect(worst(back, read(upstream))).toBeLessThan(1e-14);
  });
});

describe('case 4: far positions, offsets', () => {
  it('knows the angle of pair 1 of 32 at position 1857', () => {
    const theta = new RotaryPositions(32).frequencies()[1] ?? 0;
    expect(1857 * theta).toBeCloseTo(1044.26784, 5);
    const x = new Array(32).fill(0);
    x[1] = 1;
    const turned = read(new RotaryPositions(32).rotate(head(x, 'float32'), 1857));
    expect(turned[1]).toBeCloseTo(0.306693, 6);
  });

  it('is float64 rounded once, at positions to 8192', () => {
    const scheme = new RotaryPositions(32);
    const frequencies = scheme.frequencies();
    const x = tensor(
      new Float32Array(8193 * 32).fill(1, 0).map((_, at) => Number(at % 32 < 16)),
      {
        shape: [1, 1, 8193, 32],
      },
    );
    const turned = scheme.rotate(x, 0).dataSync();
    let largest = 0;
    for (let at = 0; at < turned.length; at++) {
      const angle = Math.floor(at / 32) * (frequencies[at % 16] ?? 0);
      const right = at % 32 < 16 ? Math.cos(angle) : Math.sin(angle);
      largest = Math.max(largest, Math.abs((turned[at] ?? Number.NaN) - right));
    }
    expect(largest).toBeLessThan(3e-8);
  });

  it.each(['float16', 'bfloat16'] as const)('%s weights do not change the angles', (dtype) => {
    const x = cast(cast(random(7, [1, 2, 3, 32]), dtype), 'float32');
    const scheme = new RotaryPositions(32);
    const far = scheme.rotate(x, 8189);
    const right = new RotaryPositions(32).rotate(cast(x, 'float64'), 8189);
    expect(worst(read(far), read(right))).toBeLessThan(1e-6);
  });

  it('offsets 0, 7, 0, 7 give rows 0–2 and 7–9 of a long table, each time', () => {
    const scheme = new RotaryPositions(8);
    const x = random(8, [1, 2, 3, 8]);
    const [a, b, c, d] = [0, 7, 0, 7].map((offset) => read(scheme.rotate(x, offset)));
    expect([c, d]).toEqual([a, b]);
    expect(worst(a ?? [], b ?? [])).toBeGreaterThan(0.1);
    const rows = (ids: number[][]): number[] => read(new RotaryPositions(8).rotate(x, positionIds(ids)));
    expect(a).toEqual(rows([[0, 1, 2]]));
    expect(b).toEqual(rows([[7, 8, 9]]));
    // The table has grown past 64 rows, and is in another type in between.
    scheme.rotate(cast(x, 'float32'), 500);
    expect(read(scheme.rotate(x, 7))).toEqual(b);
  });

  it('decoding 6 tokens and 4 more asks for offsets 0, 6, 7, 8, 9', () => {
    const scheme = new RotaryPositions(4);
    const asked: Positions[] = [];
    const positions = {
      rotate: (x: Tensor, at: Positions): Tensor => {
        asked.push(at);
        return scheme.rotate(x, at);
      },
    };
    const attention = new MultiHeadAttention(8, 2, { positions }).initialize(new RandomGenerator(1));
    using cache = new KeyValueCache();
    for (const length of [6, 1, 1, 1, 1]) {
      attention.forward(new RandomGenerator(2).normal([1, length, 8]), { causal: true, cache });
    }
    // Queries and keys.
    expect(asked).toEqual([0, 0, 6, 6, 7, 7, 8, 8, 9, 9]);
  });

  it('ids: each row of the batch has its own, and far, negative and repeated ones are computed', () => {
    const scheme = new RotaryPositions(8, { pairs: 'neighbours' });
    const x = random(9, [2, 1, 3, 8]);
    const ids = [
      [2_000_000_000, -3, 5],
      [5, 5, 0],
    ];
    const whole = read(scheme.rotate(x, positionIds(ids)));
    const single = ids.flatMap((row, batch) =>
      row.flatMap((id, at) => {
        const one = slice(slice(x, { axis: 0, start: batch, end: batch + 1 }), {
          axis: 2,
          start: at,
          end: at + 1,
        });
        return read(scheme.rotate(one, positionIds([[id]])));
      }),
    );
    expect(whole).toEqual(single);
    const offset = read(scheme.rotate(x, 2_000_000_000)).slice(0, 8);
    expect(whole.slice(0, 8)).toEqual(offset);
  });
});

describe('scaling', () => {
  it('dynamic NTK is plain to its limit, and then a function of the length alone', () => {
    const scaling = ntkScaling({ factor: 2, maxPositionEmbeddings: 16 });
    const [plain, scheme] = [new RotaryPositions(8), new RotaryPositions(8, { scaling })];
    const [short, long] = [random(10, [1, 1, 16, 8]), random(11, [1, 1, 17, 8])];
    expect(read(scheme.rotate(short, 0))).toEqual(read(plain.rotate(short, 0)));
    const before = read(scheme.rotate(long, 0));
    expect(worst(before, read(plain.rotate(long, 0)))).toBeGreaterThan(0.01);
    expect(read(scheme.rotate(short, 0))).toEqual(read(plain.rotate(short, 0)));
    expect(read(scheme.rotate(long, 0))).toEqual(before);
  });

  it("YaRN's attention factor lengthens what turns, and nothing else", () => {
    const scaling = yarnScaling({ factor: 4, originalMaxPositionEmbeddings: 64, attentionFactor: 1.5 });
    const x = random(12, [1, 1, 1, 8]);
    const turned = new RotaryPositions(8, { scaling, rotaryDimension: 4 }).rotate(x, 0);
    const expected = read(x).map((value, at) => (at < 4 ? 1.5 * value : value));
    expect(read(turned)).toEqual(expected);
  });
});
