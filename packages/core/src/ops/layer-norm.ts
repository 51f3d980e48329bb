import { OptionError, ShapeError } from '../errors.ts';
import { apply, applyMany, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { broadcastTo } from './broadcast-to.ts';
import { checkEpsilon } from './check-epsilon.ts';
import { mean } from './mean.ts';
import { multiply } from './multiply.ts';
import { rsqrt } from './rsqrt.ts';
import { subtract } from './subtract.ts';
import { sumTo } from './sum-to.ts';

/** Attributes of the normalisations. */
export type NormAttributes = { readonly epsilon: number };

/** Options of {@link layerNorm} and `rmsNorm`. */
export interface NormalizationOptions {
  /** Added under the root; take the model's own. 1e-5 by default. */
  readonly epsilon?: number;
}

/** Refuses gains and biases that do not have the size of the last axis. */
export function checkNormShapes(
  name: string,
  x: readonly number[],
  ...parameters: readonly (readonly number[])[]
): void {
  for (const shape of parameters) {
    if (x.length < 1 || shape.length !== 1 || shape[0] !== x[x.length - 1]) {
      throw new ShapeError(
        `${name}: weight and bias must be ${showShape(x.slice(-1))}, got ${showShape(shape)}`,
      );
    }
  }
}

const last = { axis: -1, keepAxes: true } as const;

function standardize(x: Tensor, epsilon: number): { normalized: Tensor; scale: Tensor } {
  // Twice, since a mean rounded to float32 is too coarse for a row of nearly equal numbers.
  const rough = subtract(x, mean(x, last));
  const centered = subtract(rough, mean(rough, last));
  const scale = rsqrt(add(mean(multiply(centered, centered), last), epsilon));
  return { normalized: multiply(centered, scale), scale };
}

const gradientOp = defineOp<NormAttributes>({
  name: 'layerNormGradient',
  infer: ([x, weight]) => (x && weight ? [x, weight, weight] : []),
  decompose: ([x, weight, gradient], { epsilon }) => {
    if (x === undefined || weight === undefined || gradient === undefined) return [];
    const { normalized, scale } = standardize(x, epsilon);
    const g = multiply(gradient, weight);
    const inner = subtract(
      subtract(g, mean(g, last)),
      multiply(normalized, mean(multiply(g, normalized), last)),
    );
    return [
      multiply(inner, scale),
      sumTo(multiply(gradient, normalized), weight.shape),
      sumTo(multiply(gradient, 1), weight.shape),
    ];
  },
});

const op = defineOp<NormAttributes>({
  name: 'layerNorm',
  infer: (inputs) => {
    const dtype = checkFloating('layerNorm', ...inputs);
    const [x, ...parameters] = inputs;
    const shape = x?.shape ?? [];
    if (shape.length < 1) throw new ShapeError('layerNorm: a scalar has no axis to normalise');
    checkNormShapes('layerNorm', shape, ...parameters.map((parameter) => parameter.shape));
    return [{ shape, dtype }];
  },
  vjp: ([gradient], { inputs: [x, weight], attributes }) => {
    if (gradient === undefined || x === undefined) return [];
    const gain = weight ?? broadcastTo(asTensor(1, x), x.shape.slice(-1));
    return applyMany(gradientOp, [x, gain, gradient], attributes);
  },
  decompose: ([x, weight, bias], { epsilon }) => {
    if (x === undefined) return [];
    const { normalized } = standardize(x, epsilon);
    return [weight && bias ? add(multiply(normalized, weight), bias) : normalized];
  },
});

/**
 * Layer normalisation over the last axis (Ba, Kiros and Hinton 2016):
 * `y = (x − mean) / √(variance + ε) · weight + bias`, with the biased variance. Weight and bias come together or
 * not at all.
 *
 * @param weight [width]
 * @param bias [width]
 * @throws {ShapeError} when weight or bias do not have the size of the last axis.
 * @throws {OptionError} when one of weight and bias is given without the other.
 *
 * @example
 * ```ts
 * import { layerNorm, tensor } from '@heed/core';
 * const y = layerNorm(tensor([[1, 2, 3]]), tensor([1, 1, 1]), tensor([0, 0, 0])); // [[-1.2247, 0, 1.2247]]
 * ```
 */
export function layerNorm(
  x: TensorLike,
  weight?: TensorLike,
  bias?: TensorLike,
  options: NormalizationOptions = {},
): Tensor {
  checkOptions('layerNorm', options, ['epsilon']);
  const parameters = [weight, bias].filter((parameter) => parameter !== undefined);
  if (parameters.length === 1) throw new OptionError('layerNorm: give both weight and bias, or neither');
  const inputs = [asTensor(x), ...parameters.map((parameter) => asTensor(parameter))];
  return apply(op, inputs, { epsilon: checkEpsilon('layerNorm', options.epsilon ?? 1e-5) });
}
