import {
  add,
  concat,
  live,
  multiply,
  RandomGenerator,
  reshape,
  scaledDotProductAttention,
  slice,
  subtract,
  type Tensor,
  tensor,
  tidy,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersOf, worstDifference } from '../../../../fixtures/compare.ts';
import { float64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { type CachedKeysValues, KeyValueCache, MultiHeadAttention, QuantizedCache } from '../index.ts';
import { dequantizeGroups, quantizeGroups } from './quantize.ts';

const part = (x: Tensor, start: number, end: number): Tensor => slice(x, { axis: 2, start, end });

/** What is held, without spare room. */
function held(cache: { readonly contents: CachedKeysValues | undefined }): [keys: Tensor, values: Tensor] {
  const { contents } = cache;
  if (contents === undefined) throw new Error('the cache is empty');
  return [part(contents.keys, 0, contents.length), part(contents.values, 0, contents.length)];
}

/** 512 tokens, 4 heads of 64; the fourth of 16 channels of keys at `center`, `spread` times as wide. */
function sample({ center = 0, spread = 1 } = {}): { queries: Tensor; keys: Tensor; values: Tensor } {
  const generator = new RandomGenerator(3);
  const channel = (odd: number, else_: number): Tensor =>
    tensor(Float32Array.from({ length: 64 }, (_, at) => (at % 16 === 3 ? odd : else_)));
  const keys = add(multiply(generator.normal([1, 4, 512, 64]), channel(spread, 1)), channel(center, 0));
  return { keys, values: generator.normal([1, 4, 512, 64]), queries: generator.normal([1, 4, 17, 64]) };
}

/** How far attention over a quantised cache is from attention over the same keys and values in full. */
function outputError({ queries, keys, values }: ReturnType<typeof sample>): number {
  using cache = new QuantizedCache();
  cache.append(keys, values);
  expect(cache.quantizedLength).toBe(480);
  return worstDifference(
    scaledDotProductAttention(queries, ...held(cache)),
    scaledDotProductAttention(queries, keys, values),
  );
}

const outliers = { center: 20, spread: 2 };

parity(
  {
    mechanism: 'Quantised cache: keys and values',
    paper: 'Liu et al. 2024 (KIVI)',
    file: 'caches/quantized-cache.ts',
    reference: 'float64 NumPy from the paper',
    tolerance: 1e-6,
  },
  () => {
    const golden = readGolden('caches/kivi.safetensors');
    const get = (name: string): Tensor => float64(need(golden, name));
    using cache = new QuantizedCache({ group: 4 });
    cache.append(get('keys'), get('values'));
    expect([cache.length, cache.quantizedLength]).toEqual([13, 8]);
    const [keys, values] = held(cache);
    return Math.max(
      worstDifference(keys, get('quantised.keys')),
      worstDifference(values, get('quantised.values')),
    );
  },
);

parity(
  {
    mechanism: 'Quantised cache: output of attention',
    paper: 'Liu et al. 2024 (KIVI)',
    file: 'caches/quantized-cache.ts',
    reference: 'the cache in float32',
    tolerance: 4e-3,
  },
  () => Math.max(outputError(sample()), outputError(sample(outliers))),
);

describe('measured', () => {
  it('attention moves as little as the doc comment says', () => {
    expect(outputError(sample())).toBeLessThan(0.0025);
    expect(outputError(sample(outliers))).toBeLessThan(0.0035);
  });

  it('keys per channel are three times as good as keys per token where some channels stand out', () => {
    const { queries, keys, values } = sample(outliers);
    const exact = scaledDotProductAttention(queries, keys, values);
    const moved = (axis: 3 | 4): number => {
      const rounded = dequantizeGroups(quantizeGroups(keys, 32, axis), 32, axis);
      return worstDifference(scaledDotProductAttention(queries, rounded, values), exact);
    };
    expect(moved(4) / moved(3)).toBeGreaterThan(3);
  });

  it('2048 tokens take a third of the memory of float32', () => {
    const bytes = (make: () => KeyValueCache | QuantizedCache): number => {
      const generator = new RandomGenerator(1);
      const before = live()[0]?.bytes ?? 0;
      using cache = make();
      tidy(() => void cache.append(generator.normal([1, 2, 2048, 64]), generator.normal([1, 2, 2048, 64])));
      return (live()[0]?.bytes ?? 0) - before;
    };
    const full = bytes(() => new KeyValueCache());
    expect(full).toBe(2 * 2 * 2048 * 64 * 4);
    expect(bytes(() => new QuantizedCache()) / full).toBeLessThan(0.33);
  });
});

describe('laws', () => {
  const generator = new RandomGenerator(2);
  const keys = generator.normal([2, 3, 29, 8]);
  const values = generator.normal([2, 3, 29, 5]);
  const appendPart = (cache: QuantizedCache | KeyValueCache, start: number, end: number): CachedKeysValues =>
    cache.append(part(keys, start, end), part(values, start, end));

  it('no number moves by more than half a step', () => {
    for (const axis of [3, 4] as const) {
      const group = part(keys, 0, 28);
      const parts = quantizeGroups(group, 7, axis);
      const moved = subtract(dequantizeGroups(parts, 7, axis), group);
      const shape = axis === 3 ? [2, 3, 4, 1, 8] : [2, 3, 4, 7, 1];
      const half = multiply(reshape(parts[1] ?? keys, shape), 0.5);
      const distance = reshape(multiply(moved, moved), [2, 3, 4, 7, 8]);
      const beyond = subtract(distance, multiply(half, half)).dataSync();
      expect(Math.max(...beyond)).toBeLessThan(1e-6);
    }
  });

  it('what is held does not depend on the pieces in which it came', () => {
    using whole = new QuantizedCache({ group: 4 });
    appendPart(whole, 0, 29);
    expect(whole.quantizedLength).toBe(24);
    const places = fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 12 });
    fc.assert(
      fc.property(places, (cuts) => {
        using cache = new QuantizedCache({ group: 4 });
        const ends = [...cuts.toSorted((a, b) => a - b), 29];
        for (const [index, end] of ends.entries()) {
          const start = ends[index - 1] ?? 0;
          const given = appendPart(cache, start, end);
          expect(given.length).toBe(end);
          expect(worstDifference(part(given.keys, start, end), part(keys, start, end))).toBe(0);
        }
        expect(held(cache).map(numbersOf)).toEqual(held(whole).map(numbersOf));
      }),
      { numRuns: 40, examples: [[Array.from({ length: 29 }, (_, at) => at)]] },
    );
  });

  it('the last tokens are as they were given', () => {
    using cache = new QuantizedCache({ group: 5 });
    for (let length = 1; length <= 29; length++) {
      appendPart(cache, length - 1, length);
      const start = cache.quantizedLength;
      expect(length - start).toBeGreaterThanOrEqual(Math.min(length, 5));
      expect(length - start).toBeLessThan(10);
      expect(worstDifference(part(held(cache)[0], start, length), part(keys, start, length))).toBe(0);
    }
  });

  it('cut back, it goes on as if it had never seen the rest, but for the rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 0, max: 29 }), (a, b) => {
        const [kept, seen] = [Math.min(a, b), Math.max(a, b)];
        using cache = new QuantizedCache({ group: 4 });
        appendPart(cache, 0, seen);
        const exact = kept >= cache.quantizedLength;
        cache.truncate(kept);
        expect([cache.length, cache.position]).toEqual([kept, kept]);
        appendPart(cache, kept, 29);
        using fresh = new QuantizedCache({ group: 4 });
        appendPart(fresh, 0, 29);
        expect(cache.quantizedLength).toBe(fresh.quantizedLength);
        for (const [index, x] of held(cache).entries()) {
          expect(worstDifference(x, held(fresh)[index] ?? x)).toBeLessThan(exact ? 1e-12 : 0.03);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('reorders and clones all of its parts', () => {
    using cache = new QuantizedCache({ group: 4 });
    appendPart(cache, 0, 23);
    using copy = cache.clone();
    const before = held(copy);
    cache.reorder(tensor([1, 1, 0], { dtype: 'int32' }));
    const rows = [1, 1, 0].map((row) => slice(before[0], { axis: 0, start: row, end: row + 1 }));
    expect(worstDifference(held(cache)[0], concat(rows, { axis: 0 }))).toBe(0);
    appendPart(copy, 23, 29);
    expect(cache.length).toBe(23);
    using fresh = new QuantizedCache({ group: 4 });
    appendPart(fresh, 0, 29);
    expect(worstDifference(held(copy)[1], held(fresh)[1])).toBe(0);
  });

  it('serves attention step by step', () => {
    const attention = new MultiHeadAttention(12, 3).initialize(new RandomGenerator(5));
    const x = generator.normal([2, 19, 12]);
    const whole = attention.forward(x, { causal: true });
    using cache = new QuantizedCache({ group: 4 });
    const steps = Array.from({ length: 19 }, (_, at) =>
      attention.forward(slice(x, { axis: 1, start: at, end: at + 1 }), { causal: true, cache }),
    );
    const error = worstDifference(concat(steps, { axis: 1 }), whole);
    expect(error).toBeLessThan(5e-3);
    expect(error).toBeGreaterThan(0);
  });

  it('frees all of its memory, a hundred times over', () => {
    const round = (): void => {
      using cache = new QuantizedCache({ group: 4 });
      tidy(() => {
        for (let at = 0; at < 28; at += 7) appendPart(cache, at, at + 7);
      });
      cache.truncate(14);
      using copy = cache.clone();
      tidy(() => {
        copy.reorder(tensor([1, 0, 0], { dtype: 'int32' }));
        held(copy);
      });
    };
    round();
    const before = live();
    for (let i = 0; i < 100; i++) round();
    expect(live()).toEqual(before);
  });
});

describe('bad input', () => {
  it('numbers that are not finite spoil no others', () => {
    using cache = new QuantizedCache({ group: 2 });
    const numbers = [1, Number.NaN, 3, 4, 5, Number.POSITIVE_INFINITY, 7, 8, 9, 10];
    const given = cache.append(
      tensor(numbers, { shape: [1, 1, 5, 2] }),
      tensor(numbers, { shape: [1, 1, 5, 2] }),
    );
    expect(numbersOf(given.keys)).toEqual(numbers);
    expect(cache.quantizedLength).toBe(2);
    const [keys] = held(cache);
    expect(numbersOf(keys).slice(0, 4)).toEqual([1, 0, 3, 4]);
  });

  it('equal numbers stay as they are', () => {
    using cache = new QuantizedCache({ group: 1 });
    const fives = tensor([5, 5, 5, 5], { shape: [1, 1, 4, 1] });
    cache.append(fives, fives);
    expect(cache.quantizedLength).toBe(3);
    expect(numbersOf(held(cache)[1])).toEqual([5, 5, 5, 5]);
  });

  it.each([0, 1.5, Number.NaN])('a group of %d', (group) => {
    expect(() => new QuantizedCache({ group })).toThrow(/group must be a whole number from 1/);
  });
});
