import { checkInt32 } from '../check-int32.ts';
import type { TypedArray } from '../dtype.ts';
import { IndexError } from '../errors.ts';
import { apply, asTensor, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxis, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { scatterAdd } from './scatter-add.ts';

/** Refuses ids outside a table, naming the id and its place. */
export function checkIds(name: string, ids: TypedArray, rows: number): void {
  for (let place = 0; place < ids.length; place++) {
    const id = ids[place] ?? 0;
    if (id < 0 || id >= rows) {
      throw new IndexError(
        `${name}: id ${id} at place ${place} is outside the table of ${rows} rows (0 to ${rows - 1})`,
      );
    }
  }
}

const op = defineOp<{ readonly axis: number }>({
  name: 'gather',
  infer: ([x, indices], { axis }) => {
    checkInt32('gather: indices', indices);
    const own = x?.shape ?? [];
    return [
      {
        shape: [...own.slice(0, axis), ...indices.shape, ...own.slice(axis + 1)],
        dtype: x?.dtype ?? 'float32',
      },
    ];
  },
  vjp: ([gradient], { inputs: [x, indices], attributes: { axis } }) => [
    gradient && x && indices && scatterAdd(gradient, indices, { axis, rows: x.shape[axis] ?? 0 }),
  ],
  reference: ([x, indices], [y], { axis }) => {
    if (x === undefined || indices === undefined || y === undefined) return;
    const rows = x.shape[axis] ?? 0;
    checkIds('gather', indices.data, rows);
    const inner = stridesOf(x.shape)[axis] ?? 1;
    const outer = sizeOf(x.shape.slice(0, axis));
    let at = 0;
    for (let block = 0; block < outer; block++) {
      for (const id of indices.data) {
        const from = (block * rows + id) * inner;
        y.data.set(x.data.subarray(from, from + inner), at);
        at += inner;
      }
    }
  },
});

/**
 * Picks entries of an axis by index: with indices of shape `[n]` and axis 0, row i of the result is row
 * `indices[i]` of `x`. The axis is replaced by the axes of the indices.
 *
 * @throws {IndexError} for an index outside the axis.
 *
 * @example
 * ```ts
 * import { gather, tensor } from '@heed/core';
 * const y = gather(tensor([[1, 2], [3, 4]]), tensor([1, 1], { dtype: 'int32' }), { axis: 0 }); // [[3, 4], [3, 4]]
 * ```
 */
export function gather(x: TensorLike, indices: Tensor, options: { readonly axis: number }): Tensor {
  checkOptions('gather', options, ['axis']);
  const input = asTensor(x);
  return apply(op, [input, indices], { axis: resolveAxis('gather', options.axis, input.rank) });
}
