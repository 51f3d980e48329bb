import {
  add,
  cast,
  concat,
  DTypeError,
  grad,
  live,
  multiply,
  OptionError,
  observe,
  ones,
  RandomGenerator,
  ShapeError,
  slice,
  sum,
  type Tensor,
  tensor,
  tidy,
  toSnakeCase,
  valueAndGrad,
  zeros,
  zerosInitializer,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference, worstDifferences } from '../../../../fixtures/compare.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import { KeyValueCache } from '../caches/key-value-cache.ts';
import { RotatingCache } from '../caches/rotating-cache.ts';
import { paddingMask } from '../masks/padding.ts';
import { RotaryPositions } from '../positions/rotary.ts';
import { MultiHeadAttention } from './multi-head-attention.ts';
import { PrefixAttention } from './prefix-attention.ts';

parity(
  {
    mechanism: 'Prefix tuning',
    paper: 'Li and Liang 2021',
    file: 'mechanisms/prefix-attention.ts',
    reference: 'PyTorch 2.15, keys and values concatenated',
    tolerance: 1e-5,
  },
  () => {
    const golden = readGolden('mechanisms/prefix-tuning.safetensors');
    const read = ({ data, shape }: GoldenArray): Tensor => tensor(Array.from(data), { shape });
    const given = (key: string): Tensor => read(golden.get(key) ?? { shape: [0], data: new Float32Array() });
    const model = new PrefixAttention(new MultiHeadAttention(12, 3), 4);
    for (const [path, parameter] of model.parameters())
      parameter.assign(given(`weight.${toSnakeCase(path)}`));
    const run = (states: Tensor): Tensor =>
      model.forward(states, { causal: true, mask: cast(given('mask'), 'bool') });
    const loss = (states: Tensor): Tensor => sum(multiply(run(states), given('grad_output')));
    const states = given('states');
    const computed = new Map([['output', run(states)]]);
    for (const gradient of grad(loss)(states)) computed.set('grad.states', gradient);
    for (const [path, gradient] of valueAndGrad(model, () => loss(states)).gradients) {
      computed.set(`grad.weight.${toSnakeCase(path)}`, gradient);
    }
    expect(computed.size).toBe(2 + 8 + 2);
    return worstDifferences(computed, golden);
  },
);

const positions = new RotaryPositions(4);
const attention = new MultiHeadAttention(12, 3, { positions });
const model = new PrefixAttention(attention, 2).initialize(new RandomGenerator(1));
const seed = fc.integer({ min: 1, max: 999 });
const tokens = (x: Tensor, start: number, end: number): Tensor => slice(x, { axis: 1, start, end });
const row = (x: Tensor, at: number): Tensor => slice(x, { axis: 0, start: at, end: at + 1 });

describe('laws', () => {
  it('leaves real tokens where they stand, and shows the prefix to every query', () => {
    const x = new RandomGenerator(2).normal([2, 5, 12]);
    const seen = (run: () => Tensor): Map<string, number[]> => {
      const map = new Map<string, number[]>();
      const read = (y: Tensor, { path }: { path: string }): void => void map.set(path, [...y.dataSync()]);
      observe(attention, { queries: read, keys: read, weights: read }, run);
      return map;
    };
    const options = { causal: true, mask: paddingMask([5, 0], 5) };
    const [tuned, plain] = [seen(() => model.forward(x, options)), seen(() => attention.forward(x, options))];
    expect(tuned.get('queries')).toEqual(plain.get('queries'));
    expect(tuned.get('keys')).toEqual(plain.get('keys'));
    const weights = tensor(tuned.get('weights') ?? [], { shape: [2, 3, 5, 7] });
    const onPrefix = slice(weights, { axis: 3, end: 2 });
    expect(onPrefix.dataSync().every((weight) => weight > 0)).toBe(true);
    // The second row sees nothing but the prefix.
    const total = sum(row(onPrefix, 1), { axis: 3 });
    expect(worstDifference(total, ones([1, 3, 5]))).toBeLessThan(1e-6);
  });

  it('cut anywhere, with a cache that holds real tokens alone, it gives the same', () => {
    fc.assert(
      fc.property(
        seed,
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 5 }),
        (from, cuts) => {
          const total = cuts.reduce((all, length) => all + length, 0);
          const x = new RandomGenerator(from).normal([2, total, 12]);
          using cache = new KeyValueCache({ room: 1 });
          const parts = cuts.map((length) =>
            model.forward(tokens(x, cache.length, cache.length + length), { causal: true, cache }),
          );
          expect(cache.length).toBe(total);
          expect(
            worstDifference(concat(parts, { axis: 1 }), model.forward(x, { causal: true })),
          ).toBeLessThan(1e-5);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('sees nothing of the future when causal, nor of padding, NaN or not', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 6 }), fc.boolean(), (from, known, causal) => {
        const x = new RandomGenerator(from).normal([1, known, 12]);
        const junk = concat([x, add(zeros([1, 7 - known, 12]), Number.NaN)], { axis: 1 });
        const mask = causal ? undefined : paddingMask([known], 7);
        const out = tokens(model.forward(junk, { causal, mask }), 0, known);
        expect(worstDifference(out, model.forward(x, { causal }))).toBeLessThan(1e-5);
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
      const states = zeros([batch, length, 12]);
      expect(model.forward(states, { causal: true }).shape).toEqual([batch, length, 12]);
      expect(grad((x) => sum(model.forward(x)))(states)[0]?.shape).toEqual([batch, length, 12]);
    }
  });

  it('trains the prefixes alone where the attention is frozen', () => {
    const grouped = new MultiHeadAttention(12, 6, { keyValueHeads: 2 })
      .initialize(new RandomGenerator(3))
      .freeze();
    const tuned = new PrefixAttention(grouped, 4).initialize(new RandomGenerator(4));
    const { gradients } = valueAndGrad(tuned, () => sum(tuned.forward(ones([1, 5, 12]))));
    expect([...gradients.keys()]).toEqual(['prefixKeys', 'prefixValues']);
    expect(gradients.get('prefixKeys')?.shape).toEqual([2, 4, 2]);
    expect(
      gradients
        .get('prefixValues')
        ?.dataSync()
        .some((value) => value !== 0),
    ).toBe(true);
  });
});

describe('memory', () => {
  const cross = new MultiHeadAttention(12, 3, { memoryWidth: 5 });
  const tuned = new PrefixAttention(cross, 2).initialize(new RandomGenerator(5));

  it('is read through the cache of the memory, again and again', () => {
    const generator = new RandomGenerator(6);
    const [x, memory] = [generator.normal([2, 3, 12]), generator.normal([2, 7, 5])];
    using cache = new KeyValueCache();
    const first = tuned.forward(x, { memory, cache });
    expect(worstDifference(first, tuned.forward(x, { memory }))).toBe(0);
    expect(worstDifference(tuned.forward(x, { memory, cache }), first)).toBe(0);
    expect(cache.length).toBe(7);
  });

  it('is given back', () => {
    const x = ones([1, 3, 12]);
    const before = live();
    tidy(() => {
      using cache = new KeyValueCache();
      model.forward(x, { causal: true, cache });
    });
    expect(live()).toEqual(before);
  });
});

describe('bad input', () => {
  it('refuses lengths that are not whole numbers from 1, windows and unknown options', () => {
    for (const length of [0, -1, 1.5]) {
      expect(() => new PrefixAttention(attention, length)).toThrow(OptionError);
    }
    const windowed = new MultiHeadAttention(12, 3, { window: 4 });
    expect(() => new PrefixAttention(windowed, 2)).toThrow(/window of 4/);
    const misspelt = { initializer: zerosInitializer, initialiser: 3 };
    expect(() => new PrefixAttention(attention, 2, misspelt)).toThrow(/initialiser/);
  });

  it('refuses masks that do not fit, and caches that forget', () => {
    const x = ones([2, 5, 12]);
    expect(() => model.forward(x, { mask: ones([2, 1, 1, 5]) })).toThrow(DTypeError);
    expect(() => model.forward(x, { mask: paddingMask([5, 5], 7) })).toThrow(ShapeError);
    expect(() => model.forward(x, { mask: cast(ones([5]), 'bool') })).toThrow(ShapeError);
    using cache = new RotatingCache({ window: 3 });
    expect(() => {
      for (let step = 0; step < 2; step++) model.forward(x, { causal: true, cache });
    }).toThrow(/all tokens, in order/);
  });
});
