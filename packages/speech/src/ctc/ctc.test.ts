import {
  FormatError,
  IndexError,
  OptionError,
  ShapeError,
  type Tensor,
  tensor,
  ValueError,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignCtc } from './align.ts';
import { searchCtcBeam } from './beam-search.ts';
import { decodeCtcGreedily } from './greedy.ts';
import { CtcVocabulary } from './vocabulary.ts';
import { ctcWords } from './words.ts';

const classes = 3;
const rows = (longest: number) =>
  fc.array(
    fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: classes, maxLength: classes }),
    {
      minLength: 1,
      maxLength: longest,
    },
  );
const logitsOf = (scores: readonly number[][]): Tensor =>
  tensor(scores.flat(), { shape: [scores.length, classes], dtype: 'float64' });

/** All paths with their probabilities and what they spell. */
function everyPath(scores: readonly (readonly number[])[], blank: number) {
  const shares = scores.map((row) => {
    const total = row.reduce((sum, score) => sum + Math.exp(score), 0);
    return row.map((score) => Math.exp(score) / total);
  });
  return Array.from({ length: classes ** scores.length }, (_, code) => {
    const path = scores.map((_, frame) => Math.floor(code / classes ** frame) % classes);
    const probability = path.reduce((product, id, frame) => product * (shares[frame]?.[id] ?? 0), 1);
    const labels = path.filter((id, at) => id !== blank && id !== path[at - 1]);
    return { path, probability, labels };
  });
}

describe('searchCtcBeam', () => {
  it('without bounds is the sum over all paths of each text, with its language model', () => {
    const languageModel = (prefix: readonly number[]): number =>
      -0.3 * prefix.length - 0.7 * (prefix.at(-1) ?? 0);
    const [languageModelWeight, wordBonus] = [0.8, 0.45];
    fc.assert(
      fc.property(rows(5), fc.constantFrom(0, 2), (scores, blank) => {
        const texts = new Map<string, { labels: number[]; total: number }>();
        for (const { labels, probability } of everyPath(scores, blank)) {
          const text = texts.get(labels.join()) ?? { labels, total: 0 };
          texts.set(labels.join(), { labels, total: text.total + probability });
        }
        const expected = [...texts.values()]
          .map(({ labels, total }) => ({
            labels,
            logProbability: Math.log(total),
            score: labels.reduce(
              (sum, _, at) => sum + languageModelWeight * languageModel(labels.slice(0, at + 1)) + wordBonus,
              Math.log(total),
            ),
          }))
          .sort((one, other) => other.score - one.score);
        const found = searchCtcBeam(logitsOf(scores), {
          ...{ blank, languageModel, languageModelWeight, wordBonus },
          ...{ width: Number.POSITIVE_INFINITY, results: Number.POSITIVE_INFINITY },
        });
        expect(found).toHaveLength(expected.length);
        for (const [at, { labels, logProbability, score }] of expected.entries()) {
          expect(found[at]?.score).toBeCloseTo(score, 9);
          const same = found.find((one) => one.labels.join() === labels.join());
          expect(same?.logProbability).toBeCloseTo(logProbability, 9);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('never counts more than there is, and finds the best where the beam is wide enough', () => {
    fc.assert(
      fc.property(rows(6), (scores) => {
        const exact = searchCtcBeam(logitsOf(scores), { width: Number.POSITIVE_INFINITY, results: 999 });
        const known = new Map(exact.map(({ labels, logProbability }) => [labels.join(), logProbability]));
        for (const width of [1, 3, 30]) {
          for (const { labels, logProbability } of searchCtcBeam(logitsOf(scores), { width, results: 5 })) {
            expect(logProbability).toBeLessThanOrEqual((known.get(labels.join()) ?? 0) + 1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('words are what delimiters part', () => {
    // Four sure frames: a, delimiter, a, b; then two words have two bonuses.
    const sure = [1, 2, 1, 0].map((id) => [0, 1, 2].map((other) => (other === id ? 0 : -30)));
    const [best] = searchCtcBeam(logitsOf(sure), { delimiter: 2, wordBonus: 0.25 });
    expect(best?.labels).toEqual([1, 2, 1]);
    expect(best?.score).toBeCloseTo(0.5, 9);
  });

  it('refuses what cannot be', () => {
    const logits = logitsOf([[0, 0, 0]]);
    expect(() => searchCtcBeam(logits, { width: 0 })).toThrow(OptionError);
    expect(() => searchCtcBeam(logits, { wordBonus: Number.NaN })).toThrow(
      'wordBonus must be a finite number',
    );
    expect(() => searchCtcBeam(logits, { blank: 3 })).toThrow(IndexError);
    expect(() => searchCtcBeam(tensor([1]))).toThrow(ShapeError);
  });
});

describe('decodeCtcGreedily', () => {
  it('spells the likeliest path', () => {
    fc.assert(
      fc.property(rows(5), fc.constantFrom(0, 1), (scores, blank) => {
        const paths = everyPath(scores, blank);
        const highest = Math.max(...paths.map(({ probability }) => probability));
        const labels = decodeCtcGreedily(logitsOf(scores), { blank });
        // Equal logits make several paths likeliest: any of them will do.
        const likeliest = paths.filter(
          (path) =>
            path.probability > highest * (1 - 1e-12) &&
            path.labels.join() === labels.map(({ id }) => id).join() &&
            labels.every(({ id, start, end }) => path.path.slice(start, end).every((other) => other === id)),
        );
        expect(likeliest).not.toEqual([]);
      }),
    );
  });

  it('hears nothing in no frames', () => {
    expect(decodeCtcGreedily(tensor([], { shape: [0, 3] }))).toEqual([]);
  });
});

describe('alignCtc', () => {
  it('is the likeliest of the paths that spell the labels', () => {
    fc.assert(
      fc.property(rows(6), fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 3 }), (scores, labels) => {
        const fitting = everyPath(scores, 0).filter((path) => path.labels.join() === labels.join());
        if (fitting.length === 0) {
          expect(() => alignCtc(logitsOf(scores), labels)).toThrow(ValueError);
          return;
        }
        const best = fitting.reduce((a, b) => (b.probability > a.probability ? b : a));
        const found = alignCtc(logitsOf(scores), labels);
        expect(found.map(({ id }) => id)).toEqual(labels);
        const path = new Array<number>(scores.length).fill(0);
        for (const { id, start, end } of found) path.fill(id, start, end);
        const share = (one: readonly number[]): number =>
          everyPath(scores, 0).find((other) => other.path.join() === one.join())?.probability ?? 0;
        expect(share(path)).toBeCloseTo(best.probability, 12);
      }),
      { numRuns: 150 },
    );
  });

  it('refuses a blank among the labels', () => {
    expect(() => alignCtc(logitsOf([[0, 0, 0]]), [0])).toThrow(
      'label 0 must be a class, 0 to 2, and not the blank',
    );
  });
});

describe('CtcVocabulary', () => {
  const tokens = { '<unk>': 3, '|': 4, "'": 5, A: 0, B: 1, '<pad>': 2 };
  const vocabulary = new CtcVocabulary(tokens);

  it('texts come back, white space made single', () => {
    expect(vocabulary.encode("  A'B \n A ")).toEqual([0, 5, 1, 4, 0]);
    expect(vocabulary.decode([4, 0, 5, 1, 4, 4, 2, 0])).toBe("A'B A");
    expect(vocabulary.toJSON()).toEqual(tokens);
    expect([vocabulary.size, vocabulary.blank, vocabulary.delimiter]).toEqual([6, 2, 4]);
  });

  it('a character that is not in it is unknown, or refused', () => {
    expect(vocabulary.encode('AZ')).toEqual([0, 3]);
    const small = new CtcVocabulary({ '<pad>': 0, '|': 1, a: 2 });
    expect(() => small.encode('ab')).toThrow('“b” of “ab” is not in the vocabulary');
    expect(() => small.decode([3])).toThrow('id 3 is none of 0 to 2');
  });

  it.each([
    [['a'], 'expected an object'],
    [{ '<pad>': 0, '|': 2 }, 'ids must be 0 to 1, each once; | has 2'],
    [{ '<pad>': 0, '|': 0 }, 'each once'],
    [{ '<pad>': 0, a: 1 }, 'the token | is missing'],
  ])('refuses %j', (json, message) => {
    expect(() => new CtcVocabulary(json)).toThrow(FormatError);
    expect(() => new CtcVocabulary(json)).toThrow(message);
  });
});

it('words have the times of their labels, and the geometric mean of their probabilities', () => {
  const vocabulary = new CtcVocabulary({ '<pad>': 0, '|': 1, o: 2, n: 3, e: 4 });
  const label = (id: number, start: number, end: number, probability: number) => ({
    id,
    start,
    end,
    probability,
  });
  const labels = [
    label(1, 0, 1, 1),
    label(2, 3, 5, 0.5),
    label(3, 7, 8, 0.8),
    label(1, 11, 12, 1),
    label(4, 15, 16, 1),
  ];
  const words = ctcWords(labels, vocabulary, 0.5);
  expect(words.map(({ text, start, end }) => [text, start, end])).toEqual([
    ['on', 1.5, 4],
    ['e', 7.5, 8],
  ]);
  expect(words[0]?.probability).toBeCloseTo(Math.sqrt(0.4), 12);
});
