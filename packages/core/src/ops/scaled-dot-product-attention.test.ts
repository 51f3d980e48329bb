import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import type { AttentionOptions } from './attention-arguments.ts';
import { cast } from './cast.ts';
import { concat } from './concat.ts';
import { full, fullLike, ones, zeros } from './full.ts';
import { multiply } from './multiply.ts';
import { reshape } from './reshape.ts';
import { scaledDotProductAttention } from './scaled-dot-product-attention.ts';
import { slice } from './slice.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

type Three = [Tensor, Tensor, Tensor];

const list = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const column = (values: number[]): Tensor => tensor(values, { shape: [1, 1, values.length, 1] });
const flags = (values: boolean[], shape: number[]): Tensor => tensor(values, { shape, dtype: 'bool' });
const close = (actual: Tensor | undefined, expected: Tensor | undefined, tolerance = 1e-6): void => {
  expect(actual?.shape).toEqual(expected?.shape);
  const [a, b] = [list(actual), list(expected)];
  for (const [i, value] of b.entries())
    expect(Math.abs((a[i] ?? Number.NaN) - value)).toBeLessThan(tolerance);
};

/** Queries, keys and values with B=2, H=6, Hkv=3, L=3, S=5, D=4, width 2 of the values. */
function random(
  seed: number,
  sizes: Partial<Record<'heads' | 'own' | 'queries' | 'keys', number>> = {},
): Three {
  const { heads = 6, own = 3, queries = 3, keys = 5 } = sizes;
  const generator = new RandomGenerator(seed);
  return [
    generator.normal([2, heads, queries, 4]),
    generator.normal([2, own, keys, 4]),
    generator.normal([2, own, keys, 2]),
  ];
}

/** Gradients of queries, keys and values for a fixed, uneven upstream gradient. */
function gradients(inputs: Three, options: AttentionOptions = {}): Tensor[] {
  return grad((q, k, v) => {
    const y = scaledDotProductAttention(q as Tensor, k as Tensor, v as Tensor, options);
    const upstream = Float32Array.from({ length: y.size }, (_, i) => Math.sin(i + 1));
    return sum(multiply(y, tensor(upstream, { shape: y.shape })));
  })(...inputs);
}

/** `x` with the positions of axis 2 from `start` on replaced by a value. */
const spoil = (x: Tensor, start: number, value: number): Tensor =>
  concat([slice(x, { axis: 2, end: start }), fullLike(slice(x, { axis: 2, start }), value)], { axis: 2 });

describe('case 1: causal with fewer queries than keys, and more', () => {
  it('two queries stand at the last two of five keys', () => {
    const y = scaledDotProductAttention(column([0, 0]), column([0, 0, 0, 0, 0]), column([1, 2, 3, 4, 5]), {
      causal: true,
    });
    expect(list(y)).toEqual([2.5, 3]);
  });

  it('queries before the first key get zeros, and zero gradients', () => {
    const inputs: Three = [column([0, 0, 0, 0, 0]), column([0, 0]), column([1, 2])];
    expect(list(scaledDotProductAttention(...inputs, { causal: true }))).toEqual([0, 0, 0, 1, 1.5]);
    const [dq, , dv] = grad((q, k, v) =>
      sum(scaledDotProductAttention(q as Tensor, k as Tensor, v as Tensor, { causal: true })),
    )(...inputs);
    expect(list(dq)).toEqual([0, 0, 0, 0, 0]);
    expect(list(dv)).toEqual([1.5, 0.5]);
  });

  it('a cache with spare room is read up to keyLength', () => {
    const [q, k, v] = random(1);
    const roomy: Three = [q, spoil(k, 4, Number.NaN), spoil(v, 4, Number.NaN)];
    const first: Three = [q, slice(k, { axis: 2, end: 4 }), slice(v, { axis: 2, end: 4 })];
    close(
      scaledDotProductAttention(...roomy, { causal: true, keyLength: 4 }),
      scaledDotProductAttention(...first, { causal: true }),
    );
    const [dq, dk, dv] = gradients(roomy, { causal: true, keyLength: 4 });
    const [eq, ek, ev] = gradients(first, { causal: true });
    close(dq, eq);
    close(dk, concat([ek as Tensor, zeros([2, 3, 1, 4])], { axis: 2 }));
    close(dv, concat([ev as Tensor, zeros([2, 3, 1, 2])], { axis: 2 }));
  });

  it('the past does not see the future, even a poisoned one', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), (seed, cut) => {
        const [q, k, v] = random(seed, { queries: 5 });
        const poisoned: Three = [q, spoil(k, cut, Number.NaN), spoil(v, cut, Number.POSITIVE_INFINITY)];
        const past = (x: Tensor): Tensor => slice(x, { axis: 2, end: cut });
        const clean = scaledDotProductAttention(q, k, v, { causal: true });
        const y = scaledDotProductAttention(...poisoned, { causal: true });
        close(past(y), past(clean));
        expect(list(slice(y, { axis: 2, start: cut }))).toEqual(Array(12 * (5 - cut) * 2).fill(Number.NaN));
      }),
      { numRuns: 20 },
    );
  });
});

describe('case 2: what true in a mask means', () => {
  it.each([
    [[true, true, false], 1.5],
    [[false, false, true], 6],
    [undefined, 3],
  ])('mask %j gives %d', (mask, expected) => {
    const y = scaledDotProductAttention(
      column([0]),
      column([0, 0, 0]),
      column([1, 2, 6]),
      mask === undefined ? {} : { mask: flags(mask, [1, 1, 1, 3]) },
    );
    expect(list(y)).toEqual([expected]);
  });

  it('halves: causal, first two keys padded, scores around −20', () => {
    const generator = new RandomGenerator(4);
    const inputs: Three = [
      generator.normal([1, 1, 4, 4], 3),
      generator.normal([1, 1, 4, 4], -3),
      generator.normal([1, 1, 4, 4]),
    ];
    const options = { causal: true, mask: flags([false, false, true, true], [1, 1, 1, 4]) };
    for (const dtype of ['float16', 'bfloat16'] as const) {
      const stored = (x: Tensor): Tensor => cast(cast(x, dtype), 'float32');
      const exact = scaledDotProductAttention(...(inputs.map(stored) as Three), options);
      const y = list(stored(exact));
      expect(y.slice(0, 8)).toEqual(Array(8).fill(0));
      for (const [i, value] of list(exact).entries())
        expect(Math.abs((y[i] ?? 0) - value)).toBeLessThan(3e-3);
    }
  });
});

describe('case 6: grouped heads', () => {
  it('neighbouring query heads share a key head', () => {
    const values = concat([ones([1, 1, 3, 1]), full([1, 1, 3, 1], 10)], { axis: 1 });
    const y = scaledDotProductAttention(zeros([1, 4, 1, 2]), ones([1, 2, 3, 2]), values);
    expect(list(y)).toEqual([1, 1, 10, 10]);
  });

  it.each([1, 2, 3])('%d key heads equal repeated ones, forward and backward', (own) => {
    const [q, k, v] = random(5, { own });
    const repeat = (x: Tensor): Tensor => {
      const parts = Array.from({ length: 6 }, (_, head) => {
        const group = Math.floor(head / (6 / own));
        return slice(x, { axis: 1, start: group, end: group + 1 });
      });
      return concat(parts, { axis: 1 });
    };
    const many: Three = [q, repeat(k), repeat(v)];
    close(scaledDotProductAttention(q, k, v), scaledDotProductAttention(...many));
    const [dq, dk, dv] = gradients([q, k, v]);
    const [eq, ek, ev] = gradients(many);
    const gather = (x: Tensor | undefined, width: number): Tensor =>
      sum(reshape(x as Tensor, [2, own, 6 / own, 5, width]), { axis: 2 });
    close(dq, eq);
    close(dk, gather(ek, 4), 1e-5);
    close(dv, gather(ev, 2), 1e-5);
  });

  it('6 heads do not divide into 4', () => {
    expect(() => scaledDotProductAttention(...random(6, { own: 4 }))).toThrow(ShapeError);
    expect(() => scaledDotProductAttention(...random(6, { own: 4 }))).toThrow(/6 query heads .* 4 key heads/);
  });

  it('a batch with a mask for each sample equals the samples alone', () => {
    const inputs = random(7);
    const keep = [true, true, true, false, false, true, false, true, true, false];
    const mask = flags(keep, [2, 1, 1, 5]);
    const y = scaledDotProductAttention(...inputs, { mask });
    for (const sample of [0, 1]) {
      const one = (x: Tensor): Tensor => slice(x, { axis: 0, start: sample, end: sample + 1 });
      const alone = scaledDotProductAttention(...(inputs.map(one) as Three), { mask: one(mask) });
      close(one(y), alone);
    }
  });
});

describe('what is masked changes nothing', () => {
  const [q, k, v] = random(8, { keys: 3 });
  const short: Three = [q, k, v];

  it.each([Number.NaN, 1e30, Number.NEGATIVE_INFINITY])('padded keys and values of %d', (value) => {
    const tail = (x: Tensor): Tensor => concat([x, full([2, 3, 2, x.shape[3] ?? 0], value)], { axis: 2 });
    const padded: Three = [q, tail(k), tail(v)];
    for (const shape of [
      [1, 1, 1, 5],
      [2, 6, 3, 5],
    ]) {
      const size = shape.reduce((a, b) => a * b);
      const mask = flags(
        Array.from({ length: size }, (_, i) => i % 5 < 3),
        shape,
      );
      close(scaledDotProductAttention(...padded, { mask }), scaledDotProductAttention(...short));
      const [dq, dk, dv] = gradients(padded, { mask });
      const [eq, ek, ev] = gradients(short);
      close(dq, eq);
      close(dk, concat([ek as Tensor, zeros([2, 3, 2, 4])], { axis: 2 }));
      close(dv, concat([ev as Tensor, zeros([2, 3, 2, 2])], { axis: 2 }));
    }
  });

  it('a row with nothing to attend to: zeros and zero gradients, also by a bias of −∞', () => {
    const mask = flags([true, false, true, false, false, false, true, true, true], [1, 1, 3, 3]);
    const bias = tensor([0, -Infinity, 0, -Infinity, -Infinity, -Infinity, 0, 0, 0], { shape: [1, 1, 3, 3] });
    for (const options of [{ mask }, { bias }, { mask, bias }]) {
      const y = scaledDotProductAttention(...short, options);
      expect(list(slice(y, { axis: 2, start: 1, end: 2 }))).toEqual(Array(24).fill(0));
      const [dq, dk, dv] = gradients(short, options);
      expect(list(slice(dq as Tensor, { axis: 2, start: 1, end: 2 }))).toEqual(Array(48).fill(0));
      for (const gradient of [dq, dk, dv]) expect(list(gradient).every(Number.isFinite)).toBe(true);
    }
  });
});

describe('case 9: empty batches, no keys, no queries', () => {
  it.each([
    [0, 3, 5],
    [2, 3, 0],
    [2, 0, 5],
    [2, 1, 5],
  ])('batch %d, %d queries, %d keys', (batch, queries, keys) => {
    const inputs: Three = [
      ones([batch, 2, queries, 4]),
      ones([batch, 2, keys, 4]),
      ones([batch, 2, keys, 3]),
    ];
    const mask = cast(ones([batch, 1, queries, keys]), 'bool');
    for (const options of [{}, { causal: true }, { mask }, { mask, causal: true }]) {
      const y = scaledDotProductAttention(...inputs, options);
      expect(y.shape).toEqual([batch, 2, queries, 3]);
      if (keys === 0) expect(list(y)).toEqual(Array(batch * 2 * queries * 3).fill(0));
      const results = gradients(inputs, options);
      expect(results.map((x) => x.shape)).toEqual(inputs.map((x) => x.shape));
    }
  });
});
