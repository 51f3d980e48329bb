import {
  add,
  concat,
  grad,
  keep,
  multiply,
  type Observer,
  observe,
  RandomGenerator,
  scaledDotProductAttention,
  slice,
  stack,
  sum,
  type Tensor,
  where,
  zeros,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { withWeights } from '../../../../fixtures/mechanisms/with-weights.ts';
import {
  AlibiPositions,
  type AttendOptions,
  AttentionSinks,
  combineMasks,
  entmax15,
  joinHeads,
  KeyValueCache,
  MultiHeadAttention,
  type MultiHeadAttentionOptions,
  type Normalizer,
  normalizeScores,
  paddingMask,
  RotaryPositions,
  sigmoidNormalizer,
  slidingWindowMask,
  softCapped,
  softmaxNormalizer,
  sparsemax,
  TalkingHeads,
} from '../index.ts';

const numbers = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const normal = (seed: number, ...shape: number[]): Tensor => new RandomGenerator(seed).normal(shape);

const width = 6;
const heads = 6;

/** Every option with values that matter, in any combination that may be built. */
const builds = fc.record({
  bias: fc.boolean(),
  keyValueHeads: fc.constantFrom(1, 2, 3, 6),
  headDimension: fc.constantFrom(2, 4),
  queryKeyNorm: fc.boolean(),
  window: fc.constantFrom(undefined, 1, 3),
  positions: fc.constantFrom('none', 'rotary', 'alibi'),
  normalizer: fc.constantFrom(
    'none',
    'softmax',
    'sparsemax',
    'entmax15',
    'sigmoid',
    'cap',
    'sinks',
    'talking',
  ),
  dropout: fc.constantFrom(0, 0.5),
  memory: fc.boolean(),
  causal: fc.boolean(),
  masked: fc.boolean(),
  cached: fc.boolean(),
  seed: fc.nat(999),
});
type Build = typeof builds extends fc.Arbitrary<infer Value> ? Value : never;

const normalizerOf = (name: Build['normalizer']): Normalizer | undefined => {
  if (name === 'softmax') return softmaxNormalizer;
  if (name === 'sparsemax') return sparsemax;
  if (name === 'entmax15') return entmax15;
  if (name === 'sigmoid') return sigmoidNormalizer();
  if (name === 'cap') return softCapped(2);
  if (name === 'sinks') return new AttentionSinks(heads);
  return name === 'talking' ? new TalkingHeads(heads) : undefined;
};

function build(given: Build): MultiHeadAttention {
  const { bias, keyValueHeads, headDimension, queryKeyNorm, dropout, seed } = given;
  const normalizer = normalizerOf(given.normalizer);
  const positions =
    given.positions === 'rotary' ? new RotaryPositions(headDimension) : new AlibiPositions(heads);
  const ordered = {
    ...(given.window !== undefined && { window: given.window }),
    ...(given.positions !== 'none' && { positions }),
  };
  const options: MultiHeadAttentionOptions = {
    bias,
    keyValueHeads,
    headDimension,
    queryKeyNorm,
    dropout,
    generator: new RandomGenerator(seed),
    ...(normalizer && { normalizer }),
    ...(given.memory ? { memoryWidth: 5 } : ordered),
  };
  return withWeights(new MultiHeadAttention(width, heads, options), seed).train();
}

/** The call that goes with a build: [2, 4] queries over 4 states, 7 of memory, or 3 cached ones and 4 of their own. */
function callOf({ memory, causal, masked, cached, seed }: Build): {
  states: Tensor;
  keys: number;
  options: AttendOptions;
  past: Tensor | undefined;
} {
  const past = cached && !memory ? normal(seed + 3, 2, 3, width) : undefined;
  const keys = memory ? 7 : past ? 7 : 4;
  return {
    states: normal(seed + 1, 2, 4, width),
    keys,
    past,
    options: {
      causal,
      ...(memory && { memory: normal(seed + 2, 2, 7, 5) }),
      ...(masked && { mask: paddingMask([keys - 1, keys - 2], keys) }),
    },
  };
}

function run(given: Build, observers: Readonly<Record<string, Observer>>): number[] {
  const attention = build(given);
  const { states, options, past } = callOf(given);
  using cache = past && new KeyValueCache();
  if (past && cache) attention.forward(past, { cache });
  const call = (): Tensor => attention.forward(states, cache ? { ...options, cache } : options);
  return numbers(Object.keys(observers).length === 0 ? call() : observe(attention, observers, call));
}

const points = ['queries', 'keys', 'values', 'scores', 'weights', 'context'] as const;

describe('observation points', () => {
  it('reading any of them, or all, changes no bit', () => {
    fc.assert(
      fc.property(builds, (given) => {
        const seen: string[] = [];
        const read: Observer = (value, { path }) => {
          expect(value.dtype).toBe('float32');
          seen.push(path);
        };
        const expected = run(given, {});
        expect(expected.every(Number.isFinite)).toBe(true);
        for (const point of points) expect(run(given, { [point]: read })).toEqual(expected);
        expect(seen).toEqual([...points]);
        expect(run(given, { '*': read })).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('show tensors of the documented shapes', () => {
    fc.assert(
      fc.property(builds, (given) => {
        const shapes: Record<string, readonly number[]> = {};
        run(given, {
          '*': (value, { path }) => {
            shapes[path] = value.shape;
          },
        });
        const { keyValueHeads, headDimension } = given;
        const { keys } = callOf(given);
        const added = given.memory ? 7 : 4;
        expect(shapes).toMatchObject({
          queries: [2, heads, 4, headDimension],
          keys: [2, keyValueHeads, added, headDimension],
          values: [2, keyValueHeads, added, headDimension],
          scores: [2, heads, 4, keys],
          weights: [2, heads, 4, keys],
          context: [2, heads, 4, headDimension],
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('what an observer puts in place of', () => {
  const builder = builds.map((given): Build => ({ ...given, dropout: 0, cached: false }));

  interface Formula {
    readonly attention: MultiHeadAttention;
    readonly values: Tensor;
    readonly visible: Tensor | undefined;
    readonly replaced: (point: string, value: Tensor) => Tensor;
  }

  /** What the module holds at the values, what its queries see, and its output with one tensor replaced. */
  function prepare(given: Build): Formula {
    const attention = build(given);
    const { states, options, keys } = callOf(given);
    let values = zeros([0]);
    observe(
      attention,
      {
        values: (seen) => {
          values = keep(seen);
        },
      },
      () => attention.forward(states, options),
    );
    const reach = attention.window ?? 99;
    const visible = combineMasks(
      options.mask,
      options.causal || attention.window !== undefined
        ? slidingWindowMask(4, keys, { window: reach, causal: options.causal ?? false })
        : undefined,
    );
    const replaced = (point: string, value: Tensor): Tensor =>
      observe(attention, { [point]: () => value }, () => attention.forward(states, options));
    return { attention, values, visible, replaced };
  }

  /** The end of the formula: `concat(weights · values) W_O`, head by head. */
  function readWith(weights: Tensor, { attention, values }: Formula): Tensor {
    const heads = Array.from({ length: attention.heads }, (_, head) => {
      const group = Math.floor(head / (attention.heads / attention.keyValueHeads));
      const one = (x: Tensor, at: number): Tensor => slice(x, { axis: 1, start: at, end: at + 1 });
      return sum(
        multiply(stack([one(weights, head)], { axis: 4 }), stack([one(values, group)], { axis: 2 })),
        { axis: 3 },
      );
    });
    return attention.outProj.forward(joinHeads(concat(heads, { axis: 1 })));
  }

  it('the context: concat(context) W_O', () => {
    fc.assert(
      fc.property(builder, (given) => {
        const { attention, replaced } = prepare(given);
        const context = normal(given.seed, 2, heads, 4, given.headDimension);
        const expected = attention.outProj.forward(joinHeads(context));
        expect(worstDifference(replaced('context', context), expected)).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it('the weights: concat(weights · values) W_O', () => {
    fc.assert(
      fc.property(builder, (given) => {
        const formula = prepare(given);
        const drawn = normal(given.seed, 2, heads, 4, callOf(given).keys);
        const weights = formula.visible ? where(formula.visible, drawn, 0) : drawn;
        expect(
          worstDifference(formula.replaced('weights', weights), readWith(weights, formula)),
        ).toBeLessThan(1e-4);
      }),
      { numRuns: 30 },
    );
  });

  it('the scores: concat(normalise(scores) · values) W_O', () => {
    fc.assert(
      fc.property(builder, (given) => {
        const formula = prepare(given);
        const { attention, visible, replaced } = formula;
        const scores = normal(given.seed, 2, heads, 4, callOf(given).keys);
        const weights = normalizeScores(attention.normalizer ?? softmaxNormalizer, scores, visible);
        expect(worstDifference(replaced('scores', scores), readWith(weights, formula))).toBeLessThan(1e-4);
      }),
      { numRuns: 30 },
    );
  });

  it.each(['queries', 'keys', 'values'] as const)('the %s: softmax(QKᵀ/√d) V with them', (point) => {
    // They are what meets: positions have turned them already.
    const positions = new RotaryPositions(2);
    const attention = withWeights(new MultiHeadAttention(6, 3, { keyValueHeads: 1, positions }));
    const seen: Record<string, Tensor> = {};
    const x = normal(2, 1, 5, 6);
    const read = Object.fromEntries(
      (['queries', 'keys', 'values'] as const).map((name) => [
        name,
        (value: Tensor): void => {
          seen[name] = keep(value);
        },
      ]),
    );
    observe(attention, read, () => attention.forward(x));
    const other = normal(9, ...(seen[point]?.shape ?? []));
    const held: Readonly<Record<string, Tensor>> = { ...seen, [point]: other };
    const { queries = other, keys = other, values = other } = held;
    const expected = attention.outProj.forward(joinHeads(scaledDotProductAttention(queries, keys, values)));
    const actual = observe(attention, { [point]: () => other }, () => attention.forward(x));
    expect(worstDifference(actual, expected)).toBe(0);
  });
});

describe('laws', () => {
  const selfAttention = builds.map(
    (given): Build => ({ ...given, dropout: 0, memory: false, masked: false }),
  );

  it('cached steps equal the full pass with every option', () => {
    fc.assert(
      fc.property(selfAttention, fc.integer({ min: 1, max: 6 }), (given, cut) => {
        const attention = build(given);
        const x = normal(given.seed, 2, 7, width);
        using cache = new KeyValueCache({ room: 2 });
        const steps = [slice(x, { axis: 1, end: cut }), slice(x, { axis: 1, start: cut })].map((part) =>
          attention.forward(part, { causal: true, cache }),
        );
        const whole = attention.forward(x, { causal: true });
        expect(worstDifference(concat(steps, { axis: 1 }), whole)).toBeLessThan(1e-4);
      }),
      { numRuns: 40 },
    );
  });

  it('no query sees the future with any option', () => {
    fc.assert(
      fc.property(selfAttention, fc.integer({ min: 1, max: 6 }), (given, cut) => {
        const attention = build(given);
        const x = normal(given.seed, 2, 7, width);
        const other = concat([slice(x, { axis: 1, end: cut }), normal(given.seed + 5, 2, 7 - cut, width)], {
          axis: 1,
        });
        const past = (states: Tensor): Tensor =>
          slice(attention.forward(states, { causal: true }), { axis: 1, end: cut });
        expect(worstDifference(past(other), past(x))).toBeLessThan(1e-5);
      }),
      { numRuns: 30 },
    );
  });

  it('a padded batch equals its rows alone, with NaN in the padding', () => {
    fc.assert(
      fc.property(selfAttention, (given) => {
        const attention = build(given);
        const x = normal(given.seed, 1, 5, width);
        const junk = add(zeros([1, 2, width]), Number.NaN);
        const options = { causal: given.causal };
        const padded = attention.forward(concat([x, junk], { axis: 1 }), {
          ...options,
          mask: paddingMask([5], 7),
        });
        const kept = slice(padded, { axis: 1, end: 5 });
        expect(worstDifference(kept, attention.forward(x, options))).toBeLessThan(1e-4);
      }),
      { numRuns: 30 },
    );
  });
});

describe('shapes', () => {
  it.each([
    [0, 4],
    [2, 0],
    [2, 1],
  ])('batch %i, length %i, with every option', (batch, length) => {
    fc.assert(
      fc.property(builds, (given) => {
        const attention = build({ ...given, memory: false });
        const x = zeros([batch, length, width]);
        expect(attention.forward(x, { causal: given.causal }).shape).toEqual([batch, length, width]);
        const [gradient] = grad((states) => sum(attention.forward(states, { causal: given.causal })))(x);
        expect(gradient?.shape).toEqual([batch, length, width]);
      }),
      { numRuns: 15 },
    );
  });
});
