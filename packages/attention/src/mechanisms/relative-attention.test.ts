import {
  concat,
  GradientError,
  grad,
  live,
  multiply,
  OptionError,
  observe,
  RandomGenerator,
  Scope,
  ShapeError,
  slice,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, loadFloat64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { causalMask, paddingMask, type RelativeAttendOptions, RelativeAttention } from '../index.ts';

const golden = readGolden('positions/transformer-xl.safetensors');

/** `rProj.weight` is `r_proj` in the golden file. */
function goldenName(path: string): string {
  return path.replace('.weight', '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Largest difference of the output, and of the gradients of the states and all parameters. */
function errorOf(name: string, options: RelativeAttendOptions): number {
  const attention = new RelativeAttention(6, 2, { headDimension: 5 });
  loadFloat64(attention, (path) => need(golden, goldenName(path)));
  const [states, upstream] = [float64(need(golden, 'states')), float64(need(golden, 'grad_output'))];
  const loss = (x: Tensor): Tensor => sum(multiply(attention.forward(x, options), upstream));
  const [ofStates] = grad(loss)(states);
  const { gradients } = valueAndGrad(attention, () => loss(states));
  expect(gradients.size).toBe(7);
  return Math.max(
    worstDifference(attention.forward(states, options), need(golden, `${name}.output`)),
    worstDifference(ofStates, need(golden, `${name}.grad.states`)),
    ...[...gradients].map(([path, gradient]) =>
      worstDifference(gradient, need(golden, `${name}.grad.${goldenName(path)}`)),
    ),
  );
}

parity(
  {
    mechanism: 'Relative attention of Transformer-XL',
    paper: 'Dai et al. 2019',
    file: 'mechanisms/relative-attention.ts',
    reference: 'float64 PyTorch 2.15 loops from the paper',
    tolerance: 1e-12,
  },
  () => {
    const memoryStates = float64(need(golden, 'memory'));
    return Math.max(
      errorOf('causal', { causal: true, memoryStates }),
      errorOf('both-ways', { memoryStates }),
      errorOf('no-memory', { causal: true }),
    );
  },
);

describe('laws', () => {
  const generator = new RandomGenerator(3);
  const attention = new RelativeAttention(8, 2).initialize(generator);
  const x = generator.normal([2, 9, 8]);
  const part = (start: number, end: number): Tensor => slice(x, { axis: 1, start, end });
  const numbers = (y: Tensor): Float64Array => Float64Array.from(y.dataSync());
  const whole = attention.forward(x, { causal: true });

  it.each([[[9]], [[1, 1, 1, 1, 1, 1, 1, 1, 1]], [[4, 1, 4]], [[3, 6]]])(
    'segments of %j with all earlier states as memory equal one call',
    (lengths) => {
      let start = 0;
      const outputs = lengths.map((length) => {
        const memoryStates = start === 0 ? undefined : part(0, start);
        const output = attention.forward(part(start, start + length), { causal: true, memoryStates });
        start += length;
        return output;
      });
      expect(worstDifference(concat(outputs, { axis: 1 }), whole)).toBeLessThan(1e-6);
    },
  );

  it('causal is the causal mask', () => {
    const mask = causalMask(4, 9);
    const given = { memoryStates: part(0, 5) };
    const byMask = attention.forward(part(5, 9), { ...given, mask });
    expect(worstDifference(byMask, attention.forward(part(5, 9), { ...given, causal: true }))).toBeLessThan(
      1e-6,
    );
  });

  it('no gradient flows into the memory', () => {
    const ofMemory = grad((memoryStates: Tensor) =>
      sum(attention.forward(part(5, 9), { causal: true, memoryStates })),
    );
    expect(() => ofMemory(part(0, 5))).toThrow(GradientError);
  });

  it('hidden keys count for nothing, NaN or not; a row without a key is zeros before the projection', () => {
    const mask = paddingMask([9, 5], 9);
    const broken = x.dataSync().map((value, at) => (at >= (9 + 5) * 8 ? Number.NaN : value));
    const padded = attention.forward(tensor(broken, { shape: x.shape }), { causal: true, mask });
    const kept = slice(slice(padded, { axis: 0, start: 1 }), { axis: 1, end: 5 });
    const alone = slice(slice(whole, { axis: 0, start: 1 }), { axis: 1, end: 5 });
    expect(worstDifference(kept, alone)).toBeLessThan(1e-6);
    const nothing = attention.forward(part(0, 2), { mask: paddingMask([0, 2], 2) });
    expect([...numbers(nothing)].slice(0, 16)).toEqual(new Array(16).fill(0));
  });

  it('looking changes no number, and what is put in counts', () => {
    const given = { causal: true, memoryStates: part(0, 2) };
    const before = numbers(attention.forward(part(2, 9), given));
    const rows: number[] = [];
    const look = {
      weights: (y: Tensor) => void rows.push(...numbers(sum(y, { axis: -1 }))),
      scores: () => {},
    };
    const seen = numbers(observe(attention, look, () => attention.forward(part(2, 9), given)));
    expect(seen).toEqual(before);
    expect(rows).toHaveLength(2 * 2 * 7);
    for (const total of rows) expect(total).toBeCloseTo(1, 6);
    const silenced = { weights: (y: Tensor) => multiply(y, 0) };
    const silent = observe(attention, silenced, () => attention.forward(part(2, 9), given));
    expect([...numbers(silent)].every((value) => value === 0)).toBe(true);
  });

  it('dropout is on in training only', () => {
    const dropping = new RelativeAttention(8, 2, { dropout: 0.5 }).initialize(new RandomGenerator(3));
    const quiet = numbers(dropping.forward(x, { causal: true }));
    expect(numbers(dropping.forward(x, { causal: true }))).toEqual(quiet);
    expect(numbers(dropping.train().forward(x, { causal: true }))).not.toEqual(quiet);
  });

  it.each([
    [0, 5, 2],
    [2, 0, 3],
    [2, 1, 0],
    [3, 1, 1],
  ])('batch %i, length %i, memory %i', (batch, length, memory) => {
    const memoryStates = generator.normal([batch, memory, 8]);
    for (const causal of [true, false]) {
      const run = (y: Tensor): Tensor => attention.forward(y, { memoryStates, causal });
      const states = generator.normal([batch, length, 8]);
      expect(run(states).shape).toEqual([batch, length, 8]);
      expect(grad((y: Tensor) => sum(run(y)))(states)[0]?.shape).toEqual([batch, length, 8]);
    }
  });

  it('frees what it holds', () => {
    const before = live();
    {
      using _scope = new Scope();
      const one = new RelativeAttention(8, 2).initialize(new RandomGenerator(1));
      for (const end of [4, 9]) one.forward(part(0, end), { causal: true });
      one.dispose();
    }
    expect(live()).toEqual(before);
  });
});

it.each([
  [() => new RelativeAttention(8, 3), OptionError, /width 8 does not divide into 3 heads/],
  [() => new RelativeAttention(8, 0), OptionError, /heads must be a whole number from 1, got 0/],
  [() => new RelativeAttention(8, 2, { head: 2 } as object), OptionError, /unknown option head/],
  [
    () => new RelativeAttention(8, 2).forward(new RandomGenerator(1).normal([1, 2, 7])),
    ShapeError,
    /states must be \[batch, length, 8\], got \[1, 2, 7\]/,
  ],
  [
    () =>
      new RelativeAttention(8, 2).forward(new RandomGenerator(1).normal([1, 2, 8]), {
        memoryStates: new RandomGenerator(1).normal([3, 2, 8]),
      }),
    ShapeError,
    /memoryStates must be \[batch, length, 8\], got \[3, 2, 8\] beside states of \[1, 2, 8\]/,
  ],
])('refuses %#', (run, error, message) => {
  expect(run).toThrow(error);
  expect(run).toThrow(message);
});
