import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { grad } from '../gradient/grad.ts';
import type { Tensor } from '../tensor.ts';
import { errorFunction } from './error-function.ts';
import { gelu, multiply, power, relu, sigmoid, silu, softplus, sum, tanh, tensor } from './index.ts';

const activations: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  relu,
  sigmoid,
  tanh,
  silu,
  softplus,
  gelu,
  'gelu-tanh': (x) => gelu(x, { approximate: 'tanh' }),
  'relu-squared': (x) => power(relu(x), 2),
};

/** The largest difference, relative to the larger of the number and 1. */
function difference(actual: Tensor | undefined, expected: ArrayLike<number> = []): number {
  const numbers = actual?.dataSync() ?? [];
  expect(numbers.length).toBe(expected.length);
  return Math.max(
    ...Array.from(
      expected,
      (right, at) => Math.abs((numbers[at] ?? Number.NaN) - right) / Math.max(1, Math.abs(right)),
    ),
  );
}

// PyTorch's softplus is the identity above 20: at 30, the next point, that is off by e⁻³⁰ = 9e-14.
describe.each([
  ['float32', 1e-6],
  ['float64', 1e-12],
] as const)('PyTorch in %s', (dtype, tolerance) => {
  it.each(Object.entries(activations))('%s, output and gradient', (name, run) => {
    const golden = readGolden(`torch/activations/${name}.safetensors`);
    const given = (which: string): Tensor => tensor([...(golden.get(which)?.data ?? [])], { dtype });
    const x = given('x');
    expect(difference(run(x), golden.get('output.f64')?.data)).toBeLessThan(tolerance);
    const [gradient] = grad((one) => sum(multiply(run(one as Tensor), given('grad_output'))))(x);
    expect(difference(gradient, golden.get('grad.x.f64')?.data)).toBeLessThan(tolerance);
  });
});

// By mpmath 1.3 with 40 digits, rounded to float64.
const erfValues: readonly (readonly [x: number, erf: number])[] = [
  [1e-300, 1.1283791670955126e-300],
  [1e-9, 1.1283791670955127e-9],
  [0.0078125, 0.008815282895179188],
  [0.3, 0.3286267594591274],
  [0.5, 0.5204998778130465],
  [0.84375, 0.7672256612323416],
  [1, 0.8427007929497149],
  [1.25, 0.9229001282564583],
  [1.9, 0.9927904292352575],
  [2.4999, 0.9995928300996666],
  [2.5, 0.999593047982555],
  [2.51, 0.9996142945182758],
  [3, 0.9999779095030014],
  [3.7, 0.9999998328489421],
  [4.5, 0.9999999998033839],
  [5.5, 0.9999999999999927],
  [5.9, 0.9999999999999999],
];

describe('erf', () => {
  it.each(erfValues)('erf(%d) to 1e-14 of itself', (x, value) => {
    expect(Math.abs(errorFunction(x) / value - 1)).toBeLessThan(1e-14);
    expect(errorFunction(-x)).toBe(-errorFunction(x));
  });
});

it('case 10: gelu keeps its two forms apart', () => {
  const x = tensor([-3, -1, 0, 1, 2, 3], { dtype: 'float64' });
  const erfForm = [-0.0040497, -0.1586553, 0, 0.8413447, 1.9544997, 2.9959503];
  const tanhForm = [-0.0036374, -0.158808, 0, 0.841192, 1.9545977, 2.9963626];
  expect(difference(gelu(x), erfForm)).toBeLessThan(5e-8);
  expect(difference(gelu(x, { approximate: 'tanh' }), tanhForm)).toBeLessThan(5e-8);
  const at = tensor([2.6989], { dtype: 'float64' });
  const gap = Math.abs(gelu(at).item() - gelu(at, { approximate: 'tanh' }).item());
  expect(gap).toBeCloseTo(4.732e-4, 6);
});

it.each(Object.entries(activations))('%s is finite far out, with its gradient', (_, run) => {
  const x = tensor([-1e4, 1e4]);
  expect([...run(x).dataSync()].every(Number.isFinite)).toBe(true);
  const [gradient] = grad((one) => sum(run(one as Tensor)))(x);
  expect([...(gradient?.dataSync() ?? [])].every(Number.isFinite)).toBe(true);
});
