import { stopGradient } from '../gradient/stop-gradient.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxis } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { divide } from './divide.ts';
import { equal } from './equal.ts';
import { exp } from './exp.ts';
import { max } from './max.ts';
import { multiply } from './multiply.ts';
import { subtract } from './subtract.ts';
import { sum } from './sum.ts';
import { where } from './where.ts';

/** Attributes of ops along one axis. */
export type AxisAttributes = { readonly axis: number };

/** An axis given as an option, the last by default. */
export interface AxisOption {
  readonly axis?: number;
}

const gradientOp = defineOp<AxisAttributes>({
  name: 'softmaxGradient',
  infer: ([y]) => (y ? [y] : []),
  decompose: ([y, gradient], { axis }) => {
    if (y === undefined || gradient === undefined) return [];
    const product = multiply(y, gradient);
    return [subtract(product, multiply(y, sum(product, { axis, keepAxes: true })))];
  },
});

const op = defineOp<AxisAttributes>({
  name: 'softmax',
  infer: ([x]) => (x ? [{ shape: x.shape, dtype: checkFloating('softmax', x) }] : []),
  vjp: ([gradient], { outputs: [y], attributes }) => [
    gradient && y && apply(gradientOp, [y, gradient], attributes),
  ],
  decompose: ([x], { axis }) => {
    if (x === undefined) return [];
    if (x.size === 0) return [multiply(x, 1)];
    const largest = stopGradient(max(x, { axis, keepAxes: true }));
    // A row of −∞ alone has no largest number to subtract; its exponentials are 0, and so is its softmax.
    const shift = where(equal(largest, Number.NEGATIVE_INFINITY), 0, largest);
    const powers = exp(subtract(x, shift));
    const total = sum(powers, { axis, keepAxes: true });
    return [divide(powers, where(equal(total, 0), 1, total))];
  },
});

/**
 * Softmax along an axis (the last by default): `e^xᵢ / Σⱼ e^xⱼ`, computed after subtracting the largest. A row of
 * −∞ alone gives zeros.
 *
 * @throws {ShapeError} when the tensor has no such axis.
 *
 * @example
 * ```ts
 * import { softmax, tensor } from '@heed/core';
 * const y = softmax(tensor([[1, 2, 3]])); // [[0.0900, 0.2447, 0.6652]]
 * ```
 */
export function softmax(x: TensorLike, options: AxisOption = {}): Tensor {
  checkOptions('softmax', options, ['axis']);
  const input = asTensor(x);
  return apply(op, [input], { axis: resolveAxis('softmax', options.axis ?? -1, input.rank) });
}
