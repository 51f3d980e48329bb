import { DTypeError } from '../errors.ts';
import { apply, applyOnce, asTensor, checkSameDType, defineOp, type TensorLike } from '../op.ts';
import { broadcastShapes } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { forEachBroadcast, type NoAttributes, noAttributes } from './elementwise.ts';
import { fullLike } from './full.ts';
import { sumTo } from './sum-to.ts';

const op = defineOp<NoAttributes>({
  name: 'where',
  infer: (inputs) => {
    const [condition, ...branches] = inputs;
    if (condition?.dtype !== 'bool')
      throw new DTypeError(`where: the condition must be bool, got ${condition?.dtype}`);
    const dtype = checkSameDType('where', branches);
    return [{ shape: broadcastShapes('where', ...inputs.map((input) => input.shape)), dtype }];
  },
  vjp: ([gradient], { inputs: [condition, a, b], needs }) => {
    if (gradient === undefined || condition === undefined || a === undefined || b === undefined) return [];
    const zero = fullLike(gradient, 0);
    return [
      undefined,
      needs[1] ? sumTo(where(condition, gradient, zero), a.shape) : undefined,
      needs[2] ? sumTo(where(condition, zero, gradient), b.shape) : undefined,
    ];
  },
  reference: ([condition, a, b], [y]) => {
    if (condition === undefined || a === undefined || b === undefined || y === undefined) return;
    forEachBroadcast([condition, a, b], y, (index, [at, aAt, bAt]) => {
      y.data[index] = condition.data[at ?? 0] ? (a.data[aAt ?? 0] ?? 0) : (b.data[bAt ?? 0] ?? 0);
    });
  },
});

/**
 * Chooses element by element: `a` where the condition is true, else `b`. Shapes broadcast. What is not chosen may
 * be NaN; it reaches neither result nor gradient.
 *
 * @throws {DTypeError} for a condition that is not boolean, or branches of two types.
 *
 * @example
 * ```ts
 * import { tensor, where } from '@heed/core';
 * const y = where(tensor([true, false]), tensor([1, 2]), 0); // [1, 0]
 * ```
 */
export function where(condition: Tensor, a: TensorLike, b: TensorLike): Tensor {
  const inputs = [asTensor(condition), asTensor(a, b), asTensor(b, a)];
  if (typeof a !== 'number' && typeof b !== 'number') return apply(op, inputs, noAttributes);
  return applyOnce(op, inputs, [condition, a, b], noAttributes);
}
