import { ShapeError } from '../errors.ts';
import { applyOne, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkKind, checkOptions } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import {
  forEachInWindow,
  type Pair,
  unfold,
  type WindowAttributes,
  type WindowOptions,
  windowAttributes,
  windowPlaces,
} from './unfold.ts';

/** Options of {@link fold}. */
export interface FoldOptions extends WindowOptions {
  /** Rows and columns of the picture. */
  readonly size: Pair;
}

type FoldAttributes = WindowAttributes & { readonly size: Pair };

const op = defineOp<FoldAttributes>({
  name: 'fold',
  infer: ([x], attributes) => {
    const dtype = checkFloating('fold', ...(x ? [x] : []));
    const { kernel, size } = attributes;
    const [rows, columns] = windowPlaces('fold', size, attributes);
    const [batch = 0, height = 0, places] = x?.shape ?? [];
    const channels = height / (kernel[0] * kernel[1]);
    if (x?.shape.length !== 3 || !Number.isInteger(channels) || places !== rows * columns) {
      throw new ShapeError(
        `fold: needs [batch, channels · ${kernel[0] * kernel[1]}, ${rows * columns}], ` +
          `got ${showShape(x?.shape ?? [])}`,
      );
    }
    return [{ shape: [batch, channels, ...size], dtype }];
  },
  vjp: ([gradient], { attributes: { size: _, ...window } }) => [gradient && unfold(gradient, window)],
  reference: ([x], [y], attributes) => {
    if (x === undefined || y === undefined) return;
    const { kernel, size } = attributes;
    const [batch = 0, channels = 0] = y.shape;
    const area = size[0] * size[1];
    const taken = kernel[0] * kernel[1] * (x.shape[2] ?? 0);
    const sums = new Float64Array(area);
    for (let channel = 0; channel < batch * channels; channel++) {
      const from = channel * taken;
      sums.fill(0);
      forEachInWindow(size, attributes, (column, element) => {
        sums[element] = (sums[element] ?? 0) + (x.data[from + column] ?? 0);
      });
      y.data.set(sums, channel * area);
    }
  },
});

/**
 * Adds windows back into a picture, the reverse of {@link unfold}: elements that several windows read are summed.
 * `[batch, channels · kernel rows · kernel columns, places] → [batch, channels, height, width]`.
 *
 * @throws {ShapeError} when `x` does not hold the windows of such a picture.
 * @throws {OptionError} for sizes and steps that are not whole numbers in range.
 *
 * @example
 * ```ts
 * import { fold, tensor } from '@heed/core';
 * const y = fold(tensor([[[1, 2], [3, 4]]]), { size: [1, 3], kernel: [1, 2] }); // [[[[1, 5, 4]]]]
 * ```
 */
export function fold(x: TensorLike, options: FoldOptions): Tensor {
  checkOptions('fold', options, ['size', 'kernel', 'stride', 'padding', 'dilation']);
  checkKind('fold: size', options.size, 'a list');
  return applyOne(op, x, { ...windowAttributes('fold', options), size: options.size });
}
