import { ShapeError } from '../errors.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { checkConvolution, conv2d } from './conv2d.ts';
import { reshape } from './reshape.ts';
import { type WindowAttributes, windowAttributes, windowPlaces } from './unfold.ts';

/** Options of {@link conv1d}. */
export interface Conv1dOptions {
  /** Steps of the window; 1 by default. */
  readonly stride?: number;
  /** Zeros before and behind; 0 by default. */
  readonly padding?: number;
  /** Distance between the elements that a window reads; 1 by default. */
  readonly dilation?: number;
  /** Number of groups of channels that do not mix; 1 by default. */
  readonly groups?: number;
}

/** Attributes of the conv1d kernel. */
export type Conv1dAttributes = {
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
  readonly groups: number;
};

/** The window over a picture of one row. */
function flatWindow(size: number, { stride, padding, dilation }: Conv1dAttributes): WindowAttributes {
  return windowAttributes('conv1d', {
    kernel: [1, size],
    stride: [1, stride],
    padding: [0, padding],
    dilation: [1, dilation],
  });
}

const op = defineOp<Conv1dAttributes>({
  name: 'conv1d',
  infer: (inputs, attributes) => {
    const dtype = checkFloating('conv1d', ...inputs);
    const shapes = inputs.map((input) => input.shape);
    const [[batch = 0, , length = 0] = [], [outputs = 0, , size = 0] = []] = shapes;
    if (shapes[0]?.length !== 3) {
      throw new ShapeError(`conv1d: needs [batch, channels, length], got ${showShape(shapes[0] ?? [])}`);
    }
    checkConvolution('conv1d', shapes, attributes.groups);
    const [, places] = windowPlaces('conv1d', [1, length], flatWindow(size, attributes));
    return [{ shape: [batch, outputs, places], dtype }];
  },
  decompose: ([x, weight, bias], attributes) => {
    if (x === undefined || weight === undefined) return [];
    const [batch = 0, inputs = 0, length = 0] = x.shape;
    const [outputs = 0, perGroup = 0, size = 0] = weight.shape;
    const { stride, padding, dilation, groups } = attributes;
    const y = conv2d(
      reshape(x, [batch, inputs, 1, length]),
      reshape(weight, [outputs, perGroup, 1, size]),
      bias,
      { stride: [1, stride], padding: [0, padding], dilation: [1, dilation], groups },
    );
    return [reshape(y, [batch, outputs, y.shape[3] ?? 0])];
  },
});

/**
 * Convolution of a sequence: `[batch, inputs, length] → [batch, outputs, places]` with
 * `places = ⌊(length + 2 · padding − dilation · (kernel − 1) − 1) / stride⌋ + 1`.
 *
 * @param weight [outputs, inputs / groups, kernel]
 * @param bias [outputs]
 * @throws {ShapeError} when channels do not fit or the sequence is shorter than the window.
 * @throws {OptionError} for steps that are not whole numbers in range, or groups that do not divide the channels.
 *
 * @example
 * ```ts
 * import { conv1d, tensor } from '@heed/core';
 * const y = conv1d(tensor([[[1, 2, 3, 4]]]), tensor([[[1, -1]]])); // [[[-1, -1, -1]]]
 * ```
 */
export function conv1d(
  x: TensorLike,
  weight: TensorLike,
  bias?: TensorLike,
  options: Conv1dOptions = {},
): Tensor {
  checkOptions('conv1d', options, ['stride', 'padding', 'dilation', 'groups']);
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  const inputs = [asTensor(x), asTensor(weight), ...(bias === undefined ? [] : [asTensor(bias)])];
  return apply(op, inputs, { stride, padding, dilation, groups });
}
