import { OptionError } from '../errors.ts';
import { applyOne, checkFloating, defineOp, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { fullLike } from './full.ts';
import { multiply } from './multiply.ts';

const op = defineOp<{ readonly exponent: number }>({
  name: 'power',
  infer: ([x]) => (x ? [{ shape: x.shape, dtype: checkFloating('power', x) }] : []),
  vjp: ([gradient], { inputs: [x], attributes: { exponent } }) => {
    if (gradient === undefined || x === undefined) return [];
    // A constant: at 0, the rule below would say 0 · ∞.
    if (exponent === 0) return [fullLike(gradient, 0)];
    return [multiply(gradient, multiply(power(x, exponent - 1), exponent))];
  },
  reference: ([x], [y], { exponent }) => {
    if (x === undefined || y === undefined) return;
    for (let i = 0; i < y.data.length; i++) y.data[i] = (x.data[i] ?? 0) ** exponent;
  },
});

/**
 * Power with a fixed exponent, element by element: `xᵉ`; NaN for a negative x and a fractional exponent, 1 for
 * exponent 0.
 *
 * @throws {OptionError} for an exponent that is not finite.
 *
 * @example
 * ```ts
 * import { power, tensor } from '@heed/core';
 * const y = power(tensor([2, 3]), 2); // [4, 9]
 * ```
 */
export function power(x: TensorLike, exponent: number): Tensor {
  if (!Number.isFinite(exponent))
    throw new OptionError(`power: the exponent must be finite, got ${exponent}`);
  return applyOne(op, x, { exponent });
}
