import { apply, checkFloating, defineOp } from '../op.ts';
import { sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import type { Conv2dAttributes } from './conv2d.ts';
import { fold } from './fold.ts';
import { matmul } from './matmul.ts';
import { reshape } from './reshape.ts';
import { sum } from './sum.ts';
import { columnsOf, type Pair, pictureSize, windowPlaces } from './unfold.ts';

// Convolution in groups of channels that do not mix, down to one channel each (depthwise). As products, of one or few rows
// each, it would spend its time on laying out columns, so that it is an op of its own, which backends compute directly.

type InputGradientAttributes = Conv2dAttributes & { readonly size: Pair };
type WeightGradientAttributes = Conv2dAttributes & { readonly kernel: Pair };

/** A weight as a matrix for each group: [groups, outputs / groups, inputs / groups · kernel]. */
function matrices(weight: Tensor, groups: number): Tensor {
  const [outputs = 0, ...rest] = weight.shape;
  return reshape(weight, [groups, outputs / groups, sizeOf(rest)]);
}

/** A picture by groups: [batch, groups, outputs / groups, places]. */
function byGroup(picture: Tensor, groups: number): Tensor {
  const [batch = 0, channels = 0] = picture.shape;
  const [height, width] = pictureSize('conv2d', picture.shape);
  return reshape(picture, [batch, groups, channels / groups, height * width]);
}

/** What each window sees, by groups: [batch, groups, inputs / groups · kernel, places]. */
function columnsByGroup(x: Tensor, kernel: Pair, { groups, ...window }: Conv2dAttributes): Tensor {
  const columns = columnsOf(x, { kernel, ...window });
  const [batch = 0, height = 0, places = 0] = columns.shape;
  return reshape(columns, [batch, groups, height / groups, places]);
}

const inputGradientOp = defineOp<InputGradientAttributes>({
  name: 'groupedConv2dInputGradient',
  infer: ([weight, gradient], { groups, size }) => {
    if (weight === undefined || gradient === undefined) return [];
    const [batch = 0] = gradient.shape;
    return [{ shape: [batch, (weight.shape[1] ?? 0) * groups, ...size], dtype: weight.dtype }];
  },
  decompose: ([weight, gradient], { groups, size, ...window }) => {
    if (weight === undefined || gradient === undefined) return [];
    const kernel = pictureSize('conv2d', weight.shape);
    const columns = matmul(matrices(weight, groups), byGroup(gradient, groups), { transposeA: true });
    const [batch = 0, , height = 0, places = 0] = columns.shape;
    return [fold(reshape(columns, [batch, groups * height, places]), { size, kernel, ...window })];
  },
});

const weightGradientOp = defineOp<WeightGradientAttributes>({
  name: 'groupedConv2dWeightGradient',
  infer: ([x, gradient], { groups, kernel }) => {
    if (x === undefined || gradient === undefined) return [];
    return [{ shape: [gradient.shape[1] ?? 0, (x.shape[1] ?? 0) / groups, ...kernel], dtype: x.dtype }];
  },
  decompose: ([x, gradient], { kernel, ...attributes }) => {
    if (x === undefined || gradient === undefined) return [];
    const { groups } = attributes;
    const columns = columnsByGroup(x, kernel, attributes);
    const each = matmul(byGroup(gradient, groups), columns, { transposeB: true });
    const shape = [gradient.shape[1] ?? 0, (x.shape[1] ?? 0) / groups, ...kernel];
    return [reshape(sum(each, { axis: 0 }), shape)];
  },
});

const op = defineOp<Conv2dAttributes>({
  name: 'groupedConv2d',
  infer: ([x, weight], window) => {
    if (x === undefined || weight === undefined) return [];
    const kernel = pictureSize('conv2d', weight.shape);
    const places = windowPlaces('conv2d', pictureSize('conv2d', x.shape), { kernel, ...window });
    return [{ shape: [x.shape[0] ?? 0, weight.shape[0] ?? 0, ...places], dtype: checkFloating('conv2d', x) }];
  },
  vjp: ([gradient], { inputs: [x, weight, bias], attributes, needs }) => {
    if (gradient === undefined || x === undefined || weight === undefined) return [];
    const size = pictureSize('conv2d', x.shape);
    const kernel = pictureSize('conv2d', weight.shape);
    return [
      needs[0] ? apply(inputGradientOp, [weight, gradient], { ...attributes, size }) : undefined,
      needs[1] ? apply(weightGradientOp, [x, gradient], { ...attributes, kernel }) : undefined,
      bias && needs[2] ? sum(gradient, { axis: [0, 2, 3] }) : undefined,
    ];
  },
  decompose: ([x, weight, bias], attributes) => {
    if (x === undefined || weight === undefined) return [];
    const kernel = pictureSize('conv2d', weight.shape);
    const places = windowPlaces('conv2d', pictureSize('conv2d', x.shape), { kernel, ...attributes });
    const product = matmul(matrices(weight, attributes.groups), columnsByGroup(x, kernel, attributes));
    const [outputs = 0] = weight.shape;
    const y = reshape(product, [x.shape[0] ?? 0, outputs, ...places]);
    return [bias === undefined ? y : add(y, reshape(bias, [outputs, 1, 1]))];
  },
});

/** {@link conv2d} in several groups, its arguments checked: [x, weight, bias?]. */
export function groupedConv2d(inputs: readonly Tensor[], attributes: Conv2dAttributes): Tensor {
  return apply(op, inputs, attributes);
}
