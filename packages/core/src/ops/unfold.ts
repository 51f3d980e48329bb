import { OptionError, ShapeError } from '../errors.ts';
import { applyOne, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkKind, checkOptions } from '../options.ts';
import { type Shape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { fold } from './fold.ts';
import { reshape } from './reshape.ts';

/** Rows and columns. */
export type Pair = readonly [rows: number, columns: number];

/** How a window of `kernel` moves over a picture. */
export interface WindowOptions {
  /** Rows and columns of the window. */
  readonly kernel: Pair;
  /** Steps of the window; [1, 1] by default. */
  readonly stride?: Pair;
  /** Zeros around the picture, above and below, left and right; [0, 0] by default. */
  readonly padding?: Pair;
  /** Distance between the elements that a window reads; [1, 1] by default. */
  readonly dilation?: Pair;
}

/** Attributes of the unfold kernel: {@link WindowOptions} with all options given. */
export type WindowAttributes = {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
  readonly dilation: Pair;
};

/** Number of places of a window along one axis. */
function placesAlong(length: number, axis: 0 | 1, window: WindowAttributes): number {
  const reach = window.dilation[axis] * (window.kernel[axis] - 1) + 1;
  return Math.floor((length + 2 * window.padding[axis] - reach) / window.stride[axis]) + 1;
}

/**
 * Rows and columns of the places of a window.
 *
 * @throws {ShapeError} when the padded picture is smaller than the window.
 */
export function windowPlaces(name: string, picture: Pair, window: WindowAttributes): Pair {
  const [height, width] = picture;
  const places: Pair = [placesAlong(height, 0, window), placesAlong(width, 1, window)];
  if (places[0] < 1 || places[1] < 1) {
    throw new ShapeError(
      `${name}: a window of ${showShape(window.kernel)} with dilation ${showShape(window.dilation)} does not ` +
        `fit into ${showShape(picture)} with padding ${showShape(window.padding)}`,
    );
  }
  return places;
}

/** Visits each element that a window reads inside one channel: its place in the columns and in the picture. */
export function forEachInWindow(
  picture: Pair,
  window: WindowAttributes,
  visit: (column: number, element: number) => void,
): void {
  const [height, width] = picture;
  const { kernel, stride, padding, dilation } = window;
  const [rows, columns] = windowPlaces('unfold', picture, window);
  let column = 0;
  for (let ky = 0; ky < kernel[0]; ky++) {
    for (let kx = 0; kx < kernel[1]; kx++) {
      for (let row = 0; row < rows; row++) {
        const y = row * stride[0] - padding[0] + ky * dilation[0];
        for (let place = 0; place < columns; place++, column++) {
          const x = place * stride[1] - padding[1] + kx * dilation[1];
          if (y >= 0 && y < height && x >= 0 && x < width) visit(column, y * width + x);
        }
      }
    }
  }
}

/** Refuses windows whose sizes and steps are not whole numbers in range, and fills in what is left out. */
export function windowAttributes(name: string, options: WindowOptions): WindowAttributes {
  const { kernel, stride = [1, 1], padding = [0, 0], dilation = [1, 1] } = options;
  const check = (option: string, pair: readonly number[], least: number): void => {
    checkKind(`${name}: ${option}`, pair, 'a list');
    if (pair.length !== 2 || pair.some((value) => !Number.isSafeInteger(value) || value < least)) {
      throw new OptionError(`${name}: ${option} must be whole numbers of at least ${least}, got ${pair}`);
    }
  };
  check('kernel', kernel, 1);
  check('stride', stride, 1);
  check('padding', padding, 0);
  check('dilation', dilation, 1);
  return { kernel, stride, padding, dilation };
}

/** Rows and columns of a picture [batch, channels, height, width]. */
export function pictureSize(name: string, shape: Shape): Pair {
  if (shape.length !== 4) {
    throw new ShapeError(`${name}: needs [batch, channels, height, width], got ${showShape(shape)}`);
  }
  return [shape[2] ?? 0, shape[3] ?? 0];
}

const op = defineOp<WindowAttributes>({
  name: 'unfold',
  infer: ([x], attributes) => {
    const shape = x?.shape ?? [];
    const dtype = checkFloating('unfold', ...(x ? [x] : []));
    const [rows, columns] = windowPlaces('unfold', pictureSize('unfold', shape), attributes);
    const [batch = 0, channels = 0] = shape;
    const { kernel } = attributes;
    return [{ shape: [batch, channels * kernel[0] * kernel[1], rows * columns], dtype }];
  },
  vjp: ([gradient], { inputs: [x], attributes }) => [
    gradient && x && fold(gradient, { size: pictureSize('unfold', x.shape), ...attributes }),
  ],
  reference: ([x], [y], attributes) => {
    if (x === undefined || y === undefined) return;
    const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
    const [, , places = 0] = y.shape;
    const taken = attributes.kernel[0] * attributes.kernel[1] * places;
    for (let channel = 0; channel < batch * channels; channel++) {
      const from = channel * height * width;
      const to = channel * taken;
      forEachInWindow([height, width], attributes, (column, element) => {
        y.data[to + column] = x.data[from + element] ?? 0;
      });
    }
  },
});

/**
 * The windows of a picture as columns, so that a convolution becomes a product of matrices:
 * `[batch, channels, height, width] → [batch, channels · kernel rows · kernel columns, places]`.
 *
 * @throws {ShapeError} when `x` has not four axes or is smaller than the window.
 * @throws {OptionError} for sizes and steps that are not whole numbers in range.
 *
 * @example
 * ```ts
 * import { tensor, unfold } from '@heed/core';
 * const y = unfold(tensor([[[[1, 2, 3]]]]), { kernel: [1, 2] }); // [[[1, 2], [2, 3]]]
 * ```
 */
export function unfold(x: TensorLike, options: WindowOptions): Tensor {
  checkOptions('unfold', options, ['kernel', 'stride', 'padding', 'dilation']);
  return applyOne(op, x, windowAttributes('unfold', options));
}

/** {@link unfold} for a convolution: where each window is one pixel and each pixel a window, the picture is its columns. */
export function columnsOf(x: Tensor, window: WindowAttributes): Tensor {
  const { kernel, stride, padding } = window;
  const single = [...kernel, ...stride].every((size) => size === 1) && padding.every((size) => size === 0);
  if (!single) return unfold(x, window);
  const [batch = 0, channels = 0] = x.shape;
  const [height, width] = pictureSize('unfold', x.shape);
  return reshape(x, [batch, channels, height * width]);
}
