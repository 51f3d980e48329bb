import { readFileSync } from 'node:fs';
import { OptionError, ShapeError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accuracy } from './accuracy.ts';
import { type BleuScore, corpusBleu } from './bleu.ts';
import { expectedCalibrationError } from './calibration-error.ts';
import { type ChrFOptions, type ChrFScore, chrF } from './chrf.ts';
import { characterErrorRate, wordErrorRate } from './error-rates.ts';
import { f1Scores } from './f1.ts';
import { rouge } from './rouge.ts';
import { version } from './signature.ts';
import { tokenize13a } from './tokenize-13a.ts';

type BleuKey = 'bleu13a' | 'bleuNone';
type ChrFKey = 'chrF' | 'chrF++' | 'chrFOther';
type Corpus = { readonly hypotheses: string[]; readonly references: string[][] } & Record<
  BleuKey,
  BleuScore
> &
  Record<ChrFKey, ChrFScore>;

const golden: {
  readonly made_by: { readonly sacrebleu: string };
  readonly corpora: Record<string, Corpus>;
  readonly tokenized13a: { readonly text: string; readonly words: string[] }[];
} = JSON.parse(readFileSync(new URL('../../../../fixtures/metrics/golden.json', import.meta.url), 'utf8'));
const corpora = Object.entries(golden.corpora);

// sacrebleu's signature, with this package in the place of sacrebleu's version.
function ours(signature: string): string {
  return signature.replace(`version:${golden.made_by.sacrebleu}`, `version:heed-${version}`);
}

describe('against sacrebleu', () => {
  test.each(corpora)('BLEU: %s', (_, corpus) => {
    const { hypotheses, references } = corpus;
    for (const [key, tokenization] of [
      ['bleu13a', '13a'],
      ['bleuNone', 'none'],
    ] as const) {
      const expected = corpus[key];
      const bleu = corpusBleu(hypotheses, references, { tokenization });
      expect(bleu.score).toBeCloseTo(expected.score, 9);
      expect(bleu.signature).toBe(ours(expected.signature));
      expect(bleu.brevityPenalty).toBeCloseTo(expected.brevityPenalty, 12);
      expect(bleu.hypothesisLength).toBe(expected.hypothesisLength);
      expect(bleu.referenceLength).toBe(expected.referenceLength);
      for (const [index, precision] of expected.precisions.entries()) {
        expect(bleu.precisions[index]).toBeCloseTo(precision, 9);
      }
    }
  });

  test.each(corpora)('chrF and chrF++: %s', (_, corpus) => {
    const settings: Record<ChrFKey, ChrFOptions> = {
      chrF: {},
      'chrF++': { wordOrder: 2 },
      chrFOther: { characterOrder: 3, wordOrder: 1, beta: 1 },
    };
    for (const key of ['chrF', 'chrF++', 'chrFOther'] as const) {
      const score = chrF(corpus.hypotheses, corpus.references, settings[key]);
      expect(score.score).toBeCloseTo(corpus[key].score, 9);
      expect(score.name).toBe(corpus[key].name);
      expect(score.signature).toBe(ours(corpus[key].signature));
    }
  });

  test.each(golden.tokenized13a)('words of $text', ({ text, words }) => {
    expect(tokenize13a(text.trimEnd())).toEqual(words);
  });
});

describe('laws', () => {
  const sentence = fc.array(fc.constantFrom('the', 'river', 'is', 'wide', ',', 'cold.'), {
    minLength: 4,
    maxLength: 9,
  });
  const corpus = fc.array(
    sentence.map((words) => words.join(' ')),
    { minLength: 1, maxLength: 5 },
  );

  test('a translation that is its reference scores 100', () => {
    fc.assert(
      fc.property(corpus, (texts) => {
        const references = texts.map((text) => [text]);
        expect(corpusBleu(texts, references).score).toBeCloseTo(100, 9);
        expect(chrF(texts, references, { wordOrder: 2 }).score).toBeCloseTo(100, 9);
      }),
    );
  });

  test('the order of sentences does not matter, and scores lie in 0 to 100', () => {
    fc.assert(
      fc.property(corpus, corpus, (texts, others) => {
        const references = texts.map((text, index) => [text, others[index] ?? 'another']);
        const hypotheses = texts.map((_, index) => others.at(-1 - index) ?? '');
        for (const metric of [corpusBleu, chrF]) {
          const { score } = metric(hypotheses, references);
          expect(metric(hypotheses.toReversed(), references.toReversed()).score).toBeCloseTo(score, 9);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100 + 1e-9);
        }
      }),
    );
  });

  // Not so for chrF, which takes the first of several references that are equally far.
  test('the order of references does not matter to BLEU', () => {
    fc.assert(
      fc.property(corpus, sentence, sentence, (texts, first, second) => {
        const [one, other] = [first.join(' '), second.join(' ')];
        const score = corpusBleu(
          texts,
          texts.map(() => [one, other]),
        ).score;
        expect(
          corpusBleu(
            texts,
            texts.map(() => [other, one]),
          ).score,
        ).toBeCloseTo(score, 9);
      }),
    );
  });
});

test('the version in signatures is that of the package', () => {
  const url = new URL('../../package.json', import.meta.url);
  expect(JSON.parse(readFileSync(url, 'utf8')).version).toBe(version);
});

describe('bad input', () => {
  test.each([
    ['no sentences', [], []],
    ['lists of different lengths', ['a', 'b'], [['a']]],
    ['a sentence without a reference', ['a', 'b'], [['a'], []]],
  ])('%s', (_, hypotheses, references) => {
    expect(() => corpusBleu(hypotheses, references)).toThrow(ShapeError);
    expect(() => chrF(hypotheses, references)).toThrow(ShapeError);
  });

  test.each([
    [corpusBleu, ['a', [['a']]], 'corpusBleu: hypotheses must be a list, got "a"'],
    [corpusBleu, [['a'], 'a'], 'corpusBleu: references must be a list, got "a"'],
    [corpusBleu, [['a'], ['a']], 'corpusBleu: references[0] must be a list, got "a"'],
    [chrF, [[1], [['a']]], 'chrF: hypotheses[0] must be a text, got 1'],
    [chrF, [['a'], [[null]]], 'chrF: references[0][0] must be a text, got null'],
    [wordErrorRate, ['a', ['a']], 'wordErrorRate: hypotheses must be a list, got "a"'],
    [characterErrorRate, [['a'], 'a'], 'characterErrorRate: references must be a list, got "a"'],
    [accuracy, ['ab', 'ab'], 'accuracy: predicted must be a list, got "ab"'],
    [f1Scores, [[1], undefined], 'f1Scores: expected must be a list, got undefined'],
    [rouge, [['a'], 'a'], 'rouge: summary must be a text, got ["a"]'],
    [
      expectedCalibrationError,
      [
        [0.5, 1.5],
        [true, true],
      ],
      'confidences[1] is 1.5',
    ],
  ])('what is no list of texts', (metric, given, message) => {
    const score = (): unknown => Reflect.apply(metric, undefined, given);
    expect(score).toThrow(OptionError);
    expect(score).toThrow(message);
  });

  test('options out of range or unknown', () => {
    const odd: object[] = [{ tokenization: 'zh' }, { smoothing: 'exp' }, { tokenization: 3 }];
    for (const options of odd) expect(() => corpusBleu(['a'], [['a']], options)).toThrow(OptionError);
    for (const options of [{ characterOrder: 0 }, { wordOrder: -1 }, { beta: 0.5 }]) {
      expect(() => chrF(['a'], [['a']], options)).toThrow(OptionError);
    }
  });

  test('a half of a surrogate pair does no harm', () => {
    expect(chrF(['a\ud800'], [['a\ud800']]).score).toBe(100);
  });
});
