import {
  add,
  concat,
  grad,
  matmul,
  mean,
  multiply,
  type Observer,
  OptionError,
  observe,
  RandomGenerator,
  rsqrt,
  ShapeError,
  slice,
  subtract,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { withWeights } from '../../../../fixtures/mechanisms/with-weights.ts';
import {
  AlibiPositions,
  DifferentialAttention,
  joinHeads,
  KeyValueCache,
  paddingMask,
  RotaryPositions,
} from '../index.ts';

const numbers = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const normal = (seed: number, ...shape: number[]): Tensor => new RandomGenerator(seed).normal(shape);

const width = 7;
const builds = fc.record({
  heads: fc.constantFrom(2, 6),
  keyValueHeads: fc.constantFrom(1, 2),
  bias: fc.boolean(),
  layer: fc.constantFrom(0, 3),
  positions: fc.constantFrom('none', 'rotary', 'alibi'),
});
type Build = typeof builds extends fc.Arbitrary<infer Value> ? Value : never;

function build({ positions, heads, ...options }: Build): DifferentialAttention {
  const scheme = positions === 'rotary' ? new RotaryPositions(4) : new AlibiPositions(2 * heads);
  return withWeights(
    new DifferentialAttention(width, heads, {
      ...options,
      headDimension: 4,
      ...(positions !== 'none' && { positions: scheme }),
    }),
  );
}

const points = ['queries', 'keys', 'values', 'scores', 'weights', 'context'] as const;
const runs = { numRuns: 25 };

it('λ₀ is 0.2 in the first layer and nears 0.8', () => {
  const initialLambda = (layer: number): number => new DifferentialAttention(4, 1, { layer }).initialLambda;
  expect(initialLambda(0)).toBeCloseTo(0.2, 9);
  expect(initialLambda(3)).toBeCloseTo(0.5560582, 8);
  expect(initialLambda(99)).toBeCloseTo(0.8, 9);
});

it('λ is λ₀ while its two products are equal, and both learn', () => {
  const attention = new DifferentialAttention(4, 1, { layer: 1 });
  for (const parameter of attention.parameters().values()) parameter.assign(zeros(parameter.shape));
  expect(attention.lambda().item()).toBeCloseTo(attention.initialLambda, 6);
  attention.lambdaQ1.assign(tensor([2, 0]));
  attention.lambdaK1.assign(tensor([0.5, 9]));
  expect(attention.lambda().item()).toBeCloseTo(Math.E - 1 + attention.initialLambda, 6);
});

describe('looking inside', () => {
  it('shows both maps of each head, every row a distribution', () => {
    fc.assert(
      fc.property(builds, (given) => {
        let sums: number[] = [];
        const weights: Observer = (seen) => {
          expect(seen.shape).toEqual([2, 2 * given.heads, 5, 5]);
          sums = numbers(sum(seen, { axis: -1 }));
        };
        const attention = build(given);
        observe(attention, { weights }, () => attention.forward(normal(3, 2, 5, width)));
        expect(sums.length).toBe(2 * 2 * given.heads * 5);
        for (const total of sums) expect(total).toBeCloseTo(1, 5);
      }),
      runs,
    );
  });

  it('reading any point changes no bit', () => {
    fc.assert(
      fc.property(builds, fc.boolean(), fc.boolean(), (given, causal, masked) => {
        const attention = build(given);
        const x = normal(3, 2, 5, width);
        const mask = tensor([1, 1, 1, 0, 0, 0, 1, 1, 1, 1], { shape: [2, 1, 1, 5], dtype: 'bool' });
        const run = (): Tensor => attention.forward(x, { causal, ...(masked && { mask }) });
        const seen: string[] = [];
        const read: Observer = (_, { path }) => {
          seen.push(path);
        };
        const expected = numbers(run());
        for (const point of points)
          expect(numbers(observe(attention, { [point]: read }, run))).toEqual(expected);
        expect(seen).toEqual([...points]);
      }),
      runs,
    );
  });

  it('weights put in place: (1 − λ₀) · RMSNorm(W₁V − λ W₂V) W_O', () => {
    const attention = build({ heads: 2, keyValueHeads: 1, bias: true, layer: 3, positions: 'none' });
    // Each value head twice, once for each map: all heads read the same rows.
    const row = normal(5, 1, 1, 3, 8);
    const values = concat([row, row], { axis: 1 });
    const weights = normal(6, 1, 4, 3, 3);
    const run = (): Tensor => attention.forward(normal(3, 1, 3, width));
    const replaced = observe(attention, { weights: () => weights, values: () => values }, run);

    const lambda = attention.lambda().item();
    const half = (start: number): Tensor => slice(weights, { axis: 1, start, end: start + 2 });
    const map = subtract(half(0), multiply(half(2), lambda));
    const read = matmul(map, concat([row, row], { axis: 1 }));
    const meanOfSquares = mean(multiply(read, read), { axis: -1, keepAxes: true });
    const normalized = multiply(read, rsqrt(add(meanOfSquares, 1e-5)));
    const expected = attention.oProj.forward(joinHeads(multiply(normalized, 1 - attention.initialLambda)));
    expect(worstDifference(replaced, expected)).toBeLessThan(1e-5);
  });
});

describe('laws', () => {
  it('a memory of the states themselves is self-attention', () => {
    const attention = build({ heads: 6, keyValueHeads: 2, bias: true, layer: 3, positions: 'none' });
    const x = normal(3, 2, 5, width);
    expect(worstDifference(attention.forward(x, { memory: x }), attention.forward(x))).toBe(0);
  });

  it('cached steps equal the full pass', () => {
    fc.assert(
      fc.property(builds, fc.integer({ min: 1, max: 6 }), (given, cut) => {
        const attention = build(given);
        const x = normal(3, 2, 7, width);
        using cache = new KeyValueCache({ room: 2 });
        const steps = [slice(x, { axis: 1, end: cut }), slice(x, { axis: 1, start: cut })].map((part) =>
          attention.forward(part, { causal: true, cache }),
        );
        expect(
          worstDifference(concat(steps, { axis: 1 }), attention.forward(x, { causal: true })),
        ).toBeLessThan(1e-4);
      }),
      runs,
    );
  });

  it('no query sees the future, and padding counts for nothing, whatever it holds', () => {
    fc.assert(
      fc.property(builds, fc.boolean(), (given, observed) => {
        const attention = build(given);
        const x = normal(3, 1, 5, width);
        const dirty = concat([x, add(zeros([1, 2, width]), Number.NaN)], { axis: 1 });
        const run = (options: object): Tensor => {
          const call = (): Tensor => slice(attention.forward(dirty, options), { axis: 1, end: 5 });
          return observed ? observe(attention, { weights: () => undefined }, call) : call();
        };
        expect(worstDifference(run({ causal: true }), attention.forward(x, { causal: true }))).toBeLessThan(
          1e-4,
        );
        expect(worstDifference(run({ mask: paddingMask([5], 7) }), attention.forward(x))).toBeLessThan(1e-4);
      }),
      runs,
    );
  });

  it.each([
    [0, 5],
    [2, 0],
    [2, 1],
  ])('batch %i, length %i', (batch, length) => {
    const attention = build({ heads: 2, keyValueHeads: 1, bias: true, layer: 0, positions: 'rotary' });
    const x = zeros([batch, length, width]);
    expect(attention.forward(x, { causal: true }).shape).toEqual(x.shape);
    expect(grad((states) => sum(attention.forward(states, { causal: true })))(x)[0]?.shape).toEqual(x.shape);
  });

  it('a row with nothing to attend to reads zeros and has no gradient', () => {
    const attention = build({ heads: 2, keyValueHeads: 1, bias: false, layer: 0, positions: 'none' });
    const x = normal(3, 1, 2, width);
    const mask = tensor([true, true, false, false], { shape: [1, 1, 2, 2] });
    const second = { axis: 1, start: 1 };
    const [gradient] = grad((states) => sum(slice(attention.forward(states, { mask }), second)))(x);
    expect(numbers(slice(attention.forward(x, { mask }), second)).every((value) => value === 0)).toBe(true);
    expect(numbers(gradient).every((value) => value === 0)).toBe(true);
  });
});

describe('bad input', () => {
  const unknown: object = { depth: 2 };
  const options = { heads: 2, keyValueHeads: 1, bias: false, layer: 0, positions: 'none' } as const;

  it.each<[string, () => unknown, RegExp]>([
    ['heads 0', () => new DifferentialAttention(8, 0), /heads.*0/],
    [
      'an odd width of two maps',
      () => new DifferentialAttention(6, 2),
      /two maps a head: width 6 does not divide into 4 heads/,
    ],
    [
      'key heads that do not divide',
      () => new DifferentialAttention(8, 2, { keyValueHeads: 3 }),
      /2 heads.*3 groups/,
    ],
    ['a negative layer', () => new DifferentialAttention(8, 2, { layer: -1 }), /layer.*-1/],
    ['an unknown option', () => new DifferentialAttention(8, 2, unknown), /depth/],
    ['an unknown option of a call', () => build(options).forward(zeros([1, 2, width]), unknown), /depth/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(OptionError);
    expect(make).toThrow(message);
  });

  it('states of the wrong rank or width', () => {
    expect(() => build(options).forward(zeros([2, width]))).toThrow(ShapeError);
    expect(() => build(options).forward(zeros([1, 2, 5]))).toThrow(ShapeError);
  });
});
