import { OptionError, RandomGenerator, ShapeError, type Tensor, tensor, zeros } from '@heed/core';
import { describe, expect, it } from 'vitest';
import {
  AttentionSinks,
  MultiHeadAttention,
  normalizeScores,
  sigmoidNormalizer,
  softCapped,
  softmaxNormalizer,
  sparsemax,
  TalkingHeads,
} from '../index.ts';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const row = (...scores: number[]): Tensor =>
  tensor(scores, { shape: [1, 1, 1, scores.length], dtype: 'float64' });
const near = (actual: Tensor, expected: readonly number[]): void => {
  const seen = numbers(actual);
  expect(seen.length).toBe(expected.length);
  for (const [at, value] of seen.entries()) expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 6);
};

describe('soft capping', () => {
  it('is softmax(cap · tanh(s / cap))', () => {
    const capped = [3, -1, 400].map((score) => 2 * Math.tanh(score / 2));
    near(
      normalizeScores(softCapped(2), row(3, -1, 400)),
      numbers(softmaxNormalizer(row(...capped), undefined)),
    );
  });

  it('a cap far above the scores is none', () => {
    near(
      normalizeScores(softCapped(1e6), row(3, -1, 2)),
      numbers(softmaxNormalizer(row(3, -1, 2), undefined)),
    );
  });

  it('hands on to another normaliser', () => {
    const capped = [3, -1].map((score) => 0.4 * Math.tanh(score / 0.4));
    near(
      normalizeScores(softCapped(0.4, sparsemax), row(3, -1)),
      numbers(sparsemax(row(...capped), undefined)),
    );
  });
});

describe('sinks', () => {
  const sinks = new AttentionSinks(1);
  sinks.sinks.assign(tensor([Math.log(2)]));

  it('take their share: scores 0, 0 beside a sink of log 2', () => {
    near(sinks.forward(row(0, 0), undefined), [0.25, 0.25]);
    const visible = tensor([true, false], { shape: [1, 1, 1, 2] });
    near(sinks.forward(row(0, 0), visible), [1 / 3, 0]);
  });

  it('are softmax again when very low', () => {
    const low = new AttentionSinks(1);
    low.sinks.assign(tensor([-1e4]));
    near(low.forward(row(3, -1, 2), undefined), numbers(softmaxNormalizer(row(3, -1, 2), undefined)));
  });

  it('are capped with the scores by a cap inside, not by a cap around', () => {
    const high = (inside: boolean): AttentionSinks => {
      const module = new AttentionSinks(1, inside ? { inner: softCapped(1) } : {});
      module.sinks.assign(tensor([50]));
      return module;
    };
    const share = 1 / (1 + Math.exp(Math.tanh(50)));
    near(high(true).forward(row(0), undefined), [share]);
    near(normalizeScores(softCapped(1, high(false)), row(0)), [0]);
  });
});

describe('talking heads', () => {
  const scores = new RandomGenerator(2).normal([2, 3, 5, 7]);

  it('start as heads alone', () => {
    const talking = new TalkingHeads(3).initialize(new RandomGenerator(1));
    near(talking.forward(scores, undefined), numbers(softmaxNormalizer(scores, undefined)));
  });

  it('mix scores by the first map and weights by the second', () => {
    const talking = new TalkingHeads(2);
    talking.projL.weight.assign(tensor([0, 1, 1, 0], { shape: [2, 2] }));
    talking.projW.weight.assign(tensor([1, 1, 0, 2], { shape: [2, 2] }));
    const two = tensor([0, 0, Math.log(3), 0], { shape: [1, 2, 1, 2] });
    // Swapped, head 0 weighs ¾ and ¼, head 1 ½ and ½; then head 0 gets the sum, head 1 twice itself.
    near(talking.forward(two, undefined), [1.25, 0.75, 1, 1]);
  });
});

it('parameters of wrapped normalisers are found, under attention too', () => {
  const inner = softCapped(30, new AttentionSinks(2));
  const attention = new MultiHeadAttention(4, 2, { bias: false, normalizer: new TalkingHeads(2, { inner }) });
  expect([...attention.parameters().keys()].filter((path) => path.startsWith('normalizer'))).toEqual([
    'normalizer.projL.weight',
    'normalizer.projW.weight',
    'normalizer.inner.inner.sinks',
  ]);
});

describe('bad input', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['cap 0', () => softCapped(0), /cap.*0/],
    ['cap NaN', () => softCapped(Number.NaN), /cap.*NaN/],
    ['cap ∞', () => softCapped(Number.POSITIVE_INFINITY), /cap.*Infinity/],
    ['no heads for sinks', () => new AttentionSinks(0), /heads.*0/],
    ['half a head for sinks', () => new AttentionSinks(1.5), /heads.*1\.5/],
    ['no talking heads', () => new TalkingHeads(0), /heads.*0/],
    ['a bias that is no number', () => sigmoidNormalizer({ bias: Number.NaN }), /bias.*NaN/],
    ['unknown option of sigmoid', () => sigmoidNormalizer(unknown), /scale/],
    ['unknown option of sinks', () => new AttentionSinks(2, unknown), /scale/],
    ['unknown option of talking heads', () => new TalkingHeads(2, unknown), /scale/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(OptionError);
    expect(make).toThrow(message);
  });

  const unknown: object = { scale: 2 };

  it('scores of another number of heads, or of another rank', () => {
    for (const module of [new AttentionSinks(2), new TalkingHeads(2)]) {
      module.initialize(new RandomGenerator(0));
      expect(() => module.forward(zeros([1, 3, 2, 2]), undefined)).toThrow(ShapeError);
      expect(() => module.forward(zeros([2, 2]), undefined)).toThrow(/\[batch, 2, queries, keys\].*\[2, 2\]/);
    }
  });
});

it('a sigmoid row of n scores of 0 with the bias −log n sums to n / (n + 1)', () => {
  for (const keys of [1, 3, 7]) {
    const weights = numbers(sigmoidNormalizer()(zeros([1, 1, 1, keys]), undefined));
    expect(weights.reduce((total, weight) => total + weight)).toBeCloseTo(keys / (keys + 1), 6);
  }
  near(sigmoidNormalizer({ bias: -Math.log(3) })(zeros([1, 1, 1, 2]), undefined), [0.25, 0.25]);
});
