import { allocate } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import { asTensor, checkFloating, type TensorLike } from '../op.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { matmul } from './matmul.ts';
import { reshape } from './reshape.ts';
import { split } from './split.ts';
import { tensor } from './tensor.ts';
import { to } from './to.ts';

/** The half of a spectrum that determines it, in real and imaginary parts. */
export interface RealSpectrum {
  /** […, floor(n/2) + 1] */
  readonly real: Tensor;
  /** […, floor(n/2) + 1] */
  readonly imaginary: Tensor;
}

/** [n, 2 · bins]: cos(2πjk/n), then −sin(2πjk/n). There are but n different angles, so each is exact to its last place. */
function waves(length: number, dtype: 'float32' | 'float64', like: Tensor): Tensor {
  const bins = Math.floor(length / 2) + 1;
  const cosines = Float64Array.from({ length }, (_, at) => Math.cos((2 * Math.PI * at) / length));
  const sines = Float64Array.from({ length }, (_, at) => Math.sin((2 * Math.PI * at) / length));
  const table = allocate(dtype, length * 2 * bins);
  for (let j = 0; j < length; j++) {
    for (let k = 0; k < bins; k++) {
      const angle = (j * k) % length;
      table[j * 2 * bins + k] = cosines[angle] ?? 0;
      table[(j * 2 + 1) * bins + k] = -(sines[angle] ?? 0);
    }
  }
  return to(tensor(table, { shape: [length, 2 * bins], dtype }), like.backend);
}

/**
 * Discrete Fourier transform of real numbers along the last axis, `Xₖ = Σⱼ xⱼ e^(−2πijk/n)` for k = 0 … n/2; the other
 * half mirrors it. For any n, such as the 400 samples of a speech window: as one matrix product, which fast backends
 * run near their limit, so that there are gradients of any order.
 *
 * @param x […, n], n at least 1
 * @throws {ShapeError} for a tensor without elements along its last axis.
 * @throws {DTypeError} for types without float arithmetic.
 *
 * @example
 * ```ts
 * import { add, multiply, realFft, tensor } from '@heed/core';
 * const { real, imaginary } = realFft(tensor([1, 2, 3, 4])); // [10, -2, -2] and [0, 2, 0]
 * const power = add(multiply(real, real), multiply(imaginary, imaginary)); // [100, 8, 4]
 * ```
 */
export function realFft(x: TensorLike): RealSpectrum {
  const input = asTensor(x);
  const dtype = checkFloating('realFft', input);
  const length = input.shape.at(-1) ?? 0;
  if (length === 0)
    throw new ShapeError(`realFft: needs elements along the last axis, got ${showShape(input.shape)}`);
  const shape = [...input.shape.slice(0, -1), Math.floor(length / 2) + 1];
  return tidy(() => {
    const table = waves(length, dtype === 'float64' ? dtype : 'float32', input);
    const rows = reshape(input, [input.size / length, length]);
    const [real, imaginary] = split(matmul(rows, table), { axis: 1, parts: 2 });
    return { real: reshape(real, shape), imaginary: reshape(imaginary, shape) };
  });
}
