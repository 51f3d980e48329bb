import {
  add,
  concat,
  grad,
  type Module,
  multiply,
  type Observer,
  OptionError,
  observe,
  RandomGenerator,
  ShapeError,
  slice,
  softmax,
  subtract,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AlibiPositions,
  type AttentionCache,
  DifferentialAttention,
  joinHeads,
  KeyValueCache,
  paddingMask,
  RotaryPositions,
} from '../index.ts';

const numbers = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const furthest = (a: Tensor, b: Tensor): number => {
  expect(a.shape).toEqual(b.shape);
  const other = numbers(b);
  return Math.max(0, ...numbers(a).map((value, at) => Math.abs(value - (other[at] ?? Number.NaN))));
};
const normal = (seed: number, ...shape: number[]): Tensor => new RandomGenerator(seed).normal(shape);

function withWeights<Kind extends Module>(module: Kind): Kind {
  const generator = new RandomGenerator(1);
  for (const parameter of module.parameters().values())
    parameter.assign(generator.normal(parameter.shape, 0, 0.5));
  return module;
}

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
  const scheme = positions === 'rotary' ? new RotaryPositions(4) : new AlibiPositions(heads);
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
  const initial = [0, 1, 30].map((layer) => new DifferentialAttention(4, 1, { layer }).initialLambda);
  for (const [at, value] of [0.2, 0.3555090675909693, 0.8].entries())
    expect(initial[at]).toBeCloseTo(value, 4);
});

it('λ is λ₀ while its two products are equal, and both learn', () => {
  const attention = new DifferentialAttention(4, 1, { layer: 1 });
  for (const parameter of attention.parameters().values()) parameter.assign(zeros(parameter.shape));
  expect(attention.lambda().item()).toBeCloseTo(attention.initialLambda, 6);
  attention.lambdaQ1.assign(tensor([2]));
  attention.lambdaK1.assign(tensor([0.5]));
  expect(attention.lambda().item()).toBeCloseTo(Math.E - 1 + attention.initialLambda, 6);
});

describe('looking inside', () => {
  it('the weights are a difference of two maps: rows sum to 1 − λ', () => {
    fc.assert(
      fc.property(builds, (given) => {
        const attention = build(given);
        let sums: number[] = [];
        const weights: Observer = (seen) => {
          expect(seen.shape).toEqual([2, given.heads, 5, 5]);
          sums = numbers(sum(seen, { axis: -1 }));
        };
        observe(attention, { weights }, () => attention.forward(normal(3, 2, 5, width), { causal: true }));
        const expected = 1 - attention.lambda().item();
        for (const total of sums) expect(total).toBeCloseTo(expected, 4);
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

  /** The end of the formula: `concat((1 − λ₀) · RMSNorm(context)) W_O`. */
  const finish = (attention: DifferentialAttention, context: Tensor): Tensor => {
    const width = context.shape.at(-1) ?? 1;
    const rows = numbers(context);
    const out = rows.map((value, at) => {
      const start = at - (at % width);
      const square = rows.slice(start, start + width).reduce((total, v) => total + v * v, 0) / width;
      return ((1 - attention.initialLambda) * value) / Math.sqrt(square + 1e-5);
    });
    return attention.oProj.forward(joinHeads(tensor(out, { shape: context.shape })));
  };

  it('a context put in its place is normalised, scaled and projected', () => {
    const attention = build({ heads: 2, keyValueHeads: 1, bias: true, layer: 3, positions: 'none' });
    const context = normal(5, 1, 2, 3, 8);
    const run = (): Tensor => attention.forward(normal(3, 1, 3, width));
    expect(
      furthest(observe(attention, { context: () => context }, run), finish(attention, context)),
    ).toBeLessThan(1e-5);
  });

  it('weights put in their place read the values; a hidden key stays hidden', () => {
    const attention = build({ heads: 2, keyValueHeads: 2, bias: true, layer: 3, positions: 'none' });
    const values = normal(5, 1, 2, 3, 8);
    const one = tensor(
      [0, 1].flatMap(() =>
        [0, 1, 2].flatMap((query) => [0, 1, 2].map((key) => Number(key === (query + 1) % 3))),
      ),
      { shape: [1, 2, 3, 3] },
    );
    const replaced = observe(attention, { weights: () => one, values: () => values }, () =>
      attention.forward(normal(3, 1, 3, width), { mask: paddingMask([2], 3) }),
    );
    // Queries 0, 1, 2 are sent to keys 1, 2, 0, of which 2 is hidden.
    const row = (at: number): Tensor => slice(values, { axis: 2, start: at, end: at + 1 });
    const context = concat([row(1), zeros([1, 2, 1, 8]), row(0)], { axis: 2 });
    expect(furthest(replaced, finish(attention, context))).toBeLessThan(1e-5);
  });

  it('scores put in their place weigh by softmax, each map alone', () => {
    const attention = build({ heads: 2, keyValueHeads: 1, bias: true, layer: 3, positions: 'none' });
    const scores = normal(6, 1, 4, 3, 3);
    let map = zeros([0]);
    const weights: Observer = (seen) => {
      map = tensor(numbers(seen), { shape: seen.shape });
    };
    observe(attention, { scores: () => scores, weights }, () => attention.forward(normal(3, 1, 3, width)));
    const half = (start: number): Tensor => softmax(slice(scores, { axis: 1, start, end: start + 2 }));
    expect(furthest(map, subtract(half(0), multiply(half(2), attention.lambda())))).toBeLessThan(1e-6);
  });
});

describe('laws', () => {
  it('cached steps equal the full pass', () => {
    fc.assert(
      fc.property(builds, fc.integer({ min: 1, max: 6 }), (given, cut) => {
        const attention = build(given);
        const x = normal(3, 2, 7, width);
        using cache = new KeyValueCache({ room: 2 });
        const steps = [slice(x, { axis: 1, end: cut }), slice(x, { axis: 1, start: cut })].map((part) =>
          attention.forward(part, { causal: true, cache }),
        );
        expect(furthest(concat(steps, { axis: 1 }), attention.forward(x, { causal: true }))).toBeLessThan(
          1e-4,
        );
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
        expect(furthest(run({ causal: true }), attention.forward(x, { causal: true }))).toBeLessThan(1e-4);
        expect(furthest(run({ mask: paddingMask([5], 7) }), attention.forward(x))).toBeLessThan(1e-4);
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
  const unknown: object = { memory: zeros([1, 2, width]) };
  const options = { heads: 2, keyValueHeads: 1, bias: false, layer: 0, positions: 'none' } as const;

  it.each<[string, () => unknown, RegExp]>([
    ['heads 0', () => new DifferentialAttention(8, 0), /heads.*0/],
    ['an odd width of two maps', () => new DifferentialAttention(6, 2), /width 6.*2 heads/],
    [
      'key heads that do not divide',
      () => new DifferentialAttention(8, 2, { keyValueHeads: 3 }),
      /2 heads.*3 groups/,
    ],
    ['a negative layer', () => new DifferentialAttention(8, 2, { layer: -1 }), /layer.*-1/],
    ['an unknown option', () => new DifferentialAttention(8, 2, unknown), /memory/],
    ['a memory', () => build(options).forward(zeros([1, 2, width]), unknown), /memory/],
    [
      'a cache that forgets',
      () => build(options).forward(zeros([1, 2, width]), { cache: forgetful }),
      /cache/,
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(OptionError);
    expect(make).toThrow(message);
  });

  const forgetful: AttentionCache = {
    length: 2,
    position: 3,
    contents: undefined,
    append: (keys, values) => ({ keys, values, length: 2, positions: Int32Array.of(2, 1) }),
    truncate: () => {},
    reorder: () => {},
    clone: () => forgetful,
    dispose: () => {},
  };

  it('states of the wrong rank or width', () => {
    expect(() => build(options).forward(zeros([2, width]))).toThrow(ShapeError);
    expect(() => build(options).forward(zeros([1, 2, 5]))).toThrow(ShapeError);
  });
});
