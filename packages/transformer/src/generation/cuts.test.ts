import { RandomGenerator } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidates, type Largest, largestOf } from './candidates.ts';
import { drawToken } from './choose-token.ts';
import { Cuts } from './cuts.ts';
import { createCuts, processed, type SamplingOptions } from './logits-options.ts';
import { nucleus } from './nucleus.ts';
import { possibleTokens } from './probabilities.ts';

const context = { ids: [], promptLength: 0, step: 0, limit: 9 };

interface Left {
  /** Ids and logits of what may be drawn. */
  readonly possible: readonly (readonly [id: number, logit: number])[];
  /** What some seeds draw of it. */
  readonly drawn: readonly number[];
}

const seeds = [1, 2, 3, 4, 5];

function leftOf({ ids, logits }: Candidates): Left {
  const all = Array.from(logits, (logit, place) => [ids[place] ?? -1, logit] as const);
  const possible = all.filter(([, logit]) => logit > Number.NEGATIVE_INFINITY);
  const drawn = seeds.map((seed) => ids[drawToken(logits, new RandomGenerator(seed))] ?? -1);
  return { possible, drawn };
}

/** What the processors of the options leave of a row, one after another, and what is drawn of it. */
function expected(options: SamplingOptions, row: Float32Array): Left {
  const logits = processed(createCuts(options), row.slice(), context);
  return leftOf({ ids: [...logits.keys()], logits });
}

const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const orOff = <Value>(value: fc.Arbitrary<Value>, off: Value): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 2, arbitrary: value }, fc.constant(off));
const sampling: fc.Arbitrary<SamplingOptions> = fc.record({
  seed: fc.constant(1),
  temperature: orOff(
    fc.oneof(fc.double({ min: 0.05, max: 20, noNaN: true }), fc.constantFrom(1e-45, 1e30)),
    1,
  ),
  topK: orOff(fc.integer({ min: 1, max: 60 }), 0),
  topP: orOff(share, 1),
  minP: orOff(share, 0),
  typicalP: orOff(share, 1),
});

/** Rows with one logit at least, many of them with equals and with what is ruled out. */
const rows: fc.Arbitrary<Float32Array> = fc
  .record({
    first: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -40, max: 40 }) }, fc.constant(1e38)),
    others: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.double({ min: -12, max: 12, noNaN: true }) },
        { weight: 2, arbitrary: fc.integer({ min: -9, max: 9 }) },
        fc.constantFrom(Number.NEGATIVE_INFINITY, -0, 0, 12, -1e38, 1e-40),
      ),
      { maxLength: 300, size: 'max' },
    ),
  })
  .map(({ first, others }) => Float32Array.of(first, ...others));

it('what is left of a whole row is what its processors leave', () => {
  fc.assert(
    fc.property(rows, sampling, (row, options) => {
      expect(leftOf(new Cuts(options).ofRow(row.slice()))).toEqual(expected(options, row));
    }),
  );
});

/** The largest of a row, and its total as a backend may give it: to five digits. */
function seen(row: Float32Array, { temperature = 1 }: SamplingOptions, count: number, off: number): Largest {
  const logits = row.map((logit) => logit / temperature);
  return { ...largestOf(row, count), total: possibleTokens(logits).total * (1 + off * 1e-5) };
}

it.each<[string, fc.Arbitrary<SamplingOptions>]>([
  ['top-k', fc.record({ topK: fc.integer({ min: 1, max: 60 }) })],
  ['top-p', fc.record({ topK: fc.constant(0), topP: share })],
  ['min-p', fc.record({ topK: fc.constant(0), topP: fc.constant(1), minP: share })],
])('what is left by %s of the largest logits alone is the same, if they tell', (_, first) => {
  let told = 0;
  const noise = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(rows, sampling, first, share, noise, (row, others, bounding, part, off) => {
      const options = { ...others, ...bounding };
      const cuts = new Cuts(options);
      // Also of less than is asked for, which tells less often.
      for (const count of [cuts.wanted?.count ?? 0, Math.ceil(part * row.length)]) {
        if (count >= row.length) continue;
        const largest = seen(row, options, count, off);
        const left = cuts.ofLargest(largest);
        expect(largest).toEqual(seen(row, options, count, off));
        if (left === undefined) continue;
        told++;
        expect(leftOf(left)).toEqual(expected(options, row));
      }
    }),
  );
  expect(told).toBeGreaterThan(9);
});

const distinct = Float32Array.from({ length: 997 }, (_, id) => (id * 619) % 997).map((place) => -place / 9);

it.each<[string, SamplingOptions, boolean]>([
  ['top-k', { topK: 7 }, true],
  ['top-k by default', { temperature: 0.3 }, true],
  ['top-k, then others', { topK: 40, topP: 0.4, minP: 0.1, typicalP: 0.5 }, true],
  ['min-p', { topK: 0, minP: 0.01, temperature: 2 }, true],
  ['min-p that leaves many', { topK: 0, minP: 0.01, temperature: 200 }, false],
  ['top-p', { topK: 0, topP: 0.9, temperature: 2, minP: 0.1 }, true],
  ['top-p that leaves many', { topK: 0, topP: 0.9, temperature: 200 }, false],
])('the largest tell: %s', (_, options, tell) => {
  const cuts = new Cuts(options);
  const left = cuts.ofLargest(seen(distinct, options, cuts.wanted?.count ?? 0, 0));
  expect(left !== undefined).toBe(tell);
});

it.each<[string, SamplingOptions]>([
  ['no cut', { topK: 0, seed: 1 }],
  ['a p that hardly leaves anything out', { topK: 0, topP: 0.9999 }],
  ['typical tokens need not be likely ones', { topK: 0, typicalP: 0.9 }],
  ['a k that is no short list', { topK: 5000 }],
])('the largest are not asked for: %s', (_, options) => {
  expect(new Cuts(options).wanted).toBeUndefined();
});

it('equals of the k-th beyond the largest, also those that a temperature makes equal, need the whole row', () => {
  const equals = new Float32Array(41).fill(3);
  const near = Float32Array.from(equals, (_, id) => 1 + id * 2 ** -23);
  for (const [row, options] of [
    [equals, { topK: 2 }],
    [near, { topK: 2, temperature: 1e44 }],
  ] as const) {
    const cuts = new Cuts(options);
    expect(cuts.ofLargest(largestOf(row, cuts.wanted?.count ?? 0))).toBeUndefined();
    expect(leftOf(cuts.ofRow(row.slice()))).toEqual(expected(options, row));
  }
  expect(new Cuts({ topK: 2 }).ofRow(equals.slice()).ids).toHaveLength(41);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  'a row whose largest logit is %s is left to whoever refuses whole rows',
  (first) => {
    const others = distinct.slice(0, 10).map((logit) => (first < 0 ? first : logit));
    const largest = {
      ids: [...others.keys(), 10],
      logits: Float32Array.of(first, ...others),
      vocabularySize: 11,
    };
    expect(new Cuts({ topK: 3 }).ofLargest(largest)).toBeUndefined();
  },
);

describe('top-p told from a total', () => {
  const ids = [0, 1, 2, 3];
  const logits = Float32Array.of(0.4, 0.3, 0.2, 0.1).map(Math.log);
  const left = (p: number, total?: number): Float32Array | undefined =>
    nucleus({ ids, logits: logits.slice(), vocabularySize: 4, ...(total !== undefined && { total }) }, p);
  const total = 1 / 0.4;

  it('leaves the likeliest that hold p', () => {
    expect(left(0.6, total)?.filter(Number.isFinite)).toEqual(logits.slice(0, 2));
    expect(left(0, total)?.filter(Number.isFinite)).toEqual(logits.slice(0, 1));
  });

  it.each([
    ['the sum is p within what a total may be off', 0.7, total],
    ['the largest do not hold p', 0.95, 1.2 * total],
    ['all are needed, so that equals of the last may be missing', 0.95, total],
    ['the total is no number', 0.6, Number.NaN],
    ['the total is beyond float32', 0.6, Number.POSITIVE_INFINITY],
    ['there is no total', 0.6, undefined],
  ])('does not tell where %s', (_, p, given) => {
    expect(left(p, given)).toBeUndefined();
  });
});
