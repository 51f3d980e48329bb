/**
 * Sine and cosine in the shaders of the webgl and webgpu engines of TensorFlow.js 4.22 are the device's own, to which GLSL and
 * WGSL leave their precision: off by 4e-5 on SwiftShader, and by more beyond a few turns.
 *
 * Here: the nearest multiple of π taken off in three parts (S. L. Moshier's Cephes), then the Taylor series of the sine, off
 * by less than 3e-7 for numbers up to 10,000 and by 1e-6 up to 100,000.
 */
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { polynomial } from './error-function.ts';

/** π in parts whose products with whole numbers of 16 bits are exact, but for the last. */
const parts = [3.140625, 2029 / 2 ** 21, 1.509957990978376e-7];

/** Of r^(2n+1) on −π/2…π/2: (−1)ⁿ / (2n + 1)!. */
const series: readonly number[] = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362_880, -1 / 39_916_800];

const coarse = ['webgl', 'webgpu'];

/** sin(x), or cos(x) = sin(x + π/2), as (−1)ᵏ sin(x − turn · π) where `turn` is k, or k − ½. */
function wave(ops: Operations, x: EngineTensor, quarter: 0 | 0.5): EngineTensor {
  const floor = (y: EngineTensor): EngineTensor => ops.engine.run('Floor', { x: y });
  const k = floor(ops.add(ops.multiply(x, 1 / Math.PI), 0.5 + quarter));
  const turn = quarter === 0 ? k : ops.subtract(k, quarter);
  const r = parts.reduce((rest, part) => ops.subtract(rest, ops.multiply(turn, part)), x);
  const odd = ops.subtract(k, ops.multiply(floor(ops.multiply(k, 0.5)), 2));
  const size = ops.multiply(r, polynomial(ops, ops.square(r), series));
  return ops.multiply(size, ops.subtract(1, ops.multiply(odd, 2)));
}

/** sin(x). */
export function sine(ops: Operations, x: EngineTensor): EngineTensor {
  return coarse.includes(ops.engine.name) ? wave(ops, x, 0) : ops.engine.run('Sin', { x });
}

/** cos(x). */
export function cosine(ops: Operations, x: EngineTensor): EngineTensor {
  return coarse.includes(ops.engine.name) ? wave(ops, x, 0.5) : ops.engine.run('Cos', { x });
}
