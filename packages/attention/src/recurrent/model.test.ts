import {
  AdamW,
  argmax,
  cast,
  cosine,
  crossEntropy,
  equal,
  gather,
  keep,
  live,
  mean,
  OptionError,
  observe,
  RandomGenerator,
  slice,
  sum,
  type Tensor,
  tensor,
  tidy,
  valueAndGrad,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import {
  type RecurrentAttentionName,
  RecurrentEncoderDecoder,
  type RecurrentEncoderDecoderConfig,
} from '../index.ts';
import { paddingMask } from '../masks/padding.ts';

const tiny: RecurrentEncoderDecoderConfig = {
  vocabularySize: 13,
  embeddingWidth: 7,
  hiddenWidth: 10,
  cell: 'gru',
  attention: 'additive',
  dropout: 0,
  padId: 0,
  startId: 1,
  endId: 2,
  window: 2,
};

const attentions: RecurrentAttentionName[] = [
  'none',
  'additive',
  'dot',
  'general',
  'concat',
  'local-m',
  'local-p',
];
const kinds = [
  ...attentions.map((attention) => ({ attention, cell: 'gru' }) as const),
  { attention: 'additive', cell: 'lstm' },
  { attention: 'general', cell: 'lstm' },
  { attention: 'none', cell: 'lstm' },
  { attention: 'general', cell: 'gru', inputFeeding: false },
  { attention: 'local-p', cell: 'lstm', inputFeeding: false },
] as const;

const ids = (rows: number[][]): Tensor => tensor(rows, { dtype: 'int32' });
const made = (change: Partial<RecurrentEncoderDecoderConfig>): RecurrentEncoderDecoder =>
  new RecurrentEncoderDecoder({ ...tiny, ...change }).initialize(new RandomGenerator(3));

function expectClose(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape);
  const values = expected.dataSync();
  for (const [index, value] of actual.dataSync().entries())
    expect(value).toBeCloseTo(values[index] ?? Number.NaN, 5);
}

const sources = ids([
  [3, 4, 5, 6, 2],
  [7, 8, 2, 0, 0],
  [9, 2, 0, 0, 0],
]);
const mask = paddingMask([5, 3, 2], 5);
const targets = ids([
  [1, 8, 9, 3],
  [1, 10, 11, 4],
  [1, 12, 5, 6],
]);

/** One row of a batch, and its first `length` positions. */
function rowOf(x: Tensor, index: number, length = x.shape[1] ?? 0): Tensor {
  return slice(slice(x, { axis: 0, start: index, end: index + 1 }), { axis: 1, start: 0, end: length });
}

describe.each(kinds)('RecurrentEncoderDecoder, $cell, $attention, input feeding $inputFeeding', (kind) => {
  it('gives a padded batch the numbers of its rows alone', () => {
    const model = made(kind);
    const batch = model.forward(sources, targets, mask);
    for (const [index, length] of [5, 3, 2].entries()) {
      expectClose(rowOf(batch, index), model.forward(rowOf(sources, index, length), rowOf(targets, index)));
    }
  });

  it('decodes step by step, in any steps, what one pass gives', () => {
    const model = made(kind);
    const whole = model.forward(sources, targets, mask);
    for (const steps of [
      [1, 1, 1, 1],
      [2, 2],
      [1, 3],
    ]) {
      const encoded = model.encode(sources, mask);
      using cache = model.createCache();
      let start = 0;
      for (const count of steps) {
        const part = slice(targets, { axis: 1, start, end: start + count });
        const logits = model.decode(part, encoded, cache);
        expectClose(logits, slice(whole, { axis: 1, start, end: start + count }));
        start += count;
      }
      expect(cache.length).toBe(4);
    }
  });

  it('goes on from chosen rows, and from a copy', () => {
    const model = made(kind);
    const encoded = model.encode(sources, mask);
    const last = slice(targets, { axis: 1, start: 3 });
    const expected = slice(model.forward(sources, targets, mask), { axis: 1, start: 3 });
    using cache = model.createCache();
    model.decode(slice(targets, { axis: 1, end: 3 }), encoded, cache);
    using copy = cache.clone();
    const rows = tensor([2, 0, 2], { dtype: 'int32' });
    cache.reorder(rows);
    const picked = gather(last, rows, { axis: 0 });
    const logits = model.decode(picked, model.selectRows(encoded, rows), cache);
    expectClose(logits, gather(expected, rows, { axis: 0 }));
    expectClose(model.decode(last, encoded, copy), expected);
  });

  it('returns to the first figure of memory', () => {
    const constants = [sources, targets, mask];
    const before = live();
    const model = made(kind).train();
    tidy(() => {
      valueAndGrad(model, () => sum(model.forward(sources, targets, mask)));
    });
    tidy(() => {
      const encoded = model.encode(sources, mask);
      using cache = model.createCache();
      model.decode(slice(targets, { axis: 1, end: 2 }), encoded, cache);
      cache.reorder(tensor([1, 1, 0], { dtype: 'int32' }));
      using copy = cache.clone();
      model.decode(slice(targets, { axis: 1, end: 1 }), encoded, copy);
    });
    model.dispose();
    expect(live()).toEqual(before);
    expect(constants.some((constant) => constant.isDisposed)).toBe(false);
  });

  it('shows the weights of all steps as one tensor, and asking changes no number', () => {
    if (kind.attention === 'none') return;
    const model = made(kind);
    const seen: Tensor[] = [];
    const watched = observe(model, { 'attention.weights': (weights) => void seen.push(keep(weights)) }, () =>
      model.forward(sources, targets, mask),
    );
    expect(watched.dataSync()).toEqual(model.forward(sources, targets, mask).dataSync());
    expect(seen.map((weights) => weights.shape)).toEqual([[3, 1, 4, 5]]);
    const [weights = sources] = seen;
    const padding = slice(slice(weights, { axis: 0, start: 2 }), { axis: 3, start: 2 });
    expect(padding.dataSync().every((weight) => weight === 0)).toBe(true);
    // The Gaussian of local-p takes away; all others give rows that sum to 1.
    for (const total of sum(weights, { axis: 3 }).dataSync()) {
      if (kind.attention === 'local-p') expect(total).toBeLessThanOrEqual(1 + 1e-6);
      else if (kind.attention !== 'local-m') expect(total).toBeCloseTo(1, 5);
    }
  });
});

describe('RecurrentEncoderDecoder', () => {
  it('learns to copy: gradients flow through decoder, attention and encoder', () => {
    const generator = new RandomGenerator(5);
    const sizes = { vocabularySize: 9, embeddingWidth: 32, hiddenWidth: 32 };
    const model = new RecurrentEncoderDecoder({ ...tiny, ...sizes, attention: 'general' });
    model.initialize(generator).train();
    const rate = cosine({ rate: 0.01, warmup: 5, total: 200 });
    const optimizer = new AdamW(model, { rate, weightDecay: 0 });
    const draw = (): { source: Tensor; target: Tensor } => {
      const rows = Array.from({ length: 8 }, () =>
        Array.from({ length: 3 }, () => 3 + generator.nextInteger(6)),
      );
      return { source: ids(rows), target: ids(rows.map((symbols) => [1, ...symbols.slice(0, -1)])) };
    };
    for (let step = 0; step < 200; step++) {
      tidy(() => {
        const { source, target } = draw();
        const { gradients } = valueAndGrad(model, () => crossEntropy(model.forward(source, target), source));
        optimizer.step(gradients);
      });
    }
    const { source, target } = draw();
    const right = equal(argmax(model.eval().forward(source, target)), source);
    expect(mean(cast(right, 'float32')).item()).toBeGreaterThan(0.95);
  });

  it('refuses a config that no model can be built from, by name', () => {
    const broken: [Partial<RecurrentEncoderDecoderConfig>, string][] = [
      [{ hiddenWidth: 9 }, 'hiddenWidth must be even'],
      [{ embeddingWidth: 0 }, 'embeddingWidth must be a whole number'],
      [{ endId: 13 }, 'endId must be a whole number from 0 to 12, got 13'],
      [{ dropout: 1 }, 'dropout must lie in 0…1'],
      [{ window: -1 }, 'window must be a number above 0'],
    ];
    for (const [change, message] of broken) {
      expect(() => made({ attention: 'local-p', ...change })).toThrow(OptionError);
      expect(() => made({ attention: 'local-p', ...change })).toThrow(message);
    }
  });
});
