import { ShapeError } from '../errors.ts';
import { apply, asTensor, defineOp, type TensorLike } from '../op.ts';
import { resolveAxes, type Shape, showShape, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { reshape } from './reshape.ts';

const op = defineOp<{ readonly permutation: readonly number[] }>({
  name: 'transpose',
  infer: ([x], { permutation }) => [
    { shape: permutation.map((axis) => x?.shape[axis] ?? 1), dtype: x?.dtype ?? 'float32' },
  ],
  vjp: ([gradient], { attributes: { permutation } }) => {
    const inverse = permutation.map((_, axis) => permutation.indexOf(axis));
    return [gradient && transpose(gradient, inverse)];
  },
  reference: ([x], [y], { permutation }) => {
    if (x === undefined || y === undefined) return;
    const own = stridesOf(x.shape);
    const from = permutation.map((axis) => own[axis] ?? 0);
    const to = stridesOf(y.shape);
    for (let index = 0; index < y.data.length; index++) {
      let position = 0;
      for (let axis = 0; axis < from.length; axis++) {
        position += (Math.floor(index / (to[axis] ?? 1)) % (y.shape[axis] ?? 1)) * (from[axis] ?? 0);
      }
      y.data[index] = x.data[position] ?? 0;
    }
  },
});

/** True when only axes of one element move: the elements stay in their order. */
function keepsOrder(shape: Shape, permutation: readonly number[]): boolean {
  let last = -1;
  for (const axis of permutation) {
    if (shape[axis] === 1) continue;
    if (axis < last) return false;
    last = axis;
  }
  return true;
}

/**
 * Reorders the axes: axis i of the result is axis `permutation[i]` of `x`. By default the last two change places.
 *
 * @throws {ShapeError} when the permutation does not name each axis once.
 *
 * @example
 * ```ts
 * import { tensor, transpose } from '@heed/core';
 * const y = transpose(tensor([[1, 2, 3], [4, 5, 6]])); // [[1, 4], [2, 5], [3, 6]]
 * ```
 */
export function transpose(x: TensorLike, permutation?: readonly number[]): Tensor {
  const input = asTensor(x);
  const { rank } = input;
  if (permutation === undefined && rank < 2) {
    throw new ShapeError(
      `transpose: needs two axes or a permutation, the shape is ${showShape(input.shape)}`,
    );
  }
  const order = permutation ?? [...Array(rank - 2).keys(), rank - 1, rank - 2];
  if (order.length !== rank || resolveAxes('transpose', order, rank).length !== rank) {
    throw new ShapeError(`transpose: ${showShape(order)} is no permutation of ${rank} axes`);
  }
  const axes = order.map((axis) => (axis < 0 ? axis + rank : axis));
  if (keepsOrder(input.shape, axes))
    return reshape(
      input,
      axes.map((axis) => input.shape[axis] ?? 1),
    );
  return apply(op, [input], { permutation: axes });
}
