import { allocate } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import { apply, applyMany, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { concat } from './concat.ts';
import { type NoAttributes, noAttributes } from './elementwise.ts';
import { gather } from './gather.ts';
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

/** e^(−2πik/n) for k < n, as [n, 2]: each exact to its last place. */
function rootsOfUnity(length: number, dtype: 'float32' | 'float64', like: Tensor): Tensor {
  const roots = allocate(dtype, 2 * length);
  for (let k = 0; k < length; k++) {
    roots[2 * k] = Math.cos((2 * Math.PI * k) / length);
    roots[2 * k + 1] = -Math.sin((2 * Math.PI * k) / length);
  }
  return to(tensor(roots, { shape: [length, 2], dtype }), like.backend);
}

/** [n, 2 · bins]: cos(2πjk/n), then −sin(2πjk/n), from the n different angles that there are. */
function waves(roots: Tensor): Tensor {
  const [length = 1] = roots.shape;
  const bins = Math.floor(length / 2) + 1;
  const angles = new Int32Array(length * bins);
  for (let j = 0; j < length; j++) {
    for (let k = 0; k < bins; k++) angles[j * bins + k] = (j * k) % length;
  }
  const ids = to(tensor(angles, { dtype: 'int32' }), roots.backend);
  const parts = split(gather(roots, ids, { axis: 0 }), { axis: 1, parts: 2 });
  return concat(
    parts.map((part) => reshape(part, [length, bins])),
    { axis: 1 },
  );
}

function rowsOf(x: Tensor): Tensor {
  const width = x.shape.at(-1) ?? 1;
  return reshape(x, [x.size / width, width]);
}

const gradientOp = defineOp<NoAttributes>({
  name: 'realFftGradient',
  infer: ([real, , roots]) => {
    if (real === undefined || roots === undefined) return [];
    return [{ shape: [...real.shape.slice(0, -1), roots.shape[0] ?? 0], dtype: real.dtype }];
  },
  decompose: ([real, imaginary, roots]) => {
    if (real === undefined || imaginary === undefined || roots === undefined) return [];
    const both = concat([rowsOf(real), rowsOf(imaginary)], { axis: 1 });
    const x = matmul(both, waves(roots), { transposeB: true });
    return [reshape(x, [...real.shape.slice(0, -1), roots.shape[0] ?? 0])];
  },
});

/** x […, n] and the n roots of unity, [n, 2], to the real and the imaginary parts. */
const op = defineOp<NoAttributes>({
  name: 'realFft',
  infer: ([x]) => {
    if (x === undefined) return [];
    const shape = [...x.shape.slice(0, -1), Math.floor((x.shape.at(-1) ?? 0) / 2) + 1];
    return [
      { shape, dtype: x.dtype },
      { shape, dtype: x.dtype },
    ];
  },
  vjp: ([real, imaginary], { inputs: [, roots] }) => [
    real && imaginary && roots && apply(gradientOp, [real, imaginary, roots], noAttributes),
    undefined,
  ],
  decompose: ([x, roots]) => {
    if (x === undefined || roots === undefined) return [];
    const parts = split(matmul(rowsOf(x), waves(roots)), { axis: 1, parts: 2 });
    return parts.map((part) => reshape(part, [...x.shape.slice(0, -1), part.shape[1] ?? 0]));
  },
});

/**
 * Discrete Fourier transform of real numbers along the last axis, `Xₖ = Σⱼ xⱼ e^(−2πijk/n)` for k = 0 … n/2; the other
 * half mirrors it. For any n, such as the 400 samples of a speech window. A backend without a fast transform, or without
 * one for this n, computes it as a product of matrices. In float32 the fast transform of the WebAssembly backend errs by
 * about 1.2e-7 of the spectrum's root mean square, as PyTorch's does.
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
  return tidy(() => {
    const roots = rootsOfUnity(length, dtype === 'float64' ? dtype : 'float32', input);
    const [real = input, imaginary = input] = applyMany(op, [input, roots], noAttributes);
    return { real, imaginary };
  });
}
