import * as ops from '../../ops/index.ts';
import { type Sample, samplesOf } from '../sample.ts';

/** −8 to 7, twice: what four bits and a scale of 1 hold exactly. */
const whole = Array.from({ length: 32 }, (_, at) => (at % 16) - 8);
/** 96 numbers of no pattern around 0, small, so that what a backend rounds beside them stays small. */
const small = Array.from({ length: 96 }, (_, at) => 0.05 * Math.sin(1 + 2.3 * at));
const matrix = () => ops.tensor(Float32Array.from(small), { shape: [3, 32] });

/** Samples of weights in blocks. A tensor in blocks is read by its numbers. */
const inBlocks: readonly Sample[] = [
  ...samplesOf('quantize', {
    'numbers that four bits hold': {
      inputs: (draw) => [draw.numbers([whole])],
      run: (x) => ops.dequantize(ops.quantize(x, 'q4_0')),
      expected: [whole],
      differentiable: false,
    },
    'five bits and an offset': {
      inputs: (draw) => [draw.float([2, 3, 64])],
      run: (x) => ops.dequantize(ops.quantize(x, 'q5_1')),
      differentiable: false,
    },
    'no rows': {
      inputs: (draw) => [draw.float([0, 32])],
      run: (x) => ops.dequantize(ops.quantize(x, 'q8_0')),
      differentiable: false,
    },
  }),
  ...samplesOf('dequantize', {
    'numbers and an offset': {
      inputs: (draw) => [draw.numbers([whole.map((number) => number + 8.5)])],
      run: (x) => ops.dequantize(ops.quantize(x, 'q4_1')),
      expected: [whole.map((number) => number + 8.5)],
      differentiable: false,
    },
    'five rows': {
      inputs: (draw) => [draw.float([5, 96])],
      run: (x) => ops.dequantize(ops.quantize(x, 'q5_0')),
      differentiable: false,
    },
  }),
  ...samplesOf('linear', {
    'a weight in blocks of 8 bits': {
      inputs: (draw) => [draw.float([2, 3, 32]), draw.float([3])],
      run: (x, bias) => ops.linear(x, ops.quantize(matrix(), 'q8_0'), bias),
    },
    'a weight in blocks of 4 bits': {
      inputs: (draw) => [draw.float([5, 32])],
      run: (x) => ops.linear(x, ops.quantize(matrix(), 'q4_1')),
    },
    'a weight in blocks, a gate and a residual': {
      inputs: (draw) => [draw.float([5, 32]), draw.float([5, 3]), draw.float([5, 3])],
      run: (x, gate, residual) =>
        ops.linear(x, ops.quantize(matrix(), 'q4_0'), undefined, { activation: 'silu', gate, residual }),
    },
  }),
  ...samplesOf('linearMaps', {
    'weights in blocks of two types and in floats': {
      inputs: (draw) => [draw.float([5, 32]), draw.float([7, 32])],
      run: (x, plain) =>
        ops.linearMaps(x, [
          { weight: ops.quantize(matrix(), 'q4_1') },
          { weight: plain },
          { weight: ops.quantize(matrix(), 'q8_0') },
          { weight: ops.quantize(matrix(), 'q8_0') },
        ]),
    },
  }),
  ...samplesOf('gatedLinear', {
    'weights in blocks': {
      inputs: (draw) => [draw.float([1, 32]), draw.float([3])],
      run: (x, bias) =>
        ops.gatedLinear(
          x,
          { weight: ops.quantize(matrix(), 'q4_1') },
          { weight: ops.quantize(matrix(), 'q4_0'), bias },
          'silu',
        ),
    },
  }),
  ...samplesOf('embedding', {
    'a table in blocks': {
      inputs: (draw) => [draw.ids([2, 5], 3)],
      run: (ids) => ops.embedding(ops.quantize(matrix(), 'q4_0'), ids),
      differentiable: false,
    },
  }),
];

/** Samples of weights in blocks and in half precision. */
export const blockSamples: readonly Sample[] = [
  ...inBlocks.map((sample): Sample => ({ ...sample, blocks: true })),
  ...samplesOf('linear', {
    'a weight of float16': {
      inputs: (draw) => [draw.float([2, 32]), draw.float([3])],
      run: (x, bias) => ops.linear(x, ops.cast(matrix(), 'float16'), bias),
    },
    'a weight of bfloat16': {
      inputs: (draw) => [draw.float([7, 32])],
      run: (x) => ops.linear(x, ops.cast(matrix(), 'bfloat16')),
    },
    'a weight of float16 and gelu, one row': {
      inputs: (draw) => [draw.float([1, 32])],
      run: (x) => ops.linear(x, ops.cast(matrix(), 'float16'), undefined, { activation: 'gelu' }),
    },
  }),
  ...samplesOf('embedding', {
    'a table of float16': {
      inputs: (draw) => [draw.ids([5], 3)],
      run: (ids) => ops.embedding(ops.cast(matrix(), 'float16'), ids),
      differentiable: false,
    },
  }),
];
