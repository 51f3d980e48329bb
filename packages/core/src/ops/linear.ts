import { ShapeError } from '../errors.ts';
import { apply, asTensor, checkFloating, checkWeight, defineOp, type TensorLike } from '../op.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { asFloating, checkTrainable } from './as-floating.ts';
import { type NoAttributes, noAttributes } from './elementwise.ts';
import { matmul } from './matmul.ts';
import { reshape } from './reshape.ts';
import { sum } from './sum.ts';

/** All leading axes as one: […, width] → [rows, width]. */
function asRows(x: Tensor): Tensor {
  const width = x.shape.at(-1) ?? 0;
  const rows = x.shape.slice(0, -1).reduce((product, length) => product * length, 1);
  return reshape(x, [rows, width]);
}

const op = defineOp<NoAttributes>({
  name: 'linear',
  takesBlocks: true,
  infer: ([x, weight, bias]) => {
    const dtype = checkFloating('linear', ...[x, bias].filter((one) => one !== undefined));
    checkWeight('linear', weight, dtype);
    const own = x?.shape ?? [];
    const [outputs = 0, width = 0] = weight?.shape ?? [];
    if (weight?.shape.length !== 2 || own.length < 1 || own.at(-1) !== width) {
      throw new ShapeError(
        `linear: weight ${showShape(weight?.shape ?? [])} ([outputs, inputs]) does not fit input ${showShape(own)}`,
      );
    }
    if (bias !== undefined && !sameShape(bias.shape, [outputs])) {
      throw new ShapeError(`linear: bias must be ${showShape([outputs])}, got ${showShape(bias.shape)}`);
    }
    return [{ shape: [...own.slice(0, -1), outputs], dtype }];
  },
  vjp: ([gradient], { inputs: [x, weight], needs }) => {
    if (gradient === undefined || x === undefined || weight === undefined) return [];
    const rows = asRows(gradient);
    if (needs[1]) checkTrainable('linear', weight);
    return [
      needs[0] ? reshape(matmul(rows, asFloating(weight, x.dtype)), x.shape) : undefined,
      needs[1] ? matmul(rows, asRows(x), { transposeA: true }) : undefined,
      needs[2] ? sum(rows, { axis: 0 }) : undefined,
    ];
  },
  decompose: ([x, weight, bias]) => {
    if (x === undefined || weight === undefined) return [];
    const product = matmul(asRows(x), asFloating(weight, x.dtype), { transposeB: true });
    const shifted = bias === undefined ? product : add(product, bias);
    return [reshape(shifted, [...x.shape.slice(0, -1), weight.shape[0] ?? 0])];
  },
});

/**
 * Affine map of the last axis: `y = x Wᵀ + b`, `[…, inputs] → […, outputs]`.
 *
 * The weight may be kept in half precision or in blocks (`quantize`): the result is of the type of `x`, and so is its
 * gradient; such a weight has none. Backends may round `x` to 16 bits per 32 numbers beside a
 * weight in blocks.
 *
 * @param weight [outputs, inputs], as published checkpoints hold it.
 * @param bias [outputs]
 * @throws {ShapeError} when the sizes do not fit.
 * @throws {DTypeError} for the gradient of a weight in half precision or in blocks.
 *
 * @example
 * ```ts
 * import { linear, tensor } from '@heed/core';
 * const y = linear(tensor([[1, 2]]), tensor([[3, 4], [5, 6], [7, 8]])); // [[11, 17, 23]]
 * ```
 */
export function linear(x: TensorLike, weight: TensorLike, bias?: TensorLike): Tensor {
  const inputs = [asTensor(x), asTensor(weight), ...(bias === undefined ? [] : [asTensor(bias)])];
  return apply(op, inputs, noAttributes);
}
