import { grad } from '../../gradient/grad.ts';
import * as ops from '../../ops/index.ts';
import type { Tensor } from '../../tensor.ts';
import { type Sample, samplesOf } from '../sample.ts';

/** A function of one number, with its values at NaN, ∞, −∞, 0, −1 and 1 (IEEE 754; mpmath 1.3). */
type Row = readonly [op: string, run: (x: Tensor) => Tensor, special: readonly number[], low?: number];

const { NaN: none, POSITIVE_INFINITY: infinity } = Number;
const special = [none, infinity, -infinity, 0, -1, 1];

const rows: readonly Row[] = [
  ['negate', ops.negate, [none, -infinity, infinity, 0, 1, -1]],
  ['abs', ops.abs, [none, infinity, infinity, 0, 1, 1]],
  ['exp', ops.exp, [none, infinity, 0, 1, 0.36787944117144233, Math.E]],
  ['log', ops.log, [none, infinity, none, -infinity, none, 0], 0.5],
  ['sqrt', ops.sqrt, [none, infinity, none, 0, none, 1], 0.5],
  ['rsqrt', ops.rsqrt, [none, 0, none, infinity, none, 1], 0.5],
  ['sin', ops.sin, [none, none, none, 0, -0.8414709848078965, 0.8414709848078965]],
  ['cos', ops.cos, [none, none, none, 1, 0.5403023058681398, 0.5403023058681398]],
  ['tanh', ops.tanh, [none, 1, -1, 0, -0.7615941559557649, 0.7615941559557649]],
  ['sigmoid', ops.sigmoid, [none, 1, 0, 0.5, 0.2689414213699951, 0.7310585786300049]],
  ['erf', ops.erf, [none, 1, -1, 0, -0.8427007929497149, 0.8427007929497149]],
  ['relu', ops.relu, [none, infinity, 0, 0, 0, 1]],
  ['softplus', ops.softplus, [none, infinity, 0, Math.LN2, 0.31326168751822286, 1.3132616875182228]],
  ['square', (x) => ops.power(x, 2), [none, infinity, infinity, 0, 1, 1]],
  ['reciprocal', (x) => ops.power(x, -1), [none, 0, 0, infinity, -1, 1], 0.5],
  ['root', (x) => ops.power(x, 0.5), [none, infinity, infinity, 0, none, 1], 0.5],
];

const unarySamples = rows.flatMap(([op, run, expected, low = -2]): Sample[] =>
  samplesOf(['square', 'reciprocal', 'root'].includes(op) ? 'power' : op, {
    [`${op} [3, 7]`]: { inputs: (draw) => [draw.float([3, 7], low, 3)], run },
    [`${op} of one`]: { inputs: (draw) => [draw.float([1, 1], low, 3)], run },
    [`${op} of nothing`]: { inputs: (draw) => [draw.float([0, 3])], run },
    [`${op} of special numbers`]: {
      inputs: (draw) => [draw.numbers(special)],
      run,
      expected,
      differentiable: false,
    },
  }),
);

const activations = {
  gelu: [
    { approximate: 'none', expected: [-0.15865525393145707, 0, 1.9544997361036416] },
    { approximate: 'tanh', expected: [-0.1588080093917233, 0, 1.954597694087775] },
  ],
} as const;

/**
 * An activation, with its values and slopes at NaN, ∞, −∞, 2⁴⁰ and −2⁴⁰ (PyTorch 2.15 in float64; in float32 its gelu is
 * NaN at ∞ as well).
 */
type Limits = readonly [
  op: string,
  run: (x: Tensor) => Tensor,
  values: readonly number[],
  slopes: readonly number[],
];

const large = 2 ** 40;

const limits: readonly Limits[] = [
  ['relu', ops.relu, [none, infinity, 0, large, 0], [1, 1, 0, 1, 0]],
  ['gelu', (x) => ops.gelu(x), [none, infinity, none, large, 0], [none, none, none, 1, 0]],
  [
    'gelu by tanh',
    (x) => ops.gelu(x, { approximate: 'tanh' }),
    [none, infinity, none, large, 0],
    [none, none, none, 1, 0],
  ],
  ['silu', ops.silu, [none, infinity, none, large, 0], [none, none, none, 1, 0]],
  ['softplus', ops.softplus, [none, infinity, 0, large, 0], [none, 1, 0, 1, 0]],
  ['sigmoid', ops.sigmoid, [none, 1, 0, 1, 0], [none, 0, 0, 0, 0]],
  ['tanh', ops.tanh, [none, 1, -1, 1, -1], [none, 0, 0, 0, 0]],
  ['erf', ops.erf, [none, 1, -1, 1, -1], [none, 0, 0, 0, 0]],
];

const limitSamples = limits.flatMap(([name, run, values, slopes]): Sample[] => {
  const inputs: Sample['inputs'] = (draw) => [draw.numbers([none, infinity, -infinity, large, -large])];
  const slope = (x: Tensor): readonly Tensor[] => grad((one) => ops.sum(run(one as Tensor)))(x);
  return samplesOf(name.split(' ')[0] ?? name, {
    [`${name} at its limits`]: { inputs, run, expected: values, differentiable: false },
    [`slopes of ${name} at its limits`]: { inputs, run: slope, expected: slopes, differentiable: false },
  });
});

const far = [-40, -9, -3.75, -0.0078125, 0.0078125, 3.75, 9, 40];
const saturating = {
  tanh: ops.tanh,
  sigmoid: ops.sigmoid,
  erf: ops.erf,
  softplus: ops.softplus,
  silu: ops.silu,
  gelu: (x: Tensor) => ops.gelu(x),
  'gelu by tanh': (x: Tensor) => ops.gelu(x, { approximate: 'tanh' }),
};

/** Samples of the functions of one number. */
export const elementwiseSamples: readonly Sample[] = [
  ...unarySamples,
  ...limitSamples,
  ...activations.gelu.flatMap(({ approximate, expected }): Sample[] => {
    const run = (x: Tensor): Tensor => ops.gelu(x, { approximate });
    return samplesOf('gelu', {
      [approximate]: { inputs: (draw) => [draw.float([13], -3, 3)], run },
      [`${approximate} of nothing`]: { inputs: (draw) => [draw.float([0, 3])], run },
      [`${approximate} of −1, 0, 2`]: { inputs: (draw) => [draw.numbers([-1, 0, 2])], run, expected },
    });
  }),
  ...samplesOf('silu', {
    '[13]': { inputs: (draw) => [draw.float([13], -3, 3)], run: ops.silu },
    nothing: { inputs: (draw) => [draw.float([0, 3])], run: ops.silu },
    '−1, 0, 2': {
      inputs: (draw) => [draw.numbers([-1, 0, 2])],
      run: ops.silu,
      expected: [-0.2689414213699951, 0, 1.7615941559557649],
    },
  }),
  ...Object.entries(saturating).flatMap(([name, run]) =>
    samplesOf(name.split(' ')[0] ?? name, {
      [`${name} far from 0`]: { inputs: (draw) => [draw.numbers(far)], run },
    }),
  ),
];
