import * as ops from '../../ops/index.ts';
import { type Sample, samplesOf } from '../sample.ts';

const none = (): readonly never[] => [];
const differentiable = false;

/** Samples of the functions that make tensors on the current backend, and of `cast`. */
export const creationSamples: readonly Sample[] = [
  ...samplesOf('tensor', {
    nested: {
      inputs: none,
      run: () =>
        ops.tensor([
          [1.5, 2],
          [3, 4],
        ]),
      expected: [
        [1.5, 2],
        [3, 4],
      ],
      differentiable,
    },
    booleans: { inputs: none, run: () => ops.tensor([true, false]), expected: [true, false], differentiable },
    'a typed array': {
      inputs: none,
      run: () => ops.tensor(Int32Array.of(7, -7), { shape: [2, 1] }),
      expected: [[7], [-7]],
      differentiable,
    },
    '64-bit ids': {
      inputs: none,
      run: () => ops.tensor(BigInt64Array.of(9n, -1n)),
      expected: [9, -1],
      differentiable,
    },
  }),
  ...samplesOf('full', {
    floats: {
      inputs: none,
      run: () => ops.full([2, 3], -1.5),
      expected: [
        [-1.5, -1.5, -1.5],
        [-1.5, -1.5, -1.5],
      ],
      differentiable,
    },
    int32: { inputs: none, run: () => ops.full([2], 7, 'int32'), expected: [7, 7], differentiable },
    nothing: { inputs: none, run: () => ops.full([3, 0], 7), differentiable },
  }),
  ...samplesOf('fullLike', {
    'a scalar': {
      inputs: (draw) => [draw.float([])],
      run: (x) => ops.fullLike(x, 3),
      expected: 3,
      differentiable,
    },
  }),
  ...samplesOf('zeros', {
    booleans: { inputs: none, run: () => ops.zeros([2], 'bool'), expected: [false, false], differentiable },
  }),
  ...samplesOf('ones', {
    'a row': { inputs: none, run: () => ops.ones([1, 2]), expected: [[1, 1]], differentiable },
    // The bits of 1.
    bfloat16: { inputs: none, run: () => ops.ones([1], 'bfloat16'), expected: [0x3f80], differentiable },
  }),
  ...samplesOf('arange', {
    'from 0': { inputs: none, run: () => ops.arange(4), expected: [0, 1, 2, 3], differentiable },
    'by 2': {
      inputs: none,
      run: () => ops.arange(9, { start: 4, step: 2 }),
      expected: [4, 6, 8],
      differentiable,
    },
    'downwards in float32': {
      inputs: none,
      run: () => ops.arange(0, { start: 1, step: -0.25, dtype: 'float32' }),
      expected: [1, 0.75, 0.5, 0.25],
      differentiable,
    },
    nothing: { inputs: none, run: () => ops.arange(0), differentiable },
  }),
  ...samplesOf('eye', {
    square: {
      inputs: none,
      run: () => ops.eye(2),
      expected: [
        [1, 0],
        [0, 1],
      ],
      differentiable,
    },
    wide: {
      inputs: none,
      run: () => ops.eye(2, { columns: 3, dtype: 'int32' }),
      expected: [
        [1, 0, 0],
        [0, 1, 0],
      ],
      differentiable,
    },
  }),
  ...samplesOf('cast', {
    'to int32': {
      inputs: (draw) => [draw.numbers([-2.75, 2.75, 0, Number.NaN, Number.POSITIVE_INFINITY, -3e9])],
      run: (x) => ops.cast(x, 'int32'),
      expected: [-2, 2, 0, 0, 2_147_483_647, -2_147_483_648],
      differentiable,
    },
    'to bool': {
      inputs: (draw) => [draw.numbers([0, -0, 0.5, Number.NaN])],
      run: (x) => ops.cast(x, 'bool'),
      expected: [false, false, true, true],
      differentiable,
    },
    'to uint8': {
      inputs: (draw) => [draw.numbers([-1, 3.9, 256])],
      run: (x) => ops.cast(x, 'uint8'),
      expected: [0, 3, 255],
      differentiable,
    },
    // The bits: sign, exponent and mantissa.
    'to bfloat16': {
      inputs: (draw) => [draw.numbers([1, -1, 3.140625, 1.00390625, 1.01171875])],
      run: (x) => ops.cast(x, 'bfloat16'),
      expected: [0x3f80, 0xbf80, 0x4049, 0x3f80, 0x3f82],
      differentiable,
    },
    'to float16': {
      inputs: (draw) => [draw.numbers([1, -2, 65504, 65536])],
      run: (x) => ops.cast(x, 'float16'),
      expected: [0x3c00, 0xc000, 0x7bff, 0x7c00],
      differentiable,
    },
    'to float16 and back': {
      inputs: (draw) => [draw.numbers([1, -2.5, 65504, 65536, 2 ** -24, Number.NaN])],
      run: (x) => ops.cast(ops.cast(x, 'float16'), 'float32'),
      expected: [1, -2.5, 65504, Number.POSITIVE_INFINITY, 2 ** -24, Number.NaN],
      differentiable,
    },
    'to bfloat16 and back': {
      inputs: (draw) => [draw.numbers([1, -2.5, 1.00390625, -(2 ** 127), 2 ** -130])],
      run: (x) => ops.cast(ops.cast(x, 'bfloat16'), 'float32'),
      expected: [1, -2.5, 1, -(2 ** 127), 2 ** -130],
      differentiable,
    },
    'from bool': {
      inputs: (draw) => [draw.booleans([true, false])],
      run: (x) => ops.cast(x, 'float32'),
      expected: [1, 0],
      differentiable,
    },
    'from int32': {
      inputs: (draw) => [draw.integers([-7, 16_777_216])],
      run: (x) => ops.cast(x, 'float32'),
      expected: [-7, 16_777_216],
      differentiable,
    },
  }),
];
