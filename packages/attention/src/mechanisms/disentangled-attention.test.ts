import {
  concat,
  grad,
  multiply,
  OptionError,
  observe,
  RandomGenerator,
  slice,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, loadFloat64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import {
  causalMask,
  DisentangledAttention,
  type DisentangledAttentionOptions,
  documentMask,
  KeyValueCache,
  logBucket,
  paddingMask,
  RelativeEmbeddings,
  RotatingCache,
} from '../index.ts';

/** `posKeyProj.weight` is `weight.pos_key_proj.weight` in the golden file, and the table is `table`. */
function goldenName(path: string): string {
  if (path.startsWith('relativeEmbeddings')) return 'table';
  return `weight.${path.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
}

/** Largest difference of the output, the weights, and the gradients of the states, the table and all parameters. */
function errorOf(
  name: string,
  positions: { readonly maxDistance: number; readonly buckets?: number },
  options: DisentangledAttentionOptions = {},
): number {
  const golden = readGolden(`mechanisms/disentangled-${name}.safetensors`);
  const attention = new DisentangledAttention(10, 2, new RelativeEmbeddings(10, positions), options);
  loadFloat64(attention, (path) => need(golden, goldenName(path)));
  const [states, upstream] = [float64(need(golden, 'states')), float64(need(golden, 'grad_output'))];
  const { data, shape } = need(golden, 'mask');
  const mask = tensor(Uint8Array.from(data), { shape, dtype: 'bool' });
  const loss = (x: Tensor): Tensor => sum(multiply(attention.forward(x, { mask }), upstream));
  const [ofStates] = grad(loss)(states);
  const { gradients } = valueAndGrad(attention, () => loss(states));
  expect(gradients.size).toBe([...golden.keys()].filter((key) => /^grad\.(weight|table)/.test(key)).length);
  let ofWeights = Number.NaN;
  const weights = (y: Tensor): void => {
    ofWeights = worstDifference(y, need(golden, 'weights'));
  };
  observe(attention, { weights }, () => attention.forward(states, { mask }));
  // The golden weights are kept in float32.
  expect(ofWeights).toBeLessThan(1e-7);
  return Math.max(
    worstDifference(attention.forward(states, { mask }), need(golden, 'output')),
    worstDifference(ofStates, need(golden, 'grad.states')),
    ...[...gradients].map(([path, gradient]) =>
      worstDifference(gradient, need(golden, `grad.${goldenName(path)}`)),
    ),
  );
}

const row = {
  paper: 'He et al. 2021',
  file: 'mechanisms/disentangled-attention.ts',
  reference: 'transformers 5.24 (DebertaV2), its code run in float64',
  tolerance: 1e-12,
};

parity({ ...row, mechanism: 'Disentangled attention' }, () =>
  Math.max(
    errorOf('separate', { maxDistance: 5 }),
    errorOf('content-to-position', { maxDistance: 19, buckets: 8 }, { positionToContent: false }),
    errorOf('position-to-content', { maxDistance: 17 }, { contentToPosition: false }),
  ),
);

parity({ ...row, mechanism: 'Disentangled attention, shared projections (DeBERTa v3)' }, () =>
  errorOf('shared', { maxDistance: 11, buckets: 6 }, { shareProjections: true }),
);

describe('buckets', () => {
  const golden = readGolden('mechanisms/disentangled-buckets.safetensors');
  it.each([...golden.keys()])('%s: as transformers has them', (name) => {
    const [buckets = 0, maxDistance = 0] = name.split('-').map(Number);
    const { data } = need(golden, name);
    const found = Array.from(data, (_, at) => logBucket(at - 600, { buckets, maxDistance }));
    expect(found.map((bucket) => bucket + 0)).toEqual([...data]);
  });

  it('rows never fall as distances grow, and are all of the table', () => {
    const options = fc.record({
      buckets: fc.integer({ min: 4, max: 70 }),
      more: fc.integer({ min: 2, max: 300 }),
    });
    fc.assert(
      fc.property(options, ({ buckets, more }) => {
        const maxDistance = Math.floor(buckets / 2) + more;
        const table = new RelativeEmbeddings(2, { buckets, maxDistance });
        const rows = Array.from({ length: 2 * maxDistance + 9 }, (_, at) =>
          table.rowOf(at - maxDistance - 4),
        );
        expect(rows.every((found, at) => at === 0 || found >= (rows[at - 1] ?? 0))).toBe(true);
        expect(Math.min(...rows)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...rows)).toBeLessThan(2 * buckets);
        expect(table.rowOf(0)).toBe(buckets);
      }),
    );
  });
});

describe('laws', () => {
  const generator = new RandomGenerator(3);
  const table = new RelativeEmbeddings(8, { maxDistance: 7, buckets: 6, norm: true });
  const attention = new DisentangledAttention(8, 2, table, { shareProjections: true }).initialize(generator);
  const x = generator.normal([2, 11, 8]);
  const part = (y: Tensor, start: number, end: number): Tensor => slice(y, { axis: 1, start, end });

  it('pieces through a cache equal one causal call', () => {
    const whole = attention.forward(x, { causal: true });
    for (const lengths of [[11], [4, 1, 6], [1, 1, 9]]) {
      const cache = new KeyValueCache();
      let start = 0;
      const outputs = lengths.map((length) => {
        start += length;
        return attention.forward(part(x, start - length, start), { cache, causal: true });
      });
      expect(worstDifference(concat(outputs, { axis: 1 }), whole)).toBeLessThan(1e-6);
      cache.dispose();
    }
    const mask = causalMask(11, 11);
    expect(worstDifference(attention.forward(x, { mask }), whole)).toBeLessThan(1e-6);
  });

  it('texts behind one another in a row have the states of the texts alone', () => {
    const [first, second] = [part(x, 0, 4), part(x, 4, 11)];
    const mask = documentMask(
      tensor(
        [0, 1].flatMap((text) => Array(text === 0 ? 4 : 7).fill(text)),
        { shape: [1, 11], dtype: 'int32' },
      ),
    );
    const packed = attention.forward(x, { mask });
    expect(worstDifference(part(packed, 0, 4), attention.forward(first))).toBeLessThan(1e-6);
    expect(worstDifference(part(packed, 4, 11), attention.forward(second))).toBeLessThan(1e-6);
  });

  it('order counts, and hidden keys do not, NaN or not', () => {
    const swapped = concat([part(x, 0, 8), part(x, 9, 10), part(x, 8, 9), part(x, 10, 11)], { axis: 1 });
    const last = (y: Tensor): Tensor => part(attention.forward(y), 10, 11);
    expect(worstDifference(last(swapped), last(x))).toBeGreaterThan(1e-4);
    const broken = x.dataSync().map((value, at) => (at >= (11 + 5) * 8 ? Number.NaN : value));
    const padded = attention.forward(tensor(broken, { shape: x.shape }), { mask: paddingMask([11, 5], 11) });
    const alone = attention.forward(slice(part(x, 0, 5), { axis: 0, start: 1 }));
    expect(worstDifference(slice(part(padded, 0, 5), { axis: 0, start: 1 }), alone)).toBeLessThan(1e-6);
  });

  it('looking changes no number, and what is put in counts', () => {
    const before = attention.forward(x).dataSync();
    const seen = observe(attention, { scores: () => {}, weights: () => {} }, () => attention.forward(x));
    expect(seen.dataSync()).toEqual(before);
    const silent = observe(attention, { weights: (y: Tensor) => multiply(y, 0) }, () => attention.forward(x));
    expect(silent.dataSync().every((value) => value === 0)).toBe(true);
  });

  it('dropout of positions is on in training only', () => {
    const dropping = new DisentangledAttention(8, 2, table, { positionDropout: 0.5 });
    dropping.initialize(new RandomGenerator(3));
    const quiet = dropping.forward(x).dataSync();
    expect(dropping.forward(x).dataSync()).toEqual(quiet);
    expect(dropping.train().forward(x).dataSync()).not.toEqual(quiet);
  });

  it.each([
    [0, 5],
    [2, 0],
    [2, 1],
  ])('batch %i, length %i', (batch, length) => {
    const states = generator.normal([batch, length, 8]);
    const run = (y: Tensor): Tensor => attention.forward(y);
    expect(run(states).shape).toEqual([batch, length, 8]);
    expect(grad((y: Tensor) => sum(run(y)))(states)[0]?.shape).toEqual([batch, length, 8]);
  });
});

const x = new RandomGenerator(1).normal([1, 3, 8]);
const table = new RelativeEmbeddings(8, { maxDistance: 7 });
const attention = new DisentangledAttention(8, 2, table);
it.each([
  [() => new DisentangledAttention(8, 3, table), /width 8 does not divide into 3 heads/],
  [() => new DisentangledAttention(6, 3, table), /the table must be as wide as the states, 6, got 8/],
  [() => new DisentangledAttention(8, 2, table, { window: 2 } as object), /unknown option window/],
  [() => new RelativeEmbeddings(8, { maxDistance: 0 }), /maxDistance must be a whole number from 1, got 0/],
  [() => new RelativeEmbeddings(8, { maxDistance: 9, buckets: 3 }), /buckets must be a whole number from 4/],
  [() => new RelativeEmbeddings(8, { maxDistance: 9, buckets: 16 }), /maxDistance must be above 9/],
  [
    () => attention.forward(x, { memory: new RandomGenerator(2).normal([1, 5, 8]) }),
    /distances belong to self-attention/,
  ],
  [
    () => attention.forward(x, { cache: new RotatingCache({ window: 2 }) }),
    /the cache must hold all tokens, in order/,
  ],
])('refuses %#', (run, message) => {
  attention.initialize(new RandomGenerator(0));
  expect(run).toThrow(OptionError);
  expect(run).toThrow(message);
});
