import {
  add,
  cast,
  concat,
  full,
  gather,
  grad,
  multiply,
  RandomGenerator,
  slice,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
  where,
  zeros,
} from '@heed/core';
import { gradcheck, gradcheckSecondOrder } from '@heed/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import {
  AttentionSinks,
  entmax15,
  type Normalizer,
  type NormalizerFunction,
  type NormalizerModule,
  normalizeScores,
  sigmoidNormalizer,
  softCapped,
  softmaxNormalizer,
  sparsemax,
  TalkingHeads,
} from '../index.ts';

const heads = 3;
const generator = new RandomGenerator(7);
/** Parameters away from their first values, where the identity would hide much. */
const ready = (module: NormalizerModule): NormalizerModule => {
  for (const parameter of module.parameters().values()) parameter.assign(generator.normal(parameter.shape));
  return module;
};

const functions: Readonly<Record<string, NormalizerFunction>> = {
  softmax: softmaxNormalizer,
  sparsemax,
  entmax15,
  sigmoid: sigmoidNormalizer(),
  'sigmoid without bias': sigmoidNormalizer({ bias: 0 }),
};

const wrapped: Readonly<Record<string, NormalizerModule>> = {
  'soft cap': softCapped(3),
  'soft cap, sparsemax': softCapped(2, sparsemax),
  sinks: ready(new AttentionSinks(heads)),
  'sinks, entmax15': ready(new AttentionSinks(heads, { inner: entmax15 })),
  'sinks, soft cap': ready(new AttentionSinks(heads, { inner: softCapped(2) })),
  'soft cap, sinks': ready(softCapped(2, new AttentionSinks(heads))),
  'talking heads': ready(new TalkingHeads(heads)),
  'talking heads with bias, sinks, sigmoid': ready(
    new TalkingHeads(heads, {
      bias: true,
      inner: new AttentionSinks(heads, { inner: sigmoidNormalizer() }),
    }),
  ),
};

const all: readonly (readonly [string, Normalizer])[] = [
  ...Object.entries(functions),
  ...Object.entries(wrapped),
];

/** Normalisers of which each row that sees a key sums to 1. */
const distributions = (['softmax', 'sparsemax', 'entmax15', 'soft cap', 'soft cap, sparsemax'] as const).map(
  (name) => [name, functions[name] ?? wrapped[name] ?? softmaxNormalizer] as const,
);

const numbers = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];

/** Scores [2, 3, 5, keys] and a mask [2, 1, 5, keys] that may hide whole rows. */
const cases = fc
  .record({ seed: fc.nat(9999), keys: fc.integer({ min: 1, max: 7 }), spread: fc.constantFrom(0.1, 1, 10) })
  .chain(({ seed, keys, spread }) =>
    fc.array(fc.boolean(), { minLength: 10 * keys, maxLength: 10 * keys }).map((bits) => ({
      scores: multiply(new RandomGenerator(seed).normal([2, heads, 5, keys]), spread),
      visible: tensor(bits, { shape: [2, 1, 5, keys] }),
      bits,
      keys,
      seed,
    })),
  );

/** Which of the scores [2, 3, 5, keys] are visible. */
const eachVisible = (bits: readonly boolean[], keys: number): boolean[] =>
  [0, 1].flatMap((batch) =>
    Array.from({ length: heads * 5 * keys }, (_, at) => bits[batch * 5 * keys + (at % (5 * keys))] ?? false),
  );

const runs = { numRuns: 25 };

describe.each(all)('%s', (_, normalizer) => {
  const normalize: NormalizerFunction = (scores, visible) => normalizeScores(normalizer, scores, visible);

  it('gives hidden keys exactly 0, and nothing of their scores to anyone', () => {
    const junk = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30, -1e30);
    fc.assert(
      fc.property(cases, junk, ({ scores, visible, bits, keys, seed }, hidden) => {
        const dirty = where(visible, scores, hidden);
        const weights = normalize(dirty, visible);
        const upstream = new RandomGenerator(seed + 1).normal(scores.shape);
        const gradientAt = (x: Tensor): Tensor =>
          grad((s) => sum(multiply(normalize(s, visible), upstream)))(x)[0] ?? zeros([0]);
        expect(worstDifference(weights, normalize(scores, visible))).toBe(0);
        expect(worstDifference(gradientAt(dirty), gradientAt(scores))).toBe(0);
        const shown = eachVisible(bits, keys);
        for (const x of [weights, gradientAt(dirty)]) {
          expect(numbers(x).filter((value, at) => !shown[at] && value !== 0)).toEqual([]);
          expect(numbers(x).every(Number.isFinite)).toBe(true);
        }
      }),
      runs,
    );
  });

  it('is the same with more hidden keys behind', () => {
    fc.assert(
      fc.property(cases, ({ scores, visible, keys }) => {
        const longer = concat([scores, full([2, heads, 5, 3], Number.NaN)], { axis: 3 });
        const mask = concat([visible, tensor(new Array(30).fill(false), { shape: [2, 1, 5, 3] })], {
          axis: 3,
        });
        const weights = normalize(longer, mask);
        expect(
          worstDifference(slice(weights, { axis: 3, end: keys }), normalize(scores, visible)),
        ).toBeLessThan(1e-6);
      }),
      runs,
    );
  });

  it('follows when keys change places', () => {
    fc.assert(
      fc.property(cases, ({ scores, visible, keys, seed }) => {
        const order = Array.from({ length: keys }, (_, at) => (at * 5 + seed) % keys);
        fc.pre(new Set(order).size === keys);
        const places = tensor(order, { dtype: 'int32' });
        const moved = (x: Tensor): Tensor => gather(x, places, { axis: 3 });
        const after = normalize(moved(scores), moved(visible));
        expect(worstDifference(after, moved(normalize(scores, visible)))).toBeLessThan(1e-6);
      }),
      runs,
    );
  });

  it('treats each row of a batch alone', () => {
    fc.assert(
      fc.property(cases, ({ scores, visible }) => {
        const second = { axis: 0, start: 1 };
        const alone = normalize(slice(scores, second), slice(visible, second));
        expect(worstDifference(slice(normalize(scores, visible), second), alone)).toBeLessThan(1e-6);
      }),
      runs,
    );
  });

  it.each([
    [0, 5, 7],
    [2, 0, 7],
    [2, 5, 0],
    [2, 5, 1],
  ])('keeps the shape: batch %i, %i queries, %i keys', (batch, queries, keys) => {
    const scores = zeros([batch, heads, queries, keys]);
    const visible = tensor(new Array(queries * keys).fill(true), {
      shape: [1, 1, queries, keys],
      dtype: 'bool',
    });
    for (const mask of [undefined, visible]) {
      expect(normalize(scores, mask).shape).toEqual(scores.shape);
      expect(grad((x) => sum(normalize(x, mask)))(scores)[0]?.shape).toEqual(scores.shape);
    }
  });
});

const learned = Object.entries(wrapped).filter(([, module]) => module.parameters().size > 0);

describe.each(learned)('parameters of %s', (_, module) => {
  it('learn nothing from hidden scores, also where a mask differs from head to head', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (seed, bits) => {
        const visible = tensor(bits, { shape: [1, heads, 2, 5] });
        const scores = new RandomGenerator(seed).normal([1, heads, 2, 5]);
        const upstream = new RandomGenerator(seed + 1).normal(scores.shape);
        const loss = (x: Tensor): Tensor => sum(multiply(module.forward(x, visible), upstream));
        const clean = valueAndGrad(module, () => loss(scores)).gradients;
        const dirty = valueAndGrad(module, () => loss(where(visible, scores, Number.NaN))).gradients;
        for (const [path, gradient] of dirty) {
          expect(numbers(gradient).every(Number.isFinite), path).toBe(true);
          expect(numbers(gradient), path).toEqual(numbers(clean.get(path)));
        }
      }),
      runs,
    );
  });
});

describe.each(distributions)('%s is a distribution', (_, normalizer) => {
  it('whose rows sum to 1, or to 0 with nothing to see, and no weight is negative', () => {
    fc.assert(
      fc.property(cases, ({ scores, visible, bits, keys }) => {
        const weights = normalizeScores(normalizer, scores, visible);
        expect(numbers(weights).every((weight) => weight >= 0)).toBe(true);
        const shown = eachVisible(bits, keys);
        for (const [row, total] of numbers(sum(weights, { axis: -1 })).entries()) {
          const sees = shown.slice(row * keys, (row + 1) * keys).includes(true);
          expect(Math.abs(total - Number(sees))).toBeLessThan(1e-6);
        }
      }),
      runs,
    );
  });
});

describe('a number added to all scores of a row', () => {
  const changeOf = (normalizer: Normalizer, shift: number, seed: number): number => {
    const scores = new RandomGenerator(seed).normal([2, heads, 5, 7]);
    return worstDifference(
      normalizeScores(normalizer, add(scores, shift)),
      normalizeScores(normalizer, scores),
    );
  };

  it.each(['softmax', 'sparsemax', 'entmax15'])('changes nothing for %s', (name) => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), fc.nat(999), (shift, seed) => {
        expect(changeOf(functions[name] ?? sigmoidNormalizer(), shift, seed)).toBeLessThan(1e-5);
      }),
      runs,
    );
  });

  it.each(['sigmoid', 'soft cap', 'sinks'])('changes the weights of %s', (name) => {
    expect(changeOf(functions[name] ?? wrapped[name] ?? softmaxNormalizer, 2, 1)).toBeGreaterThan(0.01);
  });
});

describe('scores far apart', () => {
  it.each([
    ['sparsemax', 1],
    ['entmax15', 2],
  ])('%s is one-hot when the best is ahead by at least %f', (name, gap) => {
    const normalize = functions[name] ?? softmaxNormalizer;
    fc.assert(
      fc.property(
        fc.nat(6),
        fc.double({ min: gap, max: 1e6, noNaN: true }),
        fc.nat(999),
        (best, ahead, seed) => {
          const below = Array.from(new RandomGenerator(seed).uniform([7], -100, 0).dataSync());
          const row = below.map((score, at) => (at === best ? ahead : score));
          const weights = numbers(
            normalize(tensor(row, { shape: [1, 1, 1, 7], dtype: 'float64' }), undefined),
          );
          expect(weights).toEqual(row.map((_, at) => Number(at === best)));
        },
      ),
      runs,
    );
    const nearer = tensor([gap * 0.99, 0], { shape: [1, 1, 1, 2] });
    expect(numbers(normalize(nearer, undefined))[1]).toBeGreaterThan(0);
  });

  it('sparsemax has no negative weight for a score at the threshold', () => {
    for (let seed = 0; seed < 100; seed++) {
      const row = numbers(new RandomGenerator(seed).uniform([3 + (seed % 40)], -1.5, 0));
      const weights = numbers(sparsemax(tensor(row, { shape: [1, 1, 1, row.length] }), undefined));
      const threshold = Math.max(...row) - Math.max(...weights);
      const scores = tensor([...row, threshold], { shape: [1, 1, 1, row.length + 1] });
      expect(numbers(sparsemax(scores, undefined)).filter((value) => value < 0)).toEqual([]);
    }
  });

  it.each(['sparsemax', 'entmax15'])('%s stays exact with a thousand keys nearly equal', (name) => {
    const normalize = functions[name] ?? softmaxNormalizer;
    const row = new RandomGenerator(3).uniform([1, 1, 1, 1000], -1e-3, 0);
    expect(numbers(sum(normalize(row, undefined)))[0]).toBeCloseTo(1, 5);
    const far = tensor([0, ...new Array(999).fill(-0.99)], { shape: [1, 1, 1, 1000] });
    expect(numbers(sum(normalize(far, undefined)))[0]).toBeCloseTo(1, 5);
  });
});

describe('a NaN or ∞ that is seen', () => {
  it.each(Object.entries(functions))('is seen in the weights of %s', (_, normalize) => {
    const weights = normalize(tensor([1, Number.NaN, 2], { shape: [1, 1, 1, 3] }), undefined);
    expect(numbers(weights)[1]).toBeNaN();
  });

  it.each(['softmax', 'sparsemax', 'entmax15'])('−∞ weighs 0 for %s, even alone', (name) => {
    const normalize = functions[name] ?? sigmoidNormalizer();
    const low = Number.NEGATIVE_INFINITY;
    const weights = normalize(tensor([low, 3, low, low], { shape: [1, 1, 2, 2] }), undefined);
    expect(numbers(weights)).toEqual([0, 1, 0, 0]);
  });
});

describe('derivatives in float64', () => {
  it.each(Object.entries(functions))('of %s are right, second ones too', (_, normalize) => {
    const scores = cast(new RandomGenerator(11).normal([1, 2, 3, 5]), 'float64');
    const visible = tensor([true, true, false, true, true], { shape: [1, 1, 1, 5] });
    gradcheck((x) => normalize(x, visible), [scores]);
    gradcheckSecondOrder((x) => normalize(x, visible), [scores]);
  });
});
