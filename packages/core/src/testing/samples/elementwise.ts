import * as ops from '../../ops/index.ts';
import type { Tensor } from '../../tensor.ts';
import type { Sample } from '../sample.ts';

type Unary = (x: Tensor) => Tensor;
type Binary = (a: Tensor, b: Tensor) => Tensor;

const anywhere: Readonly<Record<string, Unary>> = {
  negate: ops.negate,
  exp: ops.exp,
  tanh: ops.tanh,
  sigmoid: ops.sigmoid,
  erf: ops.erf,
  sin: ops.sin,
  cos: ops.cos,
  abs: ops.abs,
  relu: ops.relu,
  softplus: ops.softplus,
  silu: ops.silu,
};
const positive: Readonly<Record<string, Unary>> = { log: ops.log, sqrt: ops.sqrt, rsqrt: ops.rsqrt };
const binary: Readonly<Record<string, Binary>> = {
  add: ops.add,
  subtract: ops.subtract,
  multiply: ops.multiply,
  maximum: ops.maximum,
  minimum: ops.minimum,
};
const comparisons: Readonly<Record<string, Binary>> = {
  equal: ops.equal,
  notEqual: ops.notEqual,
  less: ops.less,
  lessEqual: ops.lessEqual,
  greater: ops.greater,
  greaterEqual: ops.greaterEqual,
};

const entries = <Value>(table: Readonly<Record<string, Value>>): [string, Value][] => Object.entries(table);

/** Samples of the elementwise ops. */
export const elementwiseSamples: readonly Sample[] = [
  ...entries(anywhere).flatMap(([op, run]): Sample[] => [
    { op, name: '[3, 7]', inputs: (draw) => [draw.float([3, 7], -2, 2)], run },
    { op, name: 'nothing', inputs: (draw) => [draw.float([0, 3])], run },
  ]),
  ...entries(positive).map(
    ([op, run]): Sample => ({
      op,
      name: '[11]',
      inputs: (draw) => [draw.float([11], 0.5, 3)],
      run,
    }),
  ),
  ...entries(binary).flatMap(([op, run]): Sample[] => [
    { op, name: 'equal shapes', inputs: (draw) => [draw.float([5, 3]), draw.float([5, 3])], run },
    { op, name: 'a row', inputs: (draw) => [draw.float([2, 5, 3]), draw.float([3])], run },
    { op, name: 'an outer product', inputs: (draw) => [draw.float([5, 1]), draw.float([7])], run },
    { op, name: 'a scalar', inputs: (draw) => [draw.float([]), draw.float([3, 2])], run },
  ]),
  {
    op: 'power',
    name: 'a cube',
    inputs: (draw) => [draw.float([7], 0.5, 2)],
    run: (x) => ops.power(x, 3),
  },
  {
    op: 'divide',
    name: 'a column',
    inputs: (draw) => [draw.float([5, 3]), draw.float([5, 1], 0.5, 2)],
    run: (a, b) => ops.divide(a, b),
  },
  ...entries(comparisons).map(
    ([op, run]): Sample => ({
      op,
      name: 'a row',
      inputs: (draw) => [draw.float([5, 3]), draw.float([3])],
      run,
      differentiable: false,
    }),
  ),
  ...entries({ logicalAnd: ops.logicalAnd, logicalOr: ops.logicalOr }).map(
    ([op, run]): Sample => ({
      op,
      name: 'a row',
      inputs: (draw) => [draw.mask([5, 3]), draw.mask([3])],
      run,
      differentiable: false,
    }),
  ),
  {
    op: 'logicalNot',
    name: '[7]',
    inputs: (draw) => [draw.mask([7])],
    run: (x) => ops.logicalNot(x),
    differentiable: false,
  },
  {
    op: 'where',
    name: 'broadcast',
    inputs: (draw) => [draw.float([5, 3]), draw.float([3]), draw.mask([5, 1])],
    run: (a, b, mask) => ops.where(mask, a, b),
  },
  {
    op: 'cast',
    name: 'to int32',
    inputs: (draw) => [draw.float([7], -9, 9)],
    run: (x) => ops.cast(x, 'int32'),
    differentiable: false,
  },
  {
    op: 'cast',
    name: 'to bfloat16',
    inputs: (draw) => [draw.float([7])],
    run: (x) => ops.cast(x, 'bfloat16'),
    differentiable: false,
  },
  ...(['none', 'tanh'] as const).map(
    (approximate): Sample => ({
      op: 'gelu',
      name: approximate,
      inputs: (draw) => [draw.float([13], -3, 3)],
      run: (x) => ops.gelu(x, { approximate }),
    }),
  ),
];
