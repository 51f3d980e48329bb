import {
  concat,
  DTypeError,
  OptionError,
  ones,
  RandomGenerator,
  scaledDotProductAttention,
  type Tensor,
  tensor,
  zeros,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersOf, worstDifference } from '../../../../fixtures/compare.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import {
  causalMask,
  combineMasks,
  documentMask,
  documentMaskFunction,
  MultiHeadAttention,
  maskFrom,
  paddingMask,
  prefixMask,
  prefixMaskFunction,
  slidingWindowMask,
  slidingWindowMaskFunction,
} from '../index.ts';

const read = (mask: Tensor | undefined): number[] => (mask ? numbersOf(mask) : []);
const ids = (numbers: number[][]): Tensor => tensor(numbers, { dtype: 'int32' });
const _bits = (mask: readonly boolean[]): Tensor => tensor([...mask], { shape: [1, 1, 1, mask.length] });

const golden = readGolden('masks/masks.safetensors');

/** Number of pairs in which masks differ from those of the golden file. */
function differing(masks: Readonly<Record<string, Tensor | undefined>>): number {
  return Object.entries(masks).reduce((sum, [name, mask]) => {
    const expected = golden.get(name);
    expect(mask?.shape).toEqual(expected?.shape);
    return sum + read(mask).filter((bit, at) => bit !== expected?.data[at]).length;
  }, 0);
}

const reference = 'transformers 5.24 masking_utils';

parity(
  {
    mechanism: 'Causal and padding masks',
    paper: 'Vaswani et al. 2017',
    file: 'masks/causal.ts',
    reference,
    tolerance: 0,
  },
  () => differing({ causal: causalMask(5, 7), padding: paddingMask([3, 7], 7) }),
);

parity(
  {
    mechanism: 'Sliding-window mask',
    paper: 'Beltagy et al. 2020',
    file: 'masks/sliding-window.ts',
    reference,
    tolerance: 0,
  },
  () =>
    differing({
      'window.causal': slidingWindowMask(7, 7, { window: 3, causal: true }),
      'window.causal.cached': slidingWindowMask(2, 11, { window: 3, causal: true }),
      'window.both_sides': slidingWindowMask(7, 7, { window: 3 }),
    }),
);

parity(
  {
    mechanism: 'Prefix mask',
    paper: 'Raffel et al. 2020',
    file: 'masks/prefix.ts',
    reference,
    tolerance: 0,
  },
  () => differing({ prefix: prefixMask([2, 5], 7, 7) }),
);

parity(
  {
    mechanism: 'Document mask (packed rows)',
    paper: 'Krell et al. 2021',
    file: 'masks/documents.ts',
    reference,
    tolerance: 0,
  },
  () => {
    const packed = documentMask(tensor(golden.get('documents.ids')?.data ?? [], { shape: [2, 7] }));
    return differing({ documents: packed, 'documents.causal': combineMasks(packed, causalMask(7, 7)) });
  },
);

describe('case 1: causal with fewer or more queries than keys is anchored lower right', () => {
  it.each([
    [2, [1, 2, 3, 4, 5], [2.5, 3]],
    [5, [1, 2], [0, 0, 0, 1, 1.5]],
  ])('%i queries over %j', (queries, keys, expected) => {
    const q = zeros([1, 1, queries, 1]);
    const v = tensor(keys, { shape: [1, 1, keys.length, 1] });
    const attend = (options: { causal: boolean } | { mask: Tensor }): number[] =>
      read(scaledDotProductAttention(q, zeros(v.shape), v, options));
    expect(attend({ causal: true })).toEqual(expected);
    expect(attend({ mask: causalMask(queries, keys.length) })).toEqual(expected);
  });
});

describe('laws', () => {
  const size = fc.integer({ min: 1, max: 11 });

  it('each mask is its function of positions', () => {
    fc.assert(
      fc.property(size, size, size, fc.boolean(), (queries, keys, n, causal) => {
        const at = Array.from({ length: queries }, (_, i) => keys - queries + i);
        const pairs = at.flatMap((i) => Array.from({ length: keys }, (_, j) => [i, j] as const));
        const bit = (rule: (i: number, j: number) => boolean): number[] => pairs.map(([i, j]) => +rule(i, j));
        expect(read(causalMask(queries, keys))).toEqual(bit((i, j) => j <= i));
        expect(read(slidingWindowMask(queries, keys, { window: n, causal }))).toEqual(
          bit((i, j) => i - j < n && (causal ? j <= i : j - i < n)),
        );
        expect(read(prefixMask(n, queries, keys))).toEqual(bit((i, j) => j < n || j <= i));
        expect(read(maskFrom(prefixMaskFunction(n), at, keys))).toEqual(read(prefixMask(n, queries, keys)));
      }),
    );
  });

  it('a packed row equals its documents alone', () => {
    const attention = new MultiHeadAttention(6, 2).initialize(new RandomGenerator(1));
    const lengths = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lengths, fc.nat(999), fc.boolean(), (cuts, seed, causal) => {
        const documents = cuts.map((length, at) => new RandomGenerator(seed + at).normal([1, length, 6]));
        const segments = ids([cuts.flatMap((length, at) => new Array<number>(length).fill(at))]);
        const packed = attention.forward(concat(documents, { axis: 1 }), {
          mask: documentMask(segments),
          causal,
        });
        const alone = documents.map((document) => attention.forward(document, { causal }));
        expect(worstDifference(packed, concat(alone, { axis: 1 }))).toBeLessThan(1e-6);
      }),
      { numRuns: 30 },
    );
  });

  it('attention with a window is attention with its mask', () => {
    const windowed = new MultiHeadAttention(6, 2, { window: 3 }).initialize(new RandomGenerator(1));
    const plain = new MultiHeadAttention(6, 2).initialize(new RandomGenerator(1));
    const x = new RandomGenerator(2).normal([2, 7, 6]);
    for (const causal of [true, false]) {
      const mask = slidingWindowMask(7, 7, { window: 3, causal });
      expect(worstDifference(windowed.forward(x, { causal }), plain.forward(x, { mask }))).toBeLessThan(1e-6);
    }
  });

  it('the ends of a prefix are no restriction and the causal mask', () => {
    expect(read(prefixMask(0, 3, 5))).toEqual(read(causalMask(3, 5)));
    expect(read(prefixMask(5, 3, 5))).toEqual(new Array(15).fill(1));
  });
});

describe('shapes', () => {
  it('follow from shapes, nothing included', () => {
    expect(documentMask(ids([[0, 1]]), ids([[0, 1, 1]])).shape).toEqual([1, 1, 2, 3]);
    expect(documentMask(zeros([0, 3], 'int32')).shape).toEqual([0, 1, 3, 3]);
    expect(paddingMask([], 4).shape).toEqual([0, 1, 1, 4]);
    expect(prefixMask([1, 2, 3], 2, 5).shape).toEqual([3, 1, 2, 5]);
    expect(causalMask(0, 5).shape).toEqual([1, 1, 0, 5]);
    expect(combineMasks(ones([0, 1, 1, 3], 'bool'), causalMask(2, 3))?.shape).toEqual([0, 1, 2, 3]);
  });

  it('positions beyond the ids see nothing', () => {
    const visible = documentMaskFunction([4, 4], [4, 5]);
    expect([visible(0, 0), visible(0, 1), visible(2, 2), visible(2, 0)]).toEqual([true, false, false, false]);
  });
});

describe('bad input', () => {
  it('numbers, ranks and types', () => {
    expect(() => paddingMask(ones([2]), 3)).toThrow(/int32 of shape \[batch\], got float32 \[2\]/);
    expect(() => prefixMask(zeros([1, 2], 'int32'), 3, 3)).toThrow(/prefixMask: .*\[1, 2\]/);
    expect(() => documentMask(ones([1, 2]))).toThrow(DTypeError);
    expect(() => documentMask(zeros([2], 'int32'))).toThrow(/\[batch, length\], got \[2\]/);
    expect(() => documentMask(ids([[1]]), ids([[1], [2]]))).toThrow(/\[1, 1\].*\[2, 1\] differ in batch/);
  });

  it.each([-1, 1.5, 4, Number.NaN, Number.POSITIVE_INFINITY])('%d tokens in three places', (length) => {
    expect(() => paddingMask([2, length], 3)).toThrow(OptionError);
    expect(() => paddingMask([2, length], 3)).toThrow(
      `length of row 1 must be a whole number of 0…3, got ${length}`,
    );
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d queries, or keys', (count) => {
    for (const make of [
      () => causalMask(count, 3),
      () => causalMask(3, count),
      () => maskFrom(() => true, count, 2),
    ]) {
      expect(make).toThrow(OptionError);
    }
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a window of %d', (window) => {
    expect(() => slidingWindowMask(3, 3, { window })).toThrow(OptionError);
    expect(() => slidingWindowMaskFunction(window)).toThrow(`got ${window}`);
  });
});
