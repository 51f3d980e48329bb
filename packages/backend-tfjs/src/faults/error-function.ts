/**
 * erf by Abramowitz and Stegun 7.1.26, as the cpu, webgl and webgpu engines of TensorFlow.js 4.22 compute it, is off by
 * 1.5e-7 everywhere: near 0, where erf x ≈ 2x/√π, nothing of the number is right, and gelu of small numbers neither.
 *
 * Here: the Taylor series below 1, and above it 1 − e^(−x²) · t · P(t), t = 1 / (1 + x/2), Chebyshev's fit of W. H.
 * Press et al., Numerical Recipes (erfcc), fractional error below 1.2e-7 of 1 − erf everywhere.
 */
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

const coarse = ['cpu', 'webgl', 'webgpu'];

/** Of x^(2n+1): 2/√π · (−1)ⁿ / (n! (2n + 1)). */
const series: readonly number[] = Array.from({ length: 11 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return ((n % 2 === 0 ? 1 : -1) * 2) / (Math.sqrt(Math.PI) * factorial * (2 * n + 1));
});

const fit = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

/** The sum of coefficients times powers of x, from the constant on. */
export function polynomial(ops: Operations, x: EngineTensor, coefficients: readonly number[]): EngineTensor {
  const [last = 0, ...rest] = coefficients.toReversed();
  return rest.reduce(
    (sum, coefficient) => ops.add(ops.multiply(sum, x), coefficient),
    ops.add(ops.multiply(x, 0), last),
  );
}

/** erf with a relative error of float32's own size, on every engine. */
export function errorFunction(ops: Operations, x: EngineTensor): EngineTensor {
  if (!coarse.includes(ops.engine.name)) return ops.engine.run('Erf', { x });
  const size = ops.abs(x);
  const inner = ops.minimum(size, 1);
  const near = ops.multiply(inner, polynomial(ops, ops.square(inner), series));
  // Beyond 6 erf is 1 in float32; held there, ∞ does no harm.
  const outer = ops.minimum(size, 6);
  const t = ops.divide(1, ops.add(ops.multiply(outer, 0.5), 1));
  const exponent = ops.subtract(polynomial(ops, t, fit), ops.square(outer));
  const far = ops.subtract(1, ops.multiply(t, ops.exp(exponent)));
  const positive = ops.select(ops.less(size, 1), near, far, x.shape);
  return ops.select(ops.less(x, 0), ops.negate(positive), positive, x.shape);
}
