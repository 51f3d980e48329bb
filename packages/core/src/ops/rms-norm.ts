import { apply, applyMany, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { checkEpsilon } from './check-epsilon.ts';
import { checkNormShapes, type NormAttributes, type NormalizationOptions } from './layer-norm.ts';
import { mean } from './mean.ts';
import { multiply } from './multiply.ts';
import { rsqrt } from './rsqrt.ts';
import { subtract } from './subtract.ts';
import { sumTo } from './sum-to.ts';

const last = { axis: -1, keepAxes: true } as const;

function scaleOf(x: Tensor, epsilon: number): Tensor {
  return rsqrt(add(mean(multiply(x, x), last), epsilon));
}

const gradientOp = defineOp<NormAttributes>({
  name: 'rmsNormGradient',
  infer: ([x, weight]) => (x && weight ? [x, weight] : []),
  decompose: ([x, weight, gradient], { epsilon }) => {
    if (x === undefined || weight === undefined || gradient === undefined) return [];
    const scale = scaleOf(x, epsilon);
    const normalized = multiply(x, scale);
    const g = multiply(gradient, weight);
    return [
      multiply(subtract(g, multiply(normalized, mean(multiply(g, normalized), last))), scale),
      sumTo(multiply(gradient, normalized), weight.shape),
    ];
  },
});

const op = defineOp<NormAttributes>({
  name: 'rmsNorm',
  infer: (inputs) => {
    const dtype = checkFloating('rmsNorm', ...inputs);
    const [x, weight] = inputs;
    const shape = x?.shape ?? [];
    checkNormShapes('rmsNorm', shape, weight?.shape ?? []);
    return [{ shape, dtype }];
  },
  vjp: ([gradient], { inputs: [x, weight], attributes }) =>
    gradient && x && weight ? applyMany(gradientOp, [x, weight, gradient], attributes) : [],
  decompose: ([x, weight], { epsilon }) =>
    x && weight ? [multiply(multiply(x, scaleOf(x, epsilon)), weight)] : [],
});

/**
 * Root-mean-square normalisation over the last axis (Zhang and Sennrich 2019): `y = x / √(mean(x²) + ε) · weight`.
 *
 * @param weight [width]
 * @throws {ShapeError} when the weight does not have the size of the last axis.
 *
 * @example
 * ```ts
 * import { rmsNorm, tensor } from '@heed/core';
 * const y = rmsNorm(tensor([[3, 4]]), tensor([1, 1])); // [[0.8485, 1.1314]]
 * ```
 */
export function rmsNorm(x: TensorLike, weight: TensorLike, options: NormalizationOptions = {}): Tensor {
  checkOptions('rmsNorm', options, ['epsilon']);
  return apply(op, [asTensor(x), asTensor(weight)], {
    epsilon: checkEpsilon('rmsNorm', options.epsilon ?? 1e-5),
  });
}
