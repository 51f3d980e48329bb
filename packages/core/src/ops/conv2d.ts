import { OptionError, ShapeError } from '../errors.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { type Shape, sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { groupedConv2d } from './grouped-conv2d.ts';
import { matmul } from './matmul.ts';
import { reshape } from './reshape.ts';
import { columnsOf, type Pair, pictureSize, windowAttributes, windowPlaces } from './unfold.ts';

/** Options of {@link conv2d}; one number stands for both axes. */
export interface Conv2dOptions {
  /** Steps of the window; 1 by default. */
  readonly stride?: number | Pair;
  /** Zeros around the picture; 0 by default. */
  readonly padding?: number | Pair;
  /** Distance between the elements that a window reads; 1 by default. */
  readonly dilation?: number | Pair;
  /** Number of groups of channels that do not mix; 1 by default. */
  readonly groups?: number;
}

/** Attributes of the conv2d kernel. */
export type Conv2dAttributes = {
  readonly stride: Pair;
  readonly padding: Pair;
  readonly dilation: Pair;
  readonly groups: number;
};

/** Refuses channels, groups and biases that do not fit. */
export function checkConvolution(name: string, shapes: readonly Shape[], groups: number): void {
  const [x = [], weight = [], bias] = shapes;
  const [outputs = 0, perGroup = 0] = weight;
  if (!Number.isSafeInteger(groups) || groups < 1 || outputs % groups !== 0) {
    throw new OptionError(`${name}: ${groups} groups do not divide ${outputs} output channels`);
  }
  if (x.length !== weight.length || x[1] !== perGroup * groups) {
    throw new ShapeError(
      `${name}: weight ${showShape(weight)} ([outputs, inputs / groups, …kernel]) with ${groups} groups does ` +
        `not fit input ${showShape(x)} ([batch, inputs, …])`,
    );
  }
  if (bias !== undefined && !sameShape(bias, [outputs])) {
    throw new ShapeError(`${name}: bias must be ${showShape([outputs])}, got ${showShape(bias)}`);
  }
}

const op = defineOp<Conv2dAttributes>({
  name: 'conv2d',
  infer: (inputs, { groups, ...window }) => {
    const dtype = checkFloating('conv2d', ...inputs);
    const shapes = inputs.map((input) => input.shape);
    const [x = [], weight = []] = shapes;
    const picture = pictureSize('conv2d', x);
    checkConvolution('conv2d', shapes, groups);
    const kernel = pictureSize('conv2d', weight);
    const places = windowPlaces('conv2d', picture, windowAttributes('conv2d', { kernel, ...window }));
    return [{ shape: [x[0] ?? 0, weight[0] ?? 0, ...places], dtype }];
  },
  decompose: (inputs, { groups, ...window }) => {
    const [x, weight, bias] = inputs;
    if (x === undefined || weight === undefined) return [];
    if (groups > 1) return [groupedConv2d(inputs, { groups, ...window })];
    const [outputs = 0] = weight.shape;
    const kernel = pictureSize('conv2d', weight.shape);
    const places = windowPlaces('conv2d', pictureSize('conv2d', x.shape), { kernel, ...window });
    const columns = columnsOf(x, { kernel, ...window });
    const product = matmul(reshape(weight, [outputs, columns.shape[1] ?? 0]), columns);
    const y = reshape(product, [x.shape[0] ?? 0, outputs, ...places]);
    return [bias === undefined ? y : add(y, reshape(bias, [outputs, 1, 1]))];
  },
});

/**
 * Convolution of a picture (cross-correlation, as everywhere in deep learning):
 * `[batch, inputs, height, width] → [batch, outputs, rows, columns]` with
 * `rows = ⌊(height + 2 · padding − dilation · (kernel − 1) − 1) / stride⌋ + 1`.
 *
 * @param weight [outputs, inputs / groups, kernel rows, kernel columns]
 * @param bias [outputs]
 * @throws {ShapeError} when channels do not fit or the picture is smaller than the window.
 * @throws {OptionError} for steps that are not whole numbers in range, or groups that do not divide the channels.
 *
 * @example
 * ```ts
 * import { conv2d, ones } from '@heed/core';
 * const patches = conv2d(ones([1, 3, 8, 8]), ones([16, 3, 4, 4]), undefined, { stride: 4 });
 * console.log(patches.shape); // [1, 16, 2, 2]
 * ```
 */
export function conv2d(
  x: TensorLike,
  weight: TensorLike,
  bias?: TensorLike,
  options: Conv2dOptions = {},
): Tensor {
  checkOptions('conv2d', options, ['stride', 'padding', 'dilation', 'groups']);
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  const pair = (value: number | Pair): Pair => (typeof value === 'number' ? [value, value] : value);
  const inputs = [asTensor(x), asTensor(weight), ...(bias === undefined ? [] : [asTensor(bias)])];
  return apply(op, inputs, {
    stride: pair(stride),
    padding: pair(padding),
    dilation: pair(dilation),
    groups,
  });
}
