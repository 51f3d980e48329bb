import { apply, applyOne, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOneOf, checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { erf } from './erf.ts';
import { exp } from './exp.ts';
import { multiply } from './multiply.ts';
import { subtract } from './subtract.ts';
import { tanh } from './tanh.ts';

/** Options of {@link gelu}. */
export interface GeluOptions {
  /** `none`: by the error function (default). `tanh`: the approximation that GPT-2 was trained with. */
  readonly approximate?: 'none' | 'tanh';
}

const approximations = ['none', 'tanh'] as const;

type GeluAttributes = { readonly approximate: 'none' | 'tanh' };

const root = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

/** The argument of the approximation's tanh, √(2/π) (x + 0.044715 x³). */
function inner(x: Tensor): Tensor {
  return multiply(multiply(x, add(multiply(multiply(x, x), cubic), 1)), root);
}

const gradientOp = defineOp<GeluAttributes>({
  name: 'geluGradient',
  infer: ([x]) => (x ? [x] : []),
  decompose: ([x, gradient], { approximate }) => {
    if (x === undefined || gradient === undefined) return [];
    const square = multiply(x, x);
    if (approximate === 'none') {
      const cumulative = multiply(add(erf(multiply(x, Math.SQRT1_2)), 1), 0.5);
      const density = multiply(exp(multiply(square, -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return [multiply(gradient, add(cumulative, multiply(x, density)))];
    }
    const t = tanh(inner(x));
    const slope = multiply(add(multiply(square, 3 * cubic), 1), root);
    const right = multiply(multiply(x, subtract(1, multiply(t, t))), slope);
    return [multiply(gradient, multiply(add(add(t, 1), right), 0.5))];
  },
});

const op = defineOp<GeluAttributes>({
  name: 'gelu',
  infer: ([x]) => (x ? [{ shape: x.shape, dtype: checkFloating('gelu', x) }] : []),
  vjp: ([gradient], { inputs: [x], attributes }) => [
    gradient && x && apply(gradientOp, [x, gradient], attributes),
  ],
  decompose: ([x], { approximate }) => {
    if (x === undefined) return [];
    const bend = approximate === 'none' ? erf(multiply(x, Math.SQRT1_2)) : tanh(inner(x));
    return [multiply(multiply(x, 0.5), add(bend, 1))];
  },
});

/**
 * Gaussian error linear unit (Hendrycks and Gimpel 2016): `x · Φ(x)`, by the error function or by
 * `½x (1 + tanh(√(2/π) (x + 0.044715 x³)))`. They differ by up to 4.7e-4: take the one the weights were trained with.
 *
 * @throws {OptionError} for another approximation.
 *
 * @example
 * ```ts
 * import { gelu, tensor } from '@heed/core';
 * const y = gelu(tensor([-1, 0, 1])); // [-0.1587, 0, 0.8413]
 * ```
 */
export function gelu(x: TensorLike, options: GeluOptions = {}): Tensor {
  checkOptions('gelu', options, ['approximate']);
  const { approximate = 'none' } = options;
  checkOneOf('gelu: approximate', approximate, approximations);
  return applyOne(op, x, { approximate });
}
