import { stopGradient } from '../gradient/stop-gradient.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxis } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { exp } from './exp.ts';
import { log } from './log.ts';
import { max } from './max.ts';
import { multiply } from './multiply.ts';
import type { AxisAttributes, AxisOption } from './softmax.ts';
import { subtract } from './subtract.ts';
import { sum } from './sum.ts';

const gradientOp = defineOp<AxisAttributes>({
  name: 'logSoftmaxGradient',
  infer: ([y]) => (y ? [y] : []),
  decompose: ([y, gradient], { axis }) => {
    if (y === undefined || gradient === undefined) return [];
    return [subtract(gradient, multiply(exp(y), sum(gradient, { axis, keepAxes: true })))];
  },
});

const op = defineOp<AxisAttributes>({
  name: 'logSoftmax',
  infer: ([x]) => (x ? [{ shape: x.shape, dtype: checkFloating('logSoftmax', x) }] : []),
  vjp: ([gradient], { outputs: [y], attributes }) => [
    gradient && y && apply(gradientOp, [y, gradient], attributes),
  ],
  decompose: ([x], { axis }) => {
    if (x === undefined) return [];
    if (x.size === 0) return [multiply(x, 1)];
    const shifted = subtract(x, stopGradient(max(x, { axis, keepAxes: true })));
    return [subtract(shifted, log(sum(exp(shifted), { axis, keepAxes: true })))];
  },
});

/**
 * Logarithm of the softmax along an axis (the last by default): `xᵢ − log Σⱼ e^xⱼ`, without overflow.
 *
 * @throws {ShapeError} when the tensor has no such axis.
 *
 * @example
 * ```ts
 * import { logSoftmax, tensor } from '@heed/core';
 * const y = logSoftmax(tensor([[1, 2, 3]])); // [[−2.4076, −1.4076, −0.4076]]
 * ```
 */
export function logSoftmax(x: TensorLike, options: AxisOption = {}): Tensor {
  checkOptions('logSoftmax', options, ['axis']);
  const input = asTensor(x);
  return apply(op, [input], { axis: resolveAxis('logSoftmax', options.axis ?? -1, input.rank) });
}
