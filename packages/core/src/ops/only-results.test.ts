import { expect, it } from 'vitest';
import { cpu } from '../backend/reference.ts';
import { DTypeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import { live } from '../memory/live.ts';
import type { TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import * as ops from './index.ts';

/** What a call outside of all scopes leaves behind when its results are gone: tensors and buffers. */
function leftBy(call: () => Tensor | readonly Tensor[]): readonly [tensors: number, buffers: number] {
  const count = (): readonly [number, number] => [
    live().reduce((total, { tensors }) => total + tensors, 0),
    cpu.memory().buffers,
  ];
  const [tensors, buffers] = count();
  for (const result of [call()].flat()) result.dispose();
  const after = count();
  return [after[0] - tensors, after[1] - buffers];
}

const x = ops.tensor([
  [0.5, 0.25, 2],
  [0.125, 0.75, 3],
]);
const mask = ops.tensor([true, false, true]);
const ids = ops.tensor([2, 0], { dtype: 'int32' });

const { add, subtract, multiply, divide, maximum, minimum } = ops;
const { equal, notEqual, greater, greaterEqual, less, lessEqual, logicalAnd, logicalOr } = ops;
const compared = { equal, notEqual, greater, greaterEqual, less, lessEqual };

it.each(Object.entries({ add, subtract, multiply, divide, maximum, minimum, ...compared }))(
  '%s with a number leaves its result alone',
  (_, op) => {
    for (const [a, b] of [
      [x, 3],
      [3, x],
      [3, 4],
    ] as const)
      expect(leftBy(() => op(a, b))).toEqual([0, 0]);
  },
);

it('so do choices and logic', () => {
  for (const op of [logicalAnd, logicalOr]) expect(leftBy(() => op(mask, 1))).toEqual([0, 0]);
  expect(leftBy(() => ops.where(mask, x, 0))).toEqual([0, 0]);
  expect(leftBy(() => ops.where(mask, -1, x))).toEqual([0, 0]);
  expect(leftBy(() => ops.where(mask, 1, 0))).toEqual([0, 0]);
});

const { abs, cos, erf, exp, gelu, log, negate, relu, rsqrt, sigmoid, silu, sin, softplus, sqrt, tanh } = ops;
const ofOne = {
  abs,
  cos,
  erf,
  exp,
  gelu,
  log,
  negate,
  relu,
  rsqrt,
  sigmoid,
  silu,
  sin,
  softplus,
  sqrt,
  tanh,
};
const { sum, mean, max, min } = ops;

it.each(Object.entries<(x: TensorLike) => Tensor>({ ...ofOne, sum, mean, max, min }))(
  '%s of a number leaves its result alone',
  (_, op) => expect(leftBy(() => op(3))).toEqual([0, 0]),
);

it.each(
  Object.entries({
    power: () => ops.power(3, 2),
    cast: () => ops.cast(3, 'int32'),
    reshape: () => ops.reshape(3, [1, 1]),
    expandDims: () => ops.expandDims(3, { axis: 0 }),
    broadcastTo: () => ops.broadcastTo(3, [2, 2]),
    stack: () => ops.stack([3, 4], { axis: 0 }),
  }),
)('%s of a number leaves its result alone', (_, call) => expect(leftBy(call)).toEqual([0, 0]));

const row = ops.tensor([[2, 0]], { dtype: 'int32' });
const heads = ops.full([1, 2, 3, 5], 0.5);
const weights = ops.full([1, 2, 3, 3], 0.25);
const seen = ops.greaterEqual(weights, 0);
const keys = ops.tensor([[[[true, false, true]]]]);
const scores = ops.reshape(x, [1, 2, 3]);

it.each(
  Object.entries<() => Tensor | readonly Tensor[]>({
    sum: () => sum(x),
    max: () => max(x, { axis: 1 }),
    min: () => min(x, { axis: 0 }),
    mean: () => mean(x, { axis: 1 }),
    sumTo: () => ops.sumTo(x, [1, 3]),
    stack: () => ops.stack([x, x], { axis: 1 }),
    unstack: () => ops.unstack(x, { axis: 0 }),
    'slice with a step': () => ops.slice(x, { axis: 1, step: 2 }),
    repeatHeads: () => ops.repeatHeads(heads, 6),
    crossEntropy: () => ops.crossEntropy(x, ids),
    'crossEntropy of each': () => ops.crossEntropy(x, ids, { reduction: 'none' }),
    nextTokenCrossEntropy: () => ops.nextTokenCrossEntropy(scores, row),
    ctcLoss: () => ops.ctcLoss(scores, [[1]], { zeroInfinity: true }),
    attentionWeights: () => ops.attentionWeights(heads, heads, { causal: true }),
    weightedValues: () => ops.weightedValues(weights, heads, keys),
    'weightedValues by query': () => ops.weightedValues(weights, heads, seen),
  }),
)('%s, made of several ops, leaves its result alone', (_, call) => {
  expect(leftBy(call)).toEqual([0, 0]);
});

it('an op that refuses its tensor leaves nothing of its number', () => {
  expect(
    leftBy(() => {
      expect(() => multiply(mask, 1)).toThrow(DTypeError);
      return [];
    }),
  ).toEqual([0, 0]);
});

it('a tape has the number for as long as it needs it', () => {
  // d/dx Σ 3 / x = −3 / x², and its own derivative is 6 / x³.
  const reciprocal = (y: Tensor): Tensor => sum(divide(3, y));
  const slope = (y: Tensor): Tensor => grad(reciprocal)(y)[0] ?? y;
  const bend = (y: Tensor): Tensor => grad((z: Tensor) => sum(slope(z)))(y)[0] ?? y;
  const point = ops.tensor([0.5, 2]);
  expect([...slope(point).dataSync()]).toEqual([-12, -0.75]);
  expect([...bend(point).dataSync()]).toEqual([48, 0.75]);
  expect(leftBy(() => [slope(point), bend(point)])).toEqual([0, 0]);
});
