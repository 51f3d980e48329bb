import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxis, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { AxisOption } from './softmax.ts';

type CumsumAttributes = { readonly axis: number; readonly reverse: boolean };

const op = defineOp<CumsumAttributes>({
  name: 'cumsum',
  infer: ([x]) => (x ? [{ shape: x.shape, dtype: checkFloating('cumsum', x) }] : []),
  vjp: ([gradient], { attributes: { axis, reverse } }) => [
    gradient && run(gradient, { axis, reverse: !reverse }),
  ],
  reference: ([x], [y], { axis, reverse }) => {
    if (x === undefined || y === undefined) return;
    const length = x.shape[axis] ?? 1;
    const inner = stridesOf(x.shape)[axis] ?? 1;
    const rows = length === 0 ? 0 : sizeOf(x.shape) / length;
    for (let row = 0; row < rows; row++) {
      const start = Math.floor(row / inner) * length * inner + (row % inner);
      let total = 0;
      for (let step = 0; step < length; step++) {
        const at = start + (reverse ? length - 1 - step : step) * inner;
        total += x.data[at] ?? 0;
        y.data[at] = total;
      }
    }
  },
});

function run(x: Tensor, attributes: CumsumAttributes): Tensor {
  return apply(op, [x], attributes);
}

/**
 * Cumulative sum along an axis (the last by default): `yᵢ = x₀ + … + xᵢ`.
 *
 * @throws {ShapeError} when the tensor has no such axis.
 *
 * @example
 * ```ts
 * import { cumsum, tensor } from '@heed/core';
 * const y = cumsum(tensor([1, 2, 3])); // [1, 3, 6]
 * ```
 */
export function cumsum(x: TensorLike, options: AxisOption = {}): Tensor {
  checkOptions('cumsum', options, ['axis']);
  const input = asTensor(x);
  return run(input, { axis: resolveAxis('cumsum', options.axis ?? -1, input.rank), reverse: false });
}
