import { OptionError } from '../errors.ts';
import { apply, applyOne, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { arange } from './arange.ts';
import { argmax } from './argmax.ts';
import { equal } from './equal.ts';
import { fold } from './fold.ts';
import { max } from './max.ts';
import { pad } from './pad.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { to } from './to.ts';
import { type Pair, pictureSize, unfold, windowAttributes, windowPlaces } from './unfold.ts';
import { where } from './where.ts';

/** Options of {@link maxPool2d}; one number stands for both axes. */
export interface MaxPool2dOptions {
  /** Rows and columns of the window. */
  readonly kernel: number | Pair;
  /** Steps of the window; its size by default, so that windows stand side by side. */
  readonly stride?: number | Pair;
  /** Rows and columns around the picture that no window chooses; 0 by default, at most half of the window. */
  readonly padding?: number | Pair;
}

/** Attributes of the maxPool2d kernel. */
export type MaxPool2dAttributes = {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
};

/** Places of the window in the padded picture. */
function placesOf(x: { readonly shape: readonly number[] }, attributes: MaxPool2dAttributes): Pair {
  return windowPlaces('maxPool2d', pictureSize('maxPool2d', x.shape), { ...attributes, dilation: [1, 1] });
}

/** What each window sees: [batch, channels, kernel, places]. */
function windowsOf(x: Tensor, attributes: MaxPool2dAttributes): Tensor {
  const { kernel, stride, padding } = attributes;
  const [batch = 0, channels = 0] = x.shape;
  const [rows, columns] = placesOf(x, attributes);
  const around = (picture: Tensor, axis: number, size: number): Tensor =>
    size === 0 ? picture : pad(picture, { axis, before: size, after: size, value: Number.NEGATIVE_INFINITY });
  const framed = around(around(x, 2, padding[0]), 3, padding[1]);
  return reshape(unfold(framed, { kernel, stride }), [
    batch,
    channels,
    kernel[0] * kernel[1],
    rows * columns,
  ]);
}

const gradientOp = defineOp<MaxPool2dAttributes>({
  name: 'maxPool2dGradient',
  infer: ([x]) => (x ? [x] : []),
  decompose: ([x, gradient], attributes) => {
    if (x === undefined || gradient === undefined) return [];
    const { kernel, stride, padding } = attributes;
    const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
    const windows = windowsOf(x, attributes);
    const [, , elements = 0, places = 0] = windows.shape;
    // The first of equal elements, as in PyTorch.
    const chosen = reshape(argmax(windows, { axis: 2 }), [batch, channels, 1, places]);
    const each = to(reshape(arange(elements), [elements, 1]), x.backend);
    const spread = where(equal(each, chosen), reshape(gradient, [batch, channels, 1, places]), 0);
    const size: Pair = [height + 2 * padding[0], width + 2 * padding[1]];
    const framed = fold(reshape(spread, [batch, channels * elements, places]), { size, kernel, stride });
    const tall = slice(framed, { axis: 2, start: padding[0], end: padding[0] + height });
    return [slice(tall, { axis: 3, start: padding[1], end: padding[1] + width })];
  },
});

const op = defineOp<MaxPool2dAttributes>({
  name: 'maxPool2d',
  infer: ([x], attributes) => {
    const dtype = checkFloating('maxPool2d', ...(x ? [x] : []));
    const shape = x?.shape ?? [];
    return [{ shape: [shape[0] ?? 0, shape[1] ?? 0, ...placesOf({ shape }, attributes)], dtype }];
  },
  vjp: ([gradient], { inputs: [x], attributes }) => [
    gradient && x && apply(gradientOp, [x, gradient], attributes),
  ],
  decompose: ([x], attributes) => {
    if (x === undefined) return [];
    const largest = max(windowsOf(x, attributes), { axis: 2 });
    return [reshape(largest, [x.shape[0] ?? 0, x.shape[1] ?? 0, ...placesOf(x, attributes)])];
  },
});

/**
 * The largest element of each window of a picture: `[batch, channels, height, width] → [batch, channels, rows, columns]`
 * with `rows = ⌊(height + 2 · padding − kernel) / stride⌋ + 1`. NaN counts as largest. The gradient goes to the first of
 * equal elements, as in PyTorch.
 *
 * @throws {ShapeError} when `x` has not four axes, or the picture is smaller than the window.
 * @throws {OptionError} for sizes and steps that are not whole numbers in range, and for more padding than half a window.
 *
 * @example
 * ```ts
 * import { maxPool2d, tensor } from '@heed/core';
 * const y = maxPool2d(tensor([[[[1, 5, 2, 0], [3, 4, 7, 6]]]]), { kernel: 2 }); // [[[[5, 7]]]]
 * ```
 */
export function maxPool2d(x: TensorLike, options: MaxPool2dOptions): Tensor {
  checkOptions('maxPool2d', options, ['kernel', 'stride', 'padding']);
  const pair = (value: number | Pair): Pair => (typeof value === 'number' ? [value, value] : value);
  const { kernel, stride = kernel, padding = 0 } = options;
  const { dilation: _, ...attributes } = windowAttributes('maxPool2d', {
    kernel: pair(kernel),
    stride: pair(stride),
    padding: pair(padding),
  });
  if (attributes.padding.some((size, axis) => 2 * size > (attributes.kernel[axis] ?? 0))) {
    throw new OptionError(
      `maxPool2d: padding must be at most half of the window ${attributes.kernel}, got ${attributes.padding}`,
    );
  }
  return applyOne(op, x, attributes);
}
