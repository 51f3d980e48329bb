import {
  add,
  concat,
  grad,
  matmul,
  multiply,
  observe,
  ones,
  RandomGenerator,
  scaledDotProductAttention,
  slice,
  softmax,
  sum,
  type Tensor,
  zeros,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../fixtures/compare.ts';
import { MultiHeadAttention, paddingMask } from './index.ts';

const read = (x: Tensor): number[] => [...x.dataSync()];

describe('case 7: padded keys count for nothing, whatever they hold', () => {
  it.each([Number.NaN, 1e30, Number.POSITIVE_INFINITY])('padding of %d', (junk) => {
    const generator = new RandomGenerator(8);
    const [q, k, v] = [
      generator.normal([1, 1, 2, 3]),
      generator.normal([1, 1, 4, 3]),
      generator.normal([1, 1, 4, 3]),
    ];
    const dirty = (x: Tensor): Tensor => concat([x, add(zeros([1, 1, 2, 3]), junk)], { axis: 2 });
    const plain = scaledDotProductAttention(q, k, v);
    const padded = scaledDotProductAttention(q, dirty(k), dirty(v), { mask: paddingMask([4], 6) });
    expect(worstDifference(plain, padded)).toBeLessThan(1e-6);
  });
});

it('case 7: padding counts for nothing in training with dropout either, nor do NaN values ahead', () => {
  const generator = new RandomGenerator(8);
  const attention = new MultiHeadAttention(8, 2, { dropout: 0.3, generator }).initialize(generator).train();
  const x = generator.normal([1, 4, 8]);
  const dirty = concat([x, add(zeros([1, 2, 8]), Number.NaN)], { axis: 1 });
  const padded = attention.forward(x, { memory: dirty, mask: paddingMask([4], 6) });
  expect(read(padded).every(Number.isFinite)).toBe(true);
  const causal = slice(attention.forward(dirty, { causal: true }), { axis: 1, end: 4 });
  expect(read(causal).every(Number.isFinite)).toBe(true);
});

describe('case 8: maps for reading are distributions', () => {
  it('sum to 1 in training with dropout, which draws the same for the same seed', () => {
    const make = (): MultiHeadAttention =>
      new MultiHeadAttention(8, 2, { dropout: 0.5, generator: new RandomGenerator(3) })
        .initialize(new RandomGenerator(1))
        .train();
    const x = new RandomGenerator(4).normal([1, 5, 8]);
    const run = (): { sums: number[]; output: number[] } => {
      let sums: number[] = [];
      const attention = make();
      const output = observe(
        attention,
        {
          weights: (w) => {
            sums = read(sum(w, { axis: -1 }));
          },
        },
        () => attention.forward(x),
      );
      return { sums, output: read(output) };
    };
    const { sums, output } = run();
    for (const total of sums) expect(total).toBeCloseTo(1, 6);
    expect(run().output).toEqual(output);
    expect(read(make().eval().forward(x))).not.toEqual(output);
  });

  it('observing changes no bit, and the map is the softmax', () => {
    const attention = new MultiHeadAttention(8, 2).initialize(new RandomGenerator(1));
    const x = new RandomGenerator(4).normal([2, 5, 8]);
    let map: number[] = [];
    const observed = observe(
      attention,
      {
        weights: (w) => {
          map = read(w);
        },
      },
      () => attention.forward(x, { causal: true }),
    );
    expect(read(observed)).toEqual(read(attention.forward(x, { causal: true })));
    expect(map[1]).toBe(0);
    expect(map[0]).toBe(1);
  });
});

describe('case 9: shapes are a function of shapes', () => {
  const attention = new MultiHeadAttention(8, 2).initialize(new RandomGenerator(1));
  it.each([
    [0, 6, 6],
    [3, 0, 6],
    [3, 1, 1],
  ])('batch %i, %i queries, %i keys', (batch, queries, keys) => {
    const x = zeros([batch, queries, 8]);
    expect(attention.forward(x, { memory: zeros([batch, keys, 8]) }).shape).toEqual([batch, queries, 8]);
    const [dx] = grad((y) => sum(attention.forward(y, { memory: zeros([batch, keys, 8]) })))(x);
    expect(dx?.shape).toEqual([batch, queries, 8]);
  });

  it('no keys at all give the output projection of zeros', () => {
    const out = attention.forward(ones([1, 2, 8]), { memory: zeros([1, 0, 8]) });
    expect(read(out)).toEqual([
      ...(attention.outProj.bias?.value.dataSync() ?? []),
      ...(attention.outProj.bias?.value.dataSync() ?? []),
    ]);
  });
});

describe('laws', () => {
  it('no query sees the future', () => {
    const attention = new MultiHeadAttention(8, 2).initialize(new RandomGenerator(1));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 99 }), (from, seed) => {
        const x = new RandomGenerator(seed).normal([1, 7, 8]);
        const other = concat(
          [slice(x, { axis: 1, end: from + 1 }), new RandomGenerator(seed + 1).normal([1, 6 - from, 8])],
          { axis: 1 },
        );
        const cut = { axis: 1, end: from + 1 };
        const [a, b] = [attention.forward(x, { causal: true }), attention.forward(other, { causal: true })];
        expect(worstDifference(slice(a, cut), slice(b, cut))).toBeLessThan(1e-6);
      }),
      { numRuns: 20 },
    );
  });

  it('equals softmax(QKᵀ/√d)V written out', () => {
    const generator = new RandomGenerator(9);
    const [q, k, v] = [
      generator.normal([2, 3, 5, 4]),
      generator.normal([2, 3, 7, 4]),
      generator.normal([2, 3, 7, 6]),
    ];
    const plain = matmul(softmax(multiply(matmul(q, k, { transposeB: true }), 0.5)), v);
    expect(worstDifference(scaledDotProductAttention(q, k, v), plain)).toBeLessThan(1e-6);
  });
});
