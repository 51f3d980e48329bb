import * as ops from '../../ops/index.ts';
import { type Sample, samplesOf } from '../sample.ts';

const matmulSamples = [false, true].flatMap((transposeA) =>
  [false, true].flatMap((transposeB) =>
    samplesOf('matmul', {
      [`${transposeA ? 'Aᵀ' : 'A'} · ${transposeB ? 'Bᵀ' : 'B'}`]: {
        inputs: (draw) => [
          draw.float(transposeA ? [2, 3, 5] : [2, 5, 3]),
          draw.float(transposeB ? [2, 7, 3] : [2, 3, 7]),
        ],
        run: (a, b) => ops.matmul(a, b, { transposeA, transposeB }),
      },
    }),
  ),
);

/** Samples of products of matrices and convolutions. */
export const productSamples: readonly Sample[] = [
  ...matmulSamples,
  ...samplesOf('matmul', {
    'batch broadcast': {
      inputs: (draw) => [draw.float([2, 1, 5, 3]), draw.float([3, 3, 2])],
      run: (a, b) => ops.matmul(a, b),
    },
    'one row': {
      inputs: (draw) => [draw.float([1, 37]), draw.float([37, 11])],
      run: (a, b) => ops.matmul(a, b),
    },
    large: {
      inputs: (draw) => [draw.float([37, 41]), draw.float([41, 43])],
      run: (a, b) => ops.matmul(a, b),
      differentiable: false,
    },
    'no rows': {
      inputs: (draw) => [draw.float([0, 3]), draw.float([3, 2])],
      run: (a, b) => ops.matmul(a, b),
    },
    'nothing to sum': {
      inputs: (draw) => [draw.float([2, 0]), draw.float([0, 3])],
      run: (a, b) => ops.matmul(a, b),
      expected: [
        [0, 0, 0],
        [0, 0, 0],
      ],
    },
    'by hand': {
      inputs: (draw) => [
        draw.numbers([
          [1, 2],
          [3, 4],
        ]),
        draw.numbers([
          [5, 6, 7],
          [8, 9, 10],
        ]),
      ],
      run: (a, b) => ops.matmul(a, b),
      expected: [
        [21, 24, 27],
        [47, 54, 61],
      ],
    },
  }),
  ...samplesOf('linear', {
    'with bias': {
      inputs: (draw) => [draw.float([2, 3, 5]), draw.float([7, 5]), draw.float([7])],
      run: (x, weight, bias) => ops.linear(x, weight, bias),
    },
    'without bias': {
      inputs: (draw) => [draw.float([3, 5]), draw.float([7, 5])],
      run: (x, weight) => ops.linear(x, weight),
    },
    'no rows': {
      inputs: (draw) => [draw.float([0, 5]), draw.float([7, 5]), draw.float([7])],
      run: (x, weight, bias) => ops.linear(x, weight, bias),
    },
    'by hand': {
      inputs: (draw) => [
        draw.numbers([1, 2]),
        draw.numbers([
          [3, 4],
          [5, 6],
          [7, 8],
        ]),
        draw.numbers([10, 20, 30]),
      ],
      run: (x, weight, bias) => ops.linear(x, weight, bias),
      expected: [21, 37, 53],
    },
    'gelu behind it': {
      inputs: (draw) => [draw.float([2, 3, 5]), draw.float([7, 5]), draw.float([7])],
      run: (x, weight, bias) => ops.linear(x, weight, bias, { activation: 'gelu' }),
    },
    'gelu by tanh and a residual, no bias': {
      inputs: (draw) => [draw.float([11, 5]), draw.float([7, 5]), draw.float([11, 7])],
      run: (x, weight, residual) => ops.linear(x, weight, undefined, { activation: 'geluTanh', residual }),
    },
    'silu and a gate, one row': {
      inputs: (draw) => [draw.float([1, 5]), draw.float([19, 5]), draw.float([1, 19])],
      run: (x, weight, gate) => ops.linear(x, weight, undefined, { activation: 'silu', gate }),
    },
    'all of an epilogue': {
      inputs: (draw) => [
        draw.float([13, 5]),
        draw.float([7, 5]),
        draw.float([7]),
        draw.float([13, 7]),
        draw.float([13, 7]),
      ],
      run: (x, weight, bias, gate, residual) =>
        ops.linear(x, weight, bias, { activation: 'silu', gate, residual }),
    },
    // relu(11 − 12) · 3 + 5 and relu(17 − 12) · 7 + 11.
    'an epilogue by hand': {
      inputs: (draw) => [
        draw.numbers([[1, 2]]),
        draw.numbers([
          [3, 4],
          [5, 6],
        ]),
        draw.numbers([-12, -12]),
        draw.numbers([[3, 7]]),
        draw.numbers([[5, 11]]),
      ],
      run: (x, weight, bias, gate, residual) =>
        ops.linear(x, weight, bias, { activation: 'relu', gate, residual }),
      expected: [[5, 46]],
    },
  }),
  ...samplesOf('linearMaps', {
    'three maps, one with a bias': {
      inputs: (draw) => [
        draw.float([2, 3, 5]),
        draw.float([7, 5]),
        draw.float([11, 5]),
        draw.float([11]),
        draw.float([1, 5]),
      ],
      run: (x, first, weight, bias, last) =>
        ops.linearMaps(x, [{ weight: first }, { weight, bias }, { weight: last }]),
    },
    'no rows': {
      inputs: (draw) => [draw.float([0, 5]), draw.float([7, 5]), draw.float([3, 5])],
      run: (x, first, second) => ops.linearMaps(x, [{ weight: first }, { weight: second }]),
    },
    'by hand': {
      inputs: (draw) => [
        draw.numbers([1, 2]),
        draw.numbers([[3, 4]]),
        draw.numbers([10]),
        draw.numbers([
          [5, 6],
          [7, 8],
        ]),
      ],
      run: (x, first, bias, second) =>
        ops.concat(ops.linearMaps(x, [{ weight: first, bias }, { weight: second }]), { axis: 0 }),
      expected: [21, 17, 23],
    },
  }),
  ...samplesOf('gatedLinear', {
    'silu, one row': {
      inputs: (draw) => [draw.float([1, 5]), draw.float([19, 5]), draw.float([19, 5])],
      run: (x, gate, values) => ops.gatedLinear(x, { weight: gate }, { weight: values }, 'silu'),
    },
    'gelu and both biases': {
      inputs: (draw) => [
        draw.float([2, 3, 5]),
        draw.float([7, 5]),
        draw.float([7]),
        draw.float([7, 5]),
        draw.float([7]),
      ],
      run: (x, gate, gateBias, values, bias) =>
        ops.gatedLinear(x, { weight: gate, bias: gateBias }, { weight: values, bias }, 'gelu'),
    },
    'no activation, a bias of the values': {
      inputs: (draw) => [draw.float([11, 5]), draw.float([7, 5]), draw.float([7, 5]), draw.float([7])],
      run: (x, gate, values, bias) => ops.gatedLinear(x, { weight: gate }, { weight: values, bias }),
    },
    'no rows': {
      inputs: (draw) => [draw.float([0, 5]), draw.float([7, 5]), draw.float([7, 5])],
      run: (x, gate, values) => ops.gatedLinear(x, { weight: gate }, { weight: values }, 'relu'),
    },
    // relu(3 + 8 − 12) · (1 + 2) and relu(5 + 12 − 12) · (10 + 2).
    'by hand': {
      inputs: (draw) => [
        draw.numbers([[1, 2]]),
        draw.numbers([
          [3, 4],
          [5, 6],
        ]),
        draw.numbers([-12, -12]),
        draw.numbers([
          [1, 1],
          [10, 1],
        ]),
      ],
      run: (x, gate, bias, values) => ops.gatedLinear(x, { weight: gate, bias }, { weight: values }, 'relu'),
      expected: [[0, 60]],
    },
  }),
  ...samplesOf('conv1d', {
    strided: {
      inputs: (draw) => [draw.float([2, 3, 11]), draw.float([5, 3, 3])],
      run: (x, weight) => ops.conv1d(x, weight, undefined, { stride: 2, padding: 1 }),
    },
    'by hand': {
      inputs: (draw) => [draw.numbers([[[1, 2, 4, 8]]]), draw.numbers([[[1, -1]]]), draw.numbers([0.5])],
      run: (x, weight, bias) => ops.conv1d(x, weight, bias),
      expected: [[[-0.5, -1.5, -3.5]]],
    },
  }),
  ...samplesOf('conv2d', {
    padded: {
      inputs: (draw) => [draw.float([1, 2, 5, 7]), draw.float([3, 2, 3, 3])],
      run: (x, weight) => ops.conv2d(x, weight, undefined, { padding: 1 }),
    },
    'groups, dilated, with bias': {
      inputs: (draw) => [draw.float([2, 4, 5, 3]), draw.float([6, 2, 2, 2]), draw.float([6])],
      run: (x, weight, bias) => ops.conv2d(x, weight, bias, { groups: 2, dilation: [2, 1] }),
    },
    'a channel each, strided, with bias': {
      inputs: (draw) => [draw.float([2, 3, 5, 7]), draw.float([3, 1, 3, 2]), draw.float([3])],
      run: (x, weight, bias) => ops.conv2d(x, weight, bias, { groups: 3, stride: [2, 1], padding: [1, 0] }),
    },
    'by hand': {
      inputs: (draw) => [
        draw.numbers([
          [
            [
              [1, 2, 3],
              [4, 5, 6],
            ],
          ],
        ]),
        draw.numbers([
          [
            [
              [1, 0],
              [0, 10],
            ],
          ],
        ]),
      ],
      run: (x, weight) => ops.conv2d(x, weight),
      expected: [[[[51, 62]]]],
    },
  }),
  ...samplesOf('conv2d', {
    // The corners of the square: 1 + 10 · 3 + 100 · 7 + 1000 · 9.
    'dilated, by hand': {
      inputs: (draw) => [
        draw.numbers([
          [
            [
              [1, 2, 3],
              [4, 5, 6],
              [7, 8, 9],
            ],
          ],
        ]),
        draw.numbers([
          [
            [
              [1, 10],
              [100, 1000],
            ],
          ],
        ]),
      ],
      run: (x, weight) => ops.conv2d(x, weight, undefined, { dilation: 2 }),
      expected: [[[[9731]]]],
    },
    'groups, by hand': {
      inputs: (draw) => [
        draw.numbers([[[[1, 2]], [[3, 4]]]]),
        draw.numbers([[[[10]]], [[[100]]]]),
        draw.numbers([0.5, -0.5]),
      ],
      run: (x, weight, bias) => ops.conv2d(x, weight, bias, { groups: 2, stride: [1, 1] }),
      expected: [[[[10.5, 20.5]], [[299.5, 399.5]]]],
    },
  }),
  ...samplesOf('maxPool2d', {
    'overlapping, padded': {
      inputs: (draw) => [draw.float([2, 3, 5, 7])],
      run: (x) => ops.maxPool2d(x, { kernel: 3, stride: 2, padding: 1 }),
    },
    'not square': {
      inputs: (draw) => [draw.float([1, 2, 7, 5])],
      run: (x) => ops.maxPool2d(x, { kernel: [3, 2], stride: [1, 3], padding: [0, 1] }),
    },
    // What the frame holds is never chosen, and equal elements are.
    'by hand': {
      inputs: (draw) => [
        draw.numbers([
          [
            [
              [-1, -5, -2],
              [-3, -4, -2],
            ],
          ],
        ]),
      ],
      run: (x) => ops.maxPool2d(x, { kernel: 2, padding: 1 }),
      expected: [
        [
          [
            [-1, -2],
            [-3, -2],
          ],
        ],
      ],
      differentiable: false,
    },
  }),
  ...samplesOf('unfold', {
    'with stride and padding': {
      inputs: (draw) => [draw.float([2, 3, 5, 4])],
      run: (x) => ops.unfold(x, { kernel: [2, 3], stride: [2, 1], padding: [1, 0] }),
    },
    'padded, by hand': {
      inputs: (draw) => [draw.numbers([[[[1, 2]]]])],
      run: (x) => ops.unfold(x, { kernel: [1, 1], padding: [1, 1] }),
      expected: [[[0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0]]],
    },
    'by hand': {
      inputs: (draw) => [draw.numbers([[[[1, 2, 3]]]])],
      run: (x) => ops.unfold(x, { kernel: [1, 2] }),
      expected: [
        [
          [1, 2],
          [2, 3],
        ],
      ],
    },
  }),
  ...samplesOf('fold', {
    'by hand': {
      inputs: (draw) => [
        draw.numbers([
          [
            [1, 2],
            [3, 4],
          ],
        ]),
      ],
      run: (x) => ops.fold(x, { size: [1, 3], kernel: [1, 2] }),
      expected: [[[[1, 5, 4]]]],
    },
  }),
  ...samplesOf('realFft', {
    'an even length': { inputs: (draw) => [draw.float([3, 8])], run: (x) => Object.values(ops.realFft(x)) },
    'a prime length': {
      inputs: (draw) => [draw.float([2, 3, 7])],
      run: (x) => Object.values(ops.realFft(x)),
    },
    'one number': { inputs: (draw) => [draw.float([1])], run: (x) => Object.values(ops.realFft(x)) },
    nothing: { inputs: (draw) => [draw.float([0, 5])], run: (x) => Object.values(ops.realFft(x)) },
    // numpy.fft.rfft([1, 2, 3, 4]) is 10, −2 + 2i, −2.
    'the real part, by hand': {
      inputs: (draw) => [draw.numbers([1, 2, 3, 4])],
      run: (x) => ops.realFft(x).real,
      expected: [10, -2, -2],
    },
    'the imaginary part, by hand': {
      inputs: (draw) => [draw.numbers([1, 2, 3, 4])],
      run: (x) => ops.realFft(x).imaginary,
      expected: [0, 2, 0],
    },
  }),
];
