import * as ops from '../../ops/index.ts';
import { RandomGenerator } from '../../random/random-generator.ts';
import type { Tensor } from '../../tensor.ts';
import { type Draw, type Sample, samplesOf } from '../sample.ts';

const infinity = Number.POSITIVE_INFINITY;

const dropThird = (x: Tensor): Tensor =>
  ops.dropout(x, { rate: 1 / 3, generator: new RandomGenerator(3), training: true });

/** Updates of parameters that are given with gradient and moments, one after the other. */
const adamw = (...given: Tensor[]): Tensor[] => {
  const parameters: ops.AdamWInput[] = [];
  for (let at = 0; at < given.length; at += 4) {
    const [parameter, gradient, firstMoment, secondMoment] = given.slice(at, at + 4);
    if (!parameter || !gradient || !firstMoment || !secondMoment) return [];
    parameters.push({ parameter, gradient, firstMoment, secondMoment, weightDecay: 0.1 * (at + 1), step: 3 });
  }
  const results = ops.adamwUpdate(parameters, { rate: 0.1, beta1: 0.9, beta2: 0.98, epsilon: 1e-8 });
  return results.flatMap((next) => [next.parameter, next.firstMoment, next.secondMoment]);
};

const affine = (draw: Draw): Tensor[] => [draw.float([3, 7]), draw.float([7]), draw.float([7])];

/** Samples of the fused ops of neural networks, beside products and attention. */
export const neuralSamples: readonly Sample[] = [
  ...samplesOf('softmax', {
    'the last': { inputs: (draw) => [draw.float([3, 7], -3, 3)], run: (x) => ops.softmax(x) },
    'the first': { inputs: (draw) => [draw.float([3, 7], -3, 3)], run: (x) => ops.softmax(x, { axis: 0 }) },
    'one element': { inputs: (draw) => [draw.float([3, 1])], run: (x) => ops.softmax(x) },
    nothing: { inputs: (draw) => [draw.float([0, 3])], run: (x) => ops.softmax(x) },
    'large numbers and −∞': {
      inputs: (draw) => [
        draw.numbers([
          [1e4, 1e4],
          [-infinity, 3],
          [-infinity, -infinity],
          [-1e4, 1e4],
        ]),
      ],
      run: (x) => ops.softmax(x),
      expected: [
        [0.5, 0.5],
        [0, 1],
        [0, 0],
        [0, 1],
      ],
      differentiable: false,
    },
  }),
  ...samplesOf('logSoftmax', {
    'the last': { inputs: (draw) => [draw.float([3, 7], -3, 3)], run: (x) => ops.logSoftmax(x) },
    'the first': {
      inputs: (draw) => [draw.float([3, 7], -3, 3)],
      run: (x) => ops.logSoftmax(x, { axis: 0 }),
    },
    nothing: { inputs: (draw) => [draw.float([0, 3])], run: (x) => ops.logSoftmax(x) },
    'large numbers': {
      inputs: (draw) => [
        draw.numbers([
          [1e4, 1e4],
          [-1e4, 1e4],
        ]),
      ],
      run: (x) => ops.logSoftmax(x),
      expected: [
        [-Math.LN2, -Math.LN2],
        [-2e4, 0],
      ],
    },
  }),
  ...samplesOf('layerNorm', {
    '[3, 7]': { inputs: affine, run: (x, weight, bias) => ops.layerNorm(x, weight, bias, { epsilon: 1e-3 }) },
    'without weight': { inputs: (draw) => [draw.float([3, 7])], run: (x) => ops.layerNorm(x) },
    'three axes': {
      inputs: (draw) => [draw.float([2, 3, 5]), draw.float([5]), draw.float([5])],
      run: (x, weight, bias) => ops.layerNorm(x, weight, bias),
    },
    nothing: {
      inputs: (draw) => [draw.float([0, 5]), draw.float([5]), draw.float([5])],
      run: (x, weight, bias) => ops.layerNorm(x, weight, bias),
    },
    // (x − 3) / √(2 + 2), and a row without variance.
    'by hand': {
      inputs: (draw) => [
        draw.numbers([
          [1, 2, 3, 4, 5],
          [7, 7, 7, 7, 7],
        ]),
      ],
      run: (x) => ops.layerNorm(x, undefined, undefined, { epsilon: 2 }),
      expected: [
        [-1, -0.5, 0, 0.5, 1],
        [0, 0, 0, 0, 0],
      ],
    },
  }),
  ...samplesOf('rmsNorm', {
    '[3, 7]': {
      inputs: (draw) => [draw.float([3, 7]), draw.float([7])],
      run: (x, weight) => ops.rmsNorm(x, weight, { epsilon: 1e-3 }),
    },
    nothing: {
      inputs: (draw) => [draw.float([0, 5]), draw.float([5])],
      run: (x, weight) => ops.rmsNorm(x, weight),
    },
    // x / √(12.5 + 3.5) · weight, and zeros.
    'by hand': {
      inputs: (draw) => [
        draw.numbers([
          [3, -4],
          [0, 0],
        ]),
        draw.numbers([1, 2]),
      ],
      run: (x, weight) => ops.rmsNorm(x, weight, { epsilon: 3.5 }),
      expected: [
        [0.75, -2],
        [0, 0],
      ],
    },
  }),
  ...samplesOf('embedding', {
    'two axes of ids': {
      inputs: (draw) => [draw.float([5, 3]), draw.ids([2, 7], 5)],
      run: (table, ids) => ops.embedding(table, ids),
    },
    'no ids': {
      inputs: (draw) => [draw.float([5, 3]), draw.ids([0], 5)],
      run: (table, ids) => ops.embedding(table, ids),
    },
    'by hand': {
      inputs: (draw) => [
        draw.numbers([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
        draw.integers([2, 0, 2]),
      ],
      run: (table, ids) => ops.embedding(table, ids),
      expected: [
        [5, 6],
        [1, 2],
        [5, 6],
      ],
    },
  }),
  ...samplesOf('dropout', {
    'of a third': { inputs: (draw) => [draw.float([5, 7])], run: dropThird },
    'of nothing': { inputs: (draw) => [draw.float([0, 7])], run: dropThird },
  }),
  ...samplesOf('crossEntropy', {
    smoothed: {
      inputs: (draw) => [draw.float([5, 7], -3, 3), draw.ids([5], 7)],
      run: (logits, targets) => ops.crossEntropy(logits, targets, { labelSmoothing: 0.1, ignoreIndex: 3 }),
    },
    'each target': {
      inputs: (draw) => [draw.float([2, 3, 5], -3, 3), draw.ids([2, 3], 5)],
      run: (logits, targets) => ops.crossEntropy(logits, targets, { reduction: 'none' }),
    },
    'all ignored': {
      inputs: (draw) => [draw.float([3, 5]), draw.integers([-100, -100, -100])],
      run: (logits, targets) => ops.crossEntropy(logits, targets),
      expected: 0,
    },
    'equal logits': {
      inputs: (draw) => [
        draw.numbers([
          [1, 1],
          [-7, -7],
        ]),
        draw.integers([0, 1]),
      ],
      run: (logits, targets) => ops.crossEntropy(logits, targets, { reduction: 'sum' }),
      expected: 2 * Math.LN2,
    },
  }),
  ...samplesOf('ctcLoss', {
    'two rows': {
      inputs: (draw) => [draw.float([2, 7, 5], -3, 3)],
      run: (logits) =>
        ops.ctcLoss(
          logits,
          [
            [1, 1, 3],
            [4, 2],
          ],
          { frames: [7, 5] },
        ),
    },
    'no rows': {
      inputs: (draw) => [draw.float([0, 3, 5])],
      run: (logits) => ops.ctcLoss(logits, [], { reduction: 'none' }),
      differentiable: false,
    },
    // Of the 4 paths through two frames of two classes, three spell one label, and one spells none.
    'equal logits': {
      inputs: (draw) => [
        draw.numbers([
          [
            [1, 1],
            [-7, -7],
          ],
          [
            [3, 3],
            [3, 3],
          ],
        ]),
      ],
      run: (logits) => ops.ctcLoss(logits, [[1], []], { reduction: 'none' }),
      expected: [-Math.log(3 / 4), -Math.log(1 / 4)],
    },
  }),
  ...samplesOf('nextTokenCrossEntropy', {
    'two rows': {
      inputs: (draw) => [draw.float([2, 3, 5], -3, 3), draw.ids([2, 3], 5)],
      run: (logits, ids) => ops.nextTokenCrossEntropy(logits, ids),
    },
    'one token has no target': {
      inputs: (draw) => [draw.float([1, 1, 5]), draw.ids([1, 1], 5)],
      run: (logits, ids) => ops.nextTokenCrossEntropy(logits, ids),
      expected: 0,
    },
  }),
  ...samplesOf('adamwUpdate', {
    'third step': {
      inputs: (draw) => [draw.float([7]), draw.float([7]), draw.float([7]), draw.float([7], 0.1, 1)],
      run: adamw,
      differentiable: false,
    },
    'three parameters': {
      inputs: (draw) =>
        [[7], [2, 3], [1]].flatMap((shape) => [
          draw.float(shape),
          draw.float(shape),
          draw.float(shape),
          draw.float(shape, 0.1, 1),
        ]),
      run: adamw,
      differentiable: false,
    },
    // m = v = 0 and g = 0: only the decay of 0.1 · 0.1.
    'without a gradient': {
      inputs: (draw) => [
        draw.numbers([1, -2]),
        draw.numbers([0, 0]),
        draw.numbers([0, 0]),
        draw.numbers([0, 0]),
      ],
      run: adamw,
      expected: [0.99, -1.98],
      differentiable: false,
    },
    // The square of 1e20 is too large for float32, a fiftieth of it is not.
    'large and small gradients': {
      inputs: (draw) => [
        draw.numbers([0.5, 1, -2]),
        draw.numbers([1e20, 3, -1e-30]),
        draw.numbers([0, 0, 0]),
        draw.numbers([0, 0, 0.25]),
      ],
      run: adamw,
      differentiable: false,
    },
  }),
];
