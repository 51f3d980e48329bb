import { checkInt32 } from '../check-int32.ts';
import { ShapeError } from '../errors.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { checkShape, sameShape, showShape, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { checkIds, gather } from './gather.ts';

/** Where the sums go. */
export interface ScatterAddOptions {
  /** The axis at which the axes of the indices stand in `x`. */
  readonly axis: number;
  /** Size of that axis in the result. */
  readonly rows: number;
}

const op = defineOp<{ readonly axis: number; readonly rows: number }>({
  name: 'scatterAdd',
  infer: ([x, indices], { axis, rows }) => {
    const dtype = checkFloating('scatterAdd', ...(x ? [x] : []));
    checkInt32('scatterAdd: indices', indices);
    checkShape('scatterAdd', [axis, rows]);
    const own = x?.shape ?? [];
    const behind = axis + indices.shape.length;
    if (!sameShape(own.slice(axis, behind), indices.shape)) {
      throw new ShapeError(
        `scatterAdd: axes ${axis} to ${behind - 1} of ${showShape(own)} must be those of the indices, ${showShape(indices.shape)}`,
      );
    }
    return [{ shape: [...own.slice(0, axis), rows, ...own.slice(behind)], dtype }];
  },
  vjp: ([gradient], { inputs: [, indices], attributes: { axis } }) => [
    gradient && indices && gather(gradient, indices, { axis }),
  ],
  reference: ([x, indices], [y], { axis, rows }) => {
    if (x === undefined || indices === undefined || y === undefined) return;
    checkIds('scatterAdd', indices.data, rows);
    const inner = stridesOf(y.shape)[axis] ?? 1;
    const outer = sizeOf(y.shape.slice(0, axis));
    const sums = new Float64Array(y.data.length);
    let at = 0;
    for (let block = 0; block < outer; block++) {
      for (const id of indices.data) {
        const to = (block * rows + id) * inner;
        for (let i = 0; i < inner; i++) sums[to + i] = (sums[to + i] ?? 0) + (x.data[at++] ?? 0);
      }
    }
    y.data.set(sums);
  },
});

/**
 * Adds entries into rows by index, the reverse of {@link gather}: with axis 0, row r of the result is the sum of
 * the rows i of `x` with `indices[i] = r`.
 *
 * @throws {IndexError} for an index outside 0 … rows − 1.
 * @throws {ShapeError} when the axes of the indices do not stand in `x` at that axis.
 *
 * @example
 * ```ts
 * import { scatterAdd, tensor } from '@heed/core';
 * const y = scatterAdd(tensor([1, 2, 3]), tensor([0, 2, 0], { dtype: 'int32' }), { axis: 0, rows: 3 }); // [4, 0, 2]
 * ```
 */
export function scatterAdd(x: TensorLike, indices: Tensor, options: ScatterAddOptions): Tensor {
  checkOptions('scatterAdd', options, ['axis', 'rows']);
  return apply(op, [asTensor(x), indices], { axis: options.axis, rows: options.rows });
}
