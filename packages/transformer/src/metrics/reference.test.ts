import { readFileSync } from 'node:fs';
import { ShapeError, ValueError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  characterErrorRate,
  expectedCalibrationError,
  f1Scores,
  matthewsCorrelation,
  perplexity,
  rouge,
  wordErrorRate,
} from './index.ts';

/** Made by fixtures/training/make_metrics.py. */
const golden = JSON.parse(
  readFileSync(new URL('../../../../fixtures/training/metrics.json', import.meta.url), 'utf8'),
);

describe('metrics equal the reference implementations', () => {
  it('scikit-learn: accuracy, F1, Matthews', () => {
    for (const { expected, predicted, ...scores } of golden.classification) {
      expect(accuracy(predicted, expected)).toBeCloseTo(scores.accuracy, 12);
      const { micro, macro } = f1Scores(predicted, expected);
      expect(micro).toBeCloseTo(scores.micro, 12);
      expect(macro).toBeCloseTo(scores.macro, 12);
      expect(matthewsCorrelation(predicted, expected)).toBeCloseTo(scores.matthews, 12);
    }
  });

  it('rouge-score: ROUGE-1, -2, -L and -Lsum', () => {
    for (const { summary, reference, ...scores } of golden.rouge) {
      for (const [name, { precision, recall, f1 }] of Object.entries(rouge(summary, reference))) {
        for (const [at, value] of [precision, recall, f1].entries())
          expect(value, `${name} of ${summary}`).toBeCloseTo(scores[name][at], 12);
      }
    }
  });

  it('jiwer: word and character error rate', () => {
    const { hypotheses, references, wer, cer } = golden.rates;
    expect(wordErrorRate(hypotheses, references)).toBeCloseTo(wer, 12);
    expect(characterErrorRate(hypotheses, references)).toBeCloseTo(cer, 12);
  });

  it('numpy: expected calibration error', () => {
    const { confidences, right, ece } = golden.calibration;
    expect(expectedCalibrationError(confidences, right)).toBeCloseTo(ece, 12);
  });
});

describe('laws', () => {
  it('what is all right scores 1, and an order that is changed changes nothing', () => {
    const lists = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1 });
    fc.assert(
      fc.property(lists, (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        expect(f1Scores(a, a)).toMatchObject({ micro: 1, macro: 1 });
        expect(f1Scores(a.toReversed(), b.toReversed()).macro).toBeCloseTo(f1Scores(a, b).macro, 12);
        expect(matthewsCorrelation(a, b)).toBeCloseTo(matthewsCorrelation(b, a), 12);
      }),
    );
  });

  it('perplexity of equal chances is their number; lists that do not belong together are refused', () => {
    expect(perplexity(Math.log(17))).toBeCloseTo(17, 12);
    expect(() => accuracy([], [])).toThrow(ShapeError);
    expect(() => f1Scores([1], [1, 2])).toThrow(ShapeError);
    expect(() => wordErrorRate(['a'], [' '])).toThrow(ValueError);
  });
});
