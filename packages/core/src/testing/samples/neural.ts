import * as ops from '../../ops/index.ts';
import { RandomGenerator } from '../../random/random-generator.ts';
import type { Sample } from '../sample.ts';

/** Samples of the products and the fused ops of neural networks. */
export const neuralSamples: readonly Sample[] = [
  ...[false, true].flatMap((transposeA) =>
    [false, true].map(
      (transposeB): Sample => ({
        op: 'matmul',
        name: `${transposeA ? 'Aᵀ' : 'A'} · ${transposeB ? 'Bᵀ' : 'B'}`,
        inputs: (draw) => [
          draw.float(transposeA ? [2, 3, 5] : [2, 5, 3]),
          draw.float(transposeB ? [2, 7, 3] : [2, 3, 7]),
        ],
        run: (a, b) => ops.matmul(a, b, { transposeA, transposeB }),
      }),
    ),
  ),
  {
    op: 'matmul',
    name: 'batch broadcast',
    inputs: (draw) => [draw.float([2, 1, 5, 3]), draw.float([3, 3, 2])],
    run: (a, b) => ops.matmul(a, b),
  },
  {
    op: 'matmul',
    name: 'large',
    inputs: (draw) => [draw.float([37, 41]), draw.float([41, 43])],
    run: (a, b) => ops.matmul(a, b),
    differentiable: false,
  },
  {
    op: 'linear',
    name: 'with bias',
    inputs: (draw) => [draw.float([2, 3, 5]), draw.float([7, 5]), draw.float([7])],
    run: (x, weight, bias) => ops.linear(x, weight, bias),
  },
  {
    op: 'linear',
    name: 'without bias',
    inputs: (draw) => [draw.float([3, 5]), draw.float([7, 5])],
    run: (x, weight) => ops.linear(x, weight),
  },
  {
    op: 'softmax',
    name: 'the last',
    inputs: (draw) => [draw.float([3, 7], -3, 3)],
    run: (x) => ops.softmax(x),
  },
  {
    op: 'softmax',
    name: 'the first',
    inputs: (draw) => [draw.float([3, 7], -3, 3)],
    run: (x) => ops.softmax(x, { axis: 0 }),
  },
  {
    op: 'logSoftmax',
    name: 'the last',
    inputs: (draw) => [draw.float([3, 7], -3, 3)],
    run: (x) => ops.logSoftmax(x),
  },
  {
    op: 'layerNorm',
    name: '[3, 7]',
    inputs: (draw) => [draw.float([3, 7]), draw.float([7]), draw.float([7])],
    run: (x, weight, bias) => ops.layerNorm(x, weight, bias, { epsilon: 1e-3 }),
  },
  {
    op: 'rmsNorm',
    name: '[3, 7]',
    inputs: (draw) => [draw.float([3, 7]), draw.float([7])],
    run: (x, weight) => ops.rmsNorm(x, weight, { epsilon: 1e-3 }),
  },
  {
    op: 'embedding',
    name: 'with padding',
    inputs: (draw) => [draw.float([5, 3]), draw.ids([2, 7], 5)],
    run: (table, ids) => ops.embedding(table, ids),
  },
  {
    op: 'dropout',
    name: 'of a third',
    inputs: (draw) => [draw.float([5, 7])],
    run: (x) => ops.dropout(x, { rate: 1 / 3, generator: new RandomGenerator(3), training: true }),
  },
  {
    op: 'crossEntropy',
    name: 'smoothed',
    inputs: (draw) => [draw.float([5, 7], -3, 3), draw.ids([5], 7)],
    run: (logits, targets) => ops.crossEntropy(logits, targets, { labelSmoothing: 0.1, ignoreIndex: 3 }),
  },
  ...[false, true].map(
    (causal): Sample => ({
      op: 'scaledDotProductAttention',
      name: causal ? 'causal, grouped heads' : 'grouped heads',
      inputs: (draw) => [draw.float([2, 4, 3, 4]), draw.float([2, 2, 5, 4]), draw.float([2, 2, 5, 4])],
      run: (q, k, v) => ops.scaledDotProductAttention(q, k, v, { causal }),
    }),
  ),
  {
    op: 'scaledDotProductAttention',
    name: 'mask and bias',
    inputs: (draw) => [
      draw.float([2, 2, 3, 4]),
      draw.float([2, 2, 5, 4]),
      draw.float([2, 2, 5, 4]),
      draw.float([1, 2, 3, 5]),
      draw.mask([2, 1, 1, 5]),
    ],
    run: (q, k, v, bias, mask) => ops.scaledDotProductAttention(q, k, v, { bias, mask }),
  },
  {
    op: 'conv1d',
    name: 'strided',
    inputs: (draw) => [draw.float([2, 3, 11]), draw.float([5, 3, 3])],
    run: (x, weight) => ops.conv1d(x, weight, undefined, { stride: 2, padding: 1 }),
  },
  {
    op: 'conv2d',
    name: 'padded',
    inputs: (draw) => [draw.float([1, 2, 5, 7]), draw.float([3, 2, 3, 3])],
    run: (x, weight) => ops.conv2d(x, weight, undefined, { padding: 1 }),
  },
  {
    op: 'adamwUpdate',
    name: 'third step',
    inputs: (draw) => [draw.float([7]), draw.float([7]), draw.float([7]), draw.float([7], 0.1, 1)],
    run: (p, g, firstMoment, secondMoment) => {
      const attributes = { rate: 0.1, beta1: 0.9, beta2: 0.98, epsilon: 1e-8, weightDecay: 0.1, step: 3 };
      const next = ops.adamwUpdate(p, g, { firstMoment, secondMoment }, attributes);
      return [next.parameter, next.firstMoment, next.secondMoment];
    },
    differentiable: false,
  },
];
