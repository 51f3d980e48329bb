import {
  add,
  cast,
  concat,
  cpu,
  type DType,
  grad,
  live,
  multiply,
  ones,
  RandomGenerator,
  scaledDotProductAttention,
  sizeOf,
  slice,
  sum,
  type Tensor,
  tensor,
  tidy,
  use,
  zeros,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference, worstDifferences } from '../../../../fixtures/compare.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { combineMasks } from '../masks/combine-masks.ts';
import { lowerRightMask, type MaskFunction } from '../masks/mask-from.ts';
import { paddingMask } from '../masks/padding.ts';
import { blockLocalAttention } from './block-local-attention.ts';
import { slidingWindowAttention } from './sliding-window-attention.ts';

type Attend = (queries: Tensor, keys: Tensor, values: Tensor, mask: Tensor | undefined) => Tensor;

const inWindow =
  (window: number, causal: boolean, block?: number): Attend =>
  (queries, keys, values, mask) =>
    slidingWindowAttention(queries, keys, values, { window, causal, mask, ...(block && { block }) });
const inBlocks =
  (block: number, causal: boolean): Attend =>
  (queries, keys, values, mask) =>
    blockLocalAttention(queries, keys, values, { block, causal, mask });

/** Output and gradients of a mechanism beside those of the golden file. */
function goldenError(name: string, attend: Attend): number {
  const golden = readGolden(`mechanisms/${name}.safetensors`);
  const given = (key: string, dtype: DType = 'float64'): Tensor => {
    const { data = [], shape = [] } = golden.get(key) ?? {};
    return tensor(Array.from(data), { shape, dtype });
  };
  const inputs = ['queries', 'keys', 'values'];
  const mask = golden.has('mask') ? given('mask', 'bool') : undefined;
  const run = (q: Tensor, k: Tensor, v: Tensor): Tensor => attend(q, k, v, mask);
  const [q, k, v] = [given('queries'), given('keys'), given('values')];
  const gradients = grad((a, b, c) =>
    sum(multiply(run(a as Tensor, b as Tensor, c as Tensor), given('grad_output'))),
  )(q, k, v);
  const named = gradients.map((gradient, at): [string, Tensor] => [`grad.${inputs[at]}`, gradient]);
  return worstDifferences(new Map([['output', run(q, k, v)], ...named]), golden);
}

parity(
  {
    mechanism: 'Sliding window by blocks',
    paper: 'Beltagy et al. 2020; Jiang et al. 2023',
    file: 'mechanisms/sliding-window-attention.ts',
    reference: 'PyTorch 2.15, float64, mask written out',
    tolerance: 1e-12,
  },
  () =>
    Math.max(
      ...[1, 2, 3, 5, 64].flatMap((block) => [
        goldenError('sliding-window', inWindow(3, false, block)),
        goldenError('sliding-window-causal', inWindow(4, true, block)),
      ]),
    ),
);

parity(
  {
    mechanism: 'Block-local attention',
    paper: 'Liu et al. 2018',
    file: 'mechanisms/block-local-attention.ts',
    reference: 'PyTorch 2.15, float64, mask written out',
    tolerance: 1e-12,
  },
  () =>
    Math.max(
      goldenError('block-local', inBlocks(5, false)),
      goldenError('block-local-causal', inBlocks(5, true)),
    ),
);

/** A mechanism, and the pairs of positions that it lets through. */
interface Case {
  readonly attend: Attend;
  readonly visible: MaskFunction;
}

const causality = fc.boolean();
const cases: fc.Arbitrary<Case> = fc.oneof(
  fc
    .record({
      window: fc.integer({ min: 1, max: 14 }),
      block: fc.integer({ min: 1, max: 9 }),
      causal: causality,
    })
    .map(({ window, block, causal }) => ({
      attend: inWindow(window, causal, block),
      visible: (query: number, key: number) => Math.abs(query - key) < window && (!causal || key <= query),
    })),
  fc.record({ block: fc.integer({ min: 1, max: 9 }), causal: causality }).map(({ block, causal }) => ({
    attend: inBlocks(block, causal),
    visible: (query: number, key: number) =>
      Math.floor(query / block) === Math.floor(key / block) && (!causal || key <= query),
  })),
);
const length = fc.integer({ min: 0, max: 12 });
const seed = fc.integer({ min: 1, max: 999 });

describe('laws', () => {
  it('equals full attention with the mask written out, gradients included, for all lengths and grouped heads', () => {
    fc.assert(
      fc.property(cases, length, length, seed, ({ attend, visible }, queries, keys, from) => {
        const draw = new RandomGenerator(from);
        const normal = (...shape: number[]): Tensor => cast(draw.normal(shape), 'float64');
        const inputs = [normal(2, 4, queries, 3), normal(2, 2, keys, 3), normal(2, 2, keys, 5)];
        const upstream = normal(2, 4, queries, 5);
        const padding = paddingMask([keys, Math.floor(keys / 2)], keys);
        const mask = combineMasks(lowerRightMask(visible, queries, keys), padding);
        const full: Attend = (q, k, v) => scaledDotProductAttention(q, k, v, mask ? { mask } : {});
        const results = [attend, full].map((way) => {
          const run = (q?: Tensor, k?: Tensor, v?: Tensor): Tensor =>
            way(q as Tensor, k as Tensor, v as Tensor, padding);
          return [run(...inputs), ...grad((...x) => sum(multiply(run(...x), upstream)))(...inputs)];
        });
        const [ours = [], theirs = []] = results;
        for (const [at, result] of ours.entries())
          expect(worstDifference(result, theirs[at] as Tensor)).toBeLessThan(1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it('looks at no NaN in hidden keys, with finite gradients for the queries', () => {
    fc.assert(
      fc.property(cases, seed, ({ attend }, from) => {
        const draw = new RandomGenerator(from);
        const [q, x] = [draw.normal([2, 1, 9, 4]), draw.normal([2, 1, 9, 4])];
        const junk = concat([slice(x, { axis: 2, end: 6 }), add(zeros([2, 1, 3, 4]), Number.NaN)], {
          axis: 2,
        });
        const mask = paddingMask([6, 4], 9);
        expect(worstDifference(attend(q, junk, junk, mask), attend(q, x, x, mask))).toBe(0);
        const [dq] = grad((y) => sum(attend(y as Tensor, junk, junk, mask)))(q);
        expect(dq?.dataSync().every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('sees nothing of the future when causal, NaN or not', () => {
    const causal = fc
      .integer({ min: 1, max: 9 })
      .chain((size) => fc.constantFrom(inWindow(size, true), inWindow(size, true, 2), inBlocks(size, true)));
    fc.assert(
      fc.property(causal, fc.integer({ min: 1, max: 8 }), seed, (attend, known, from) => {
        const x = new RandomGenerator(from).normal([1, 2, 9, 4]);
        const past = slice(x, { axis: 2, end: known });
        const other = concat([past, add(zeros([1, 2, 9 - known, 4]), Number.NaN)], { axis: 2 });
        const [a, b] = [attend(x, x, x, undefined), attend(other, other, other, undefined)];
        expect(worstDifference(slice(a, { axis: 2, end: known }), slice(b, { axis: 2, end: known }))).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('treats a padded batch as its rows alone', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 9 }), seed, ({ attend }, kept, from) => {
        const x = new RandomGenerator(from).normal([2, 1, 9, 4]);
        const batch = attend(x, x, x, paddingMask([9, kept], 9));
        const second = slice(slice(x, { axis: 0, start: 1 }), { axis: 2, end: kept });
        const alone = attend(second, second, second, undefined);
        const cut = slice(slice(batch, { axis: 0, start: 1 }), { axis: 2, end: kept });
        expect(worstDifference(cut, alone)).toBeLessThan(1e-6);
      }),
      { numRuns: 40 },
    );
  });

  it('gives shapes that are functions of shapes: batch 0, no queries, no keys, one token', () => {
    for (const attend of [inWindow(3, true), inWindow(3, false), inBlocks(3, true), inBlocks(3, false)]) {
      for (const [batch, queries, keys] of [
        [0, 7, 7],
        [2, 0, 7],
        [2, 7, 0],
        [2, 1, 1],
        [2, 1, 11],
      ] as const) {
        const [q, k] = [ones([batch, 2, queries, 4]), ones([batch, 2, keys, 4])];
        const [dq] = grad((x) => sum(attend(x as Tensor, k, k, undefined)))(q);
        expect(attend(q, k, k, undefined).shape).toEqual([batch, 2, queries, 4]);
        expect(dq?.shape).toEqual([batch, 2, queries, 4]);
      }
    }
  });
});

describe('cost', () => {
  /** Numbers that a mechanism computes on the way, over a length. */
  const computed = (attend: Attend, length: number): number => {
    let count = 0;
    const counting: typeof cpu = {
      ...cpu,
      runReference: (reference, inputs, attributes, outputs) => {
        for (const { shape } of outputs) count += sizeOf(shape);
        return cpu.runReference?.(reference, inputs, attributes, outputs) ?? [];
      },
    };
    const before = use(counting);
    try {
      tidy(() => {
        const x = ones([1, 1, length, 2]);
        attend(x, x, x, undefined);
      });
    } finally {
      use(before);
    }
    return count;
  };

  it('grows with the length, not with its square', () => {
    for (const attend of [inWindow(16, true, 16), inWindow(16, false, 16), inBlocks(16, false)]) {
      const growth = computed(attend, 1024) / computed(attend, 256);
      expect(growth).toBeGreaterThan(3.5);
      expect(growth).toBeLessThan(4.5);
    }
  });

  it('leaves nothing behind but the result', () => {
    const x = ones([1, 1, 50, 2]);
    const before = live();
    slidingWindowAttention(x, x, x, { window: 4 }).dispose();
    expect(live()).toEqual(before);
  });
});
