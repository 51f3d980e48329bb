import { ShapeError } from '../errors.ts';
import { applyOne, defineOp, type TensorLike } from '../op.ts';
import { checkOneOf, checkOptions } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Which part of a matrix to keep. */
export interface TriangularOptions {
  /** `lower` keeps what is on or below the diagonal, `upper` what is on or above it. */
  readonly part: 'lower' | 'upper';
  /** Which diagonal: 0 is the main one, 1 the one above it, −1 the one below. */
  readonly diagonal?: number;
}

type TriangularAttributes = { readonly part: 'lower' | 'upper'; readonly diagonal: number };

const op = defineOp<TriangularAttributes>({
  name: 'triangular',
  infer: ([x]) => {
    if (x === undefined || x.shape.length < 2) {
      throw new ShapeError(`triangular: needs at least two axes, got ${showShape(x?.shape ?? [])}`);
    }
    return [x];
  },
  vjp: ([gradient], { attributes }) => [gradient && triangular(gradient, attributes)],
  reference: ([x], [y], { part, diagonal }) => {
    if (x === undefined || y === undefined) return;
    const [rows = 0, columns = 0] = x.shape.slice(-2);
    for (let at = 0; at < y.data.length; at++) {
      const offset = (at % columns) - (Math.floor(at / columns) % rows) - diagonal;
      if (part === 'lower' ? offset <= 0 : offset >= 0) y.data[at] = x.data[at] ?? 0;
    }
  },
});

/**
 * Keeps the lower or upper triangle of the matrices in the last two axes; the rest is 0.
 *
 * @throws {ShapeError} for fewer than two axes.
 * @throws {OptionError} for a part that is neither.
 *
 * @example
 * ```ts
 * import { tensor, triangular } from '@heed/core';
 * const y = triangular(tensor([[1, 2], [3, 4]]), { part: 'lower' }); // [[1, 0], [3, 4]]
 * ```
 */
export function triangular(x: TensorLike, options: TriangularOptions): Tensor {
  checkOptions('triangular', options, ['part', 'diagonal']);
  const { part, diagonal = 0 } = options;
  checkOneOf('triangular: part', part, ['lower', 'upper']);
  return applyOne(op, x, { part, diagonal });
}
