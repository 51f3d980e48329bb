import { ShapeError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import { apply, asTensor, defineOp, type TensorLike } from '../op.ts';
import { broadcastShapes, checkShape, type Shape, sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { forEachBroadcast } from './elementwise.ts';
import { sumTo } from './sum-to.ts';

const op = defineOp<{ readonly shape: Shape }>({
  name: 'broadcastTo',
  infer: ([x], { shape }) => {
    checkShape('broadcastTo', shape);
    const own = x?.shape ?? [];
    if (!sameShape(broadcastShapes('broadcastTo', own, shape), shape)) {
      throw new ShapeError(`broadcastTo: ${showShape(own)} does not broadcast to ${showShape(shape)}`);
    }
    return [{ shape, dtype: x?.dtype ?? 'float32' }];
  },
  vjp: ([gradient], { inputs: [x] }) => [gradient && x && sumTo(gradient, x.shape)],
  reference: ([x], [y]) => {
    if (x === undefined || y === undefined) return;
    forEachBroadcast([x], y, (index, [at]) => {
      y.data[index] = x.data[at ?? 0] ?? 0;
    });
  },
});

/**
 * Repeats a tensor along axes of size 1 (and new leading axes) until it has `shape`.
 *
 * @throws {ShapeError} when a size is neither 1 nor the wanted one.
 *
 * @example
 * ```ts
 * import { broadcastTo, tensor } from '@heed/core';
 * const y = broadcastTo(tensor([1, 2]), [3, 2]); // three rows [1, 2]
 * ```
 */
export function broadcastTo(x: TensorLike, shape: Shape): Tensor {
  if (typeof x === 'number') return tidy(() => broadcastTo(asTensor(x), shape));
  const input = asTensor(x);
  return sameShape(input.shape, shape) ? input : apply(op, [input], { shape });
}
