import { ShapeError } from '../errors.ts';
import { apply, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { cast } from './cast.ts';
import { divide } from './divide.ts';
import { equal } from './equal.ts';
import { multiply } from './multiply.ts';
import { type ReductionAttributes, type ReductionOptions, reduce, reducedPositions, sum } from './sum.ts';

const op = defineOp<ReductionAttributes>({
  name: 'max',
  infer: (inputs, { axes }) => {
    const dtype = checkFloating('max', ...inputs);
    const own = inputs[0]?.shape ?? [];
    if (axes.some((axis) => own[axis] === 0))
      throw new ShapeError(`max: nothing to choose from in ${showShape(own)}`);
    return [{ shape: own.map((length, axis) => (axes.includes(axis) ? 1 : length)), dtype }];
  },
  vjp: ([gradient], { inputs: [x], outputs: [y], attributes: { axes } }) => {
    if (gradient === undefined || x === undefined || y === undefined) return [];
    // Equal extremes share the gradient, as in PyTorch's amax.
    const chosen = cast(equal(x, y), x.dtype);
    return [multiply(divide(chosen, sum(chosen, { axis: axes, keepAxes: true })), gradient)];
  },
  reference: ([x], [y], { axes }) => {
    if (x === undefined || y === undefined) return;
    const at = reducedPositions(x.shape, axes);
    y.data.fill(-Infinity);
    for (let i = 0; i < x.data.length; i++) {
      const value = x.data[i] ?? 0;
      const position = at(i);
      if (value > (y.data[position] ?? 0) || Number.isNaN(value)) y.data[position] = value;
    }
  },
});

/**
 * The largest element over one axis, several, or all; NaN if one is NaN.
 *
 * @throws {ShapeError} when the tensor has no such axis, or the axis is empty.
 *
 * @example
 * ```ts
 * import { max, tensor } from '@heed/core';
 * const y = max(tensor([[1, 5], [3, 4]]), { axis: 1 });
 * ```
 */
export function max(x: TensorLike, options: ReductionOptions = {}): Tensor {
  return reduce('max', x, options, (input, axes) => apply(op, [input], { axes }));
}
