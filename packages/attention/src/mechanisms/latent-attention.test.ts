import {
  add,
  cast,
  concat,
  grad,
  multiply,
  RandomGenerator,
  slice,
  sum,
  type Tensor,
  tensor,
  toSnakeCase,
  valueAndGrad,
  zeros,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference, worstDifferences } from '../../../../fixtures/compare.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import { LatentCache } from '../caches/latent-cache.ts';
import { paddingMask } from '../masks/padding.ts';
import { RotaryPositions } from '../positions/rotary.ts';
import { LatentAttention } from './latent-attention.ts';

const positions = new RotaryPositions(4, { pairs: 'neighbours', base: 100 });
const sizes = { keyValueRank: 11, headDimension: 5, rotaryDimension: 4, valueDimension: 3, positions };
const read = ({ data, shape }: GoldenArray): Tensor => tensor(Array.from(data), { shape });

/** Output and gradients beside those of transformers, with its weights under its names. */
function goldenError(name: string, model: LatentAttention, absorbed: boolean): number {
  const golden = readGolden(`mechanisms/${name}.safetensors`);
  const given = (key: string): Tensor => read(golden.get(key) ?? { shape: [0], data: new Float32Array() });
  for (const [path, parameter] of model.parameters()) parameter.assign(given(`weight.${toSnakeCase(path)}`));
  const options = { causal: true, mask: cast(given('mask'), 'bool'), absorbed };
  const run = (states: Tensor): Tensor => model.forward(states, options);
  const loss = (states: Tensor): Tensor => sum(multiply(run(states), given('grad_output')));
  const states = given('states');
  const computed = new Map([['output', run(states)]]);
  for (const gradient of grad(loss)(states)) computed.set('grad.states', gradient);
  for (const [path, gradient] of valueAndGrad(model, () => loss(states)).gradients) {
    computed.set(`grad.weight.${toSnakeCase(path)}`, gradient);
  }
  expect([...computed.keys()].sort()).toEqual(
    [...golden.keys()].filter((key) => /^output$|^grad\./.test(key)).sort(),
  );
  return worstDifferences(computed, golden);
}

for (const absorbed of [false, true]) {
  parity(
    {
      mechanism: `Latent attention (${absorbed ? 'absorbed' : 'expanded'})`,
      paper: 'DeepSeek-V2, 2024',
      file: 'mechanisms/latent-attention.ts',
      reference: 'transformers 5.24, DeepSeek V2 and V3',
      tolerance: 1e-5,
    },
    () =>
      Math.max(
        goldenError(
          'latent-v2',
          new LatentAttention(14, 2, { ...sizes, queryRank: 7, bias: true }),
          absorbed,
        ),
        goldenError('latent-v3', new LatentAttention(14, 2, sizes), absorbed),
      ),
  );
}

const model = new LatentAttention(7, 3, { ...sizes, queryRank: 6 }).initialize(new RandomGenerator(1));
const seed = fc.integer({ min: 1, max: 999 });
const tokens = (x: Tensor, start: number, end: number): Tensor => slice(x, { axis: 1, start, end });
const row = (x: Tensor, at: number): Tensor => slice(x, { axis: 0, start: at, end: at + 1 });

describe('laws', () => {
  it('cut anywhere, with a cache, in either form, it gives the same', () => {
    const cuts = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(undefined, true, false)), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(seed, cuts, (from, parts) => {
        const total = parts.reduce((all, [length]) => all + length, 0);
        const x = new RandomGenerator(from).normal([2, total, 7]);
        using cache = new LatentCache({ room: 1 });
        const outputs = parts.map(([length, absorbed]) => {
          const part = tokens(x, cache.length, cache.length + length);
          return model.forward(part, { causal: true, cache, ...(absorbed !== undefined && { absorbed }) });
        });
        expect(
          worstDifference(concat(outputs, { axis: 1 }), model.forward(x, { causal: true })),
        ).toBeLessThan(1e-5);
      }),
      { numRuns: 30 },
    );
  });

  it('sees nothing of the future when causal, NaN or not', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 6 }), fc.boolean(), (from, known, absorbed) => {
        const x = new RandomGenerator(from).normal([1, 7, 7]);
        const junk = concat([tokens(x, 0, known), add(zeros([1, 7 - known, 7]), Number.NaN)], { axis: 1 });
        const run = (states: Tensor): Tensor =>
          tokens(model.forward(states, { causal: true, absorbed }), 0, known);
        expect(worstDifference(run(junk), run(x))).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it('treats a padded batch as its rows alone, NaN in the padding or not', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 5 }), fc.boolean(), (from, kept, absorbed) => {
        const short = new RandomGenerator(from).normal([1, kept, 7]);
        const padded = concat([short, add(zeros([1, 6 - kept, 7]), Number.NaN)], { axis: 1 });
        const batch = concat([new RandomGenerator(from + 1).normal([1, 6, 7]), padded], { axis: 0 });
        const run = (states: Tensor): Tensor =>
          model.forward(states, { mask: paddingMask([6, kept], 6), absorbed });
        expect(worstDifference(tokens(row(run(batch), 1), 0, kept), model.forward(short))).toBeLessThan(1e-5);
        const [gradient] = grad((states) => sum(tokens(run(states), 0, kept)))(batch);
        expect(
          gradient
            ?.dataSync()
            .slice(0, 6 * 7)
            .every(Number.isFinite),
        ).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('has shapes that are functions of shapes', () => {
    for (const [batch, length] of [
      [0, 5],
      [2, 0],
      [2, 1],
    ] as const) {
      for (const absorbed of [false, true]) {
        const states = zeros([batch, length, 7]);
        const run = (x: Tensor): Tensor => model.forward(x, { causal: true, absorbed });
        expect(run(states).shape).toEqual([batch, length, 7]);
        expect(grad((x) => sum(run(x)))(states)[0]?.shape).toEqual([batch, length, 7]);
      }
    }
  });
});
