import {
  add,
  concat,
  multiply,
  OptionError,
  RandomGenerator,
  ShapeError,
  slice,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { withWeights } from '../../../../fixtures/mechanisms/with-weights.ts';
import {
  AttentionSinks,
  MultiHeadAttention,
  type MultiHeadAttentionOptions,
  RotaryPositions,
  slidingWindowMask,
  TalkingHeads,
} from '../index.ts';

const numbers = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const normal = (seed: number, ...shape: number[]): Tensor => new RandomGenerator(seed).normal(shape);

describe('case 6: which key head serves which query head', () => {
  it('heads 0 and 1 read key head 0, heads 2 and 3 key head 1', () => {
    const attention = new MultiHeadAttention(4, 4, { keyValueHeads: 2 });
    for (const parameter of attention.parameters().values()) parameter.assign(zeros(parameter.shape));
    attention.vProj.bias?.assign(tensor([1, 10]));
    attention.outProj.weight.assign(
      tensor([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], { shape: [4, 4] }),
    );
    expect(numbers(attention.forward(zeros([1, 1, 4])))).toEqual([1, 1, 10, 10]);
  });

  /** Rows of a projection to `groups` heads, each repeated next to itself for the query heads that it serves. */
  const repeated = (x: Tensor, groups: number, times: number): Tensor => {
    const rows = (x.shape[0] ?? 0) / groups;
    const parts = Array.from({ length: groups * times }, (_, head) => {
      const start = Math.floor(head / times) * rows;
      return slice(x, { axis: 0, start, end: start + rows });
    });
    return concat(parts, { axis: 0 });
  };

  /** Sums rows over the query heads that a key head serves. */
  const gathered = (x: Tensor, groups: number, times: number): number[] => {
    const rows = (x.shape[0] ?? 0) / groups / times;
    return Array.from({ length: groups }, (_, group) => {
      const parts = Array.from({ length: times }, (_, member) => {
        const start = (group * times + member) * rows;
        return slice(x, { axis: 0, start, end: start + rows });
      });
      return numbers(parts.reduce((total, part) => add(total, part)));
    }).flat();
  };

  it.each([
    [6, 3],
    [4, 1],
  ])(
    '%i and %i heads equal key heads repeated next to each other, forward and gradients',
    (heads, groups) => {
      const options = { headDimension: 2, positions: new RotaryPositions(2) };
      const grouped = withWeights(new MultiHeadAttention(7, heads, { ...options, keyValueHeads: groups }));
      const full = withWeights(new MultiHeadAttention(7, heads, options));
      const times = heads / groups;
      for (const [path, parameter] of grouped.parameters()) {
        const isGrouped = path.startsWith('kProj') || path.startsWith('vProj');
        const value = isGrouped ? repeated(parameter.value, groups, times) : multiply(parameter.value, 1);
        full.parameters().get(path)?.assign(value);
      }
      const [x, upstream] = [normal(2, 2, 5, 7), normal(3, 2, 5, 7)];
      expect(worstDifference(grouped.forward(x), full.forward(x))).toBeLessThan(1e-5);

      const gradientsOf = (attention: MultiHeadAttention): ReadonlyMap<string, Tensor> =>
        valueAndGrad(attention, () => sum(multiply(attention.forward(x), upstream))).gradients;
      const ofFull = gradientsOf(full);
      for (const [path, gradient] of gradientsOf(grouped)) {
        const other = ofFull.get(path) ?? zeros([0]);
        const isGrouped = path.startsWith('kProj') || path.startsWith('vProj');
        const expected = isGrouped ? gathered(other, groups, times) : numbers(other);
        for (const [at, value] of numbers(gradient).entries())
          expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 4);
      }
    },
  );

  it('refuses heads that do not divide', () => {
    expect(() => new MultiHeadAttention(12, 6, { keyValueHeads: 4 })).toThrow(OptionError);
    expect(() => new MultiHeadAttention(12, 6, { keyValueHeads: 4 })).toThrow(/6 heads.*4 groups/);
  });

  it('a mask per sample: two samples equal each alone', () => {
    const attention = withWeights(new MultiHeadAttention(6, 6, { keyValueHeads: 3, headDimension: 2 }));
    const x = normal(2, 2, 5, 6);
    const mask = tensor([1, 1, 0, 1, 0, 0, 1, 1, 0, 1], { shape: [2, 1, 1, 5], dtype: 'bool' });
    const both = attention.forward(x, { mask });
    for (const start of [0, 1]) {
      const one = { axis: 0, start, end: start + 1 };
      const alone = attention.forward(slice(x, one), { mask: slice(mask, one) });
      expect(worstDifference(slice(both, one), alone)).toBeLessThan(1e-6);
    }
  });
});

describe('options', () => {
  const [width, heads] = [7, 6];
  it.each([true, false])('a window equals its mask; causal: %s', (causal) => {
    const options = { headDimension: 2, keyValueHeads: 2 };
    const windowed = withWeights(new MultiHeadAttention(width, heads, { ...options, window: 3 }));
    const plain = withWeights(new MultiHeadAttention(width, heads, options));
    const x = normal(2, 2, 7, width);
    const masked = plain.forward(x, { mask: slidingWindowMask(7, 7, { window: 3, causal }) });
    expect(worstDifference(windowed.forward(x, { causal }), masked)).toBeLessThan(1e-6);
  });

  it('a scale is a factor of the queries', () => {
    const scaled = withWeights(new MultiHeadAttention(width, heads, { headDimension: 4, scale: 0.3 }));
    const plain = withWeights(new MultiHeadAttention(width, heads, { headDimension: 4 }));
    for (const parameter of [plain.qProj.weight, plain.qProj.bias]) {
      if (parameter !== undefined) parameter.assign(multiply(parameter.value, 0.3 * Math.sqrt(4)));
    }
    const x = normal(2, 2, 5, width);
    expect(worstDifference(scaled.forward(x), plain.forward(x))).toBeLessThan(1e-5);
  });

  it('parameters have the sizes of the options', () => {
    const attention = new MultiHeadAttention(7, 6, {
      headDimension: 4,
      keyValueHeads: 2,
      memoryWidth: 5,
      bias: false,
    });
    const shapes = [...attention.parameters()].map(([path, { shape }]) => [path, shape]);
    expect(shapes).toEqual([
      ['qProj.weight', [24, 7]],
      ['kProj.weight', [8, 5]],
      ['vProj.weight', [8, 5]],
      ['outProj.weight', [7, 24]],
    ]);
  });
});

describe('bad input', () => {
  const unknown: object = { head: 3 };
  it.each<[string, () => unknown, RegExp]>([
    ['heads 0', () => new MultiHeadAttention(6, 0), /heads.*0/],
    ['heads 1.5', () => new MultiHeadAttention(6, 1.5), /heads.*1\.5/],
    ['width 7 in 3 heads', () => new MultiHeadAttention(7, 3), /width 7.*3 heads/],
    ['key heads 0', () => new MultiHeadAttention(6, 3, { keyValueHeads: 0 }), /keyValueHeads.*0/],
    ['key heads -3', () => new MultiHeadAttention(6, 3, { keyValueHeads: -3 }), /keyValueHeads.*-3/],
    ['key heads 0.5', () => new MultiHeadAttention(6, 3, { keyValueHeads: 0.5 }), /keyValueHeads.*0\.5/],
    ['key heads 2', () => new MultiHeadAttention(6, 3, { keyValueHeads: 2 }), /3 heads.*2 groups/],
    ['a memory of width 0', () => new MultiHeadAttention(6, 3, { memoryWidth: 0 }), /memoryWidth.*0/],
    ['window 0', () => new MultiHeadAttention(6, 3, { window: 0 }), /window.*0/],
    ['window 1.5', () => new MultiHeadAttention(6, 3, { window: 1.5 }), /window.*1\.5/],
    ['an unknown option', () => new MultiHeadAttention(6, 3, unknown), /head/],
    ['a window in cross-attention', () => withMemory({ window: 3 }), /window/],
    ['positions in cross-attention', () => withMemory({ positions: new RotaryPositions(2) }), /positions/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(OptionError);
    expect(make).toThrow(message);
  });

  const withMemory = (options: MultiHeadAttentionOptions): Tensor =>
    withWeights(new MultiHeadAttention(6, 3, options)).forward(zeros([1, 2, 6]), {
      memory: zeros([1, 2, 6]),
    });

  it.each([
    [{ positions: 'rotary' }, 'positions must be a scheme such as new RotaryPositions(…), got "rotary"'],
    [{ normalizer: 'softmax' }, 'normalizer must be a function, got "softmax"'],
    [{ generator: 7 }, 'generator must be a RandomGenerator, got 7'],
    [{ dropout: '0.1' }, 'rate must lie in 0…1, got "0.1"'],
  ])('a name in the place of what it names: %o', (options: object, message) => {
    expect(() => new MultiHeadAttention(6, 3, options)).toThrow(OptionError);
    expect(() => new MultiHeadAttention(6, 3, options)).toThrow(message);
  });

  it.each([
    [{ cache: false }, 'MultiHeadAttention: cache must be a cache, got false'],
    [
      { mask: 'causal' },
      'MultiHeadAttention: forward cannot take (an object of class Tensor, { mask: "causal" })',
    ],
  ])('what a call cannot use: %o', (options: object, message) => {
    const attention = withWeights(new MultiHeadAttention(6, 3));
    expect(() => attention.forward(zeros([1, 2, 6]), options)).toThrow(OptionError);
    expect(() => attention.forward(zeros([1, 2, 6]), options)).toThrow(message);
  });

  it('states of the wrong rank, or of another width', () => {
    const attention = withWeights(new MultiHeadAttention(6, 3));
    expect(() => attention.forward(zeros([2, 6]))).toThrow(ShapeError);
    expect(() => attention.forward(zeros([1, 2, 7]))).toThrow(ShapeError);
    expect(() => attention.forward(zeros([1, 2, 6]), { memory: zeros([1, 2, 7]) })).toThrow(ShapeError);
  });

  it('sinks or talking heads for another number of heads', () => {
    for (const normalizer of [new AttentionSinks(2), new TalkingHeads(2)]) {
      const attention = withWeights(new MultiHeadAttention(6, 3, { normalizer }));
      expect(() => attention.forward(zeros([1, 2, 6]))).toThrow(
        /\[batch, 2, queries, keys\].*\[1, 3, 2, 2\]/,
      );
    }
  });

  it.each([-0.1, 1.5, Number.NaN])('a dropout of %d', (dropout) => {
    expect(() => new MultiHeadAttention(6, 3, { dropout })).toThrow(OptionError);
  });
});

it('tells numbers in place of a tensor by name', () => {
  const attention = new MultiHeadAttention(8, 2).initialize(new RandomGenerator(0));
  const run = (): unknown => Reflect.apply(attention.forward, attention, [[[[1, 2]]]]);
  expect(run).toThrow('MultiHeadAttention: states must be [batch, length, width], got what is no tensor');
});
