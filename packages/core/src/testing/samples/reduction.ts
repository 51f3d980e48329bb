import * as ops from '../../ops/index.ts';
import { type Sample, samplesOf } from '../sample.ts';

const { NaN: none, POSITIVE_INFINITY: infinity } = Number;

type Reduction = typeof ops.sum;

/** The ways in which a reduction can be asked for. */
const ways = (run: Reduction): Parameters<typeof samplesOf>[1] => ({
  all: { inputs: (draw) => [draw.float([2, 3, 5])], run: (x) => run(x) },
  'the last': { inputs: (draw) => [draw.float([3, 37])], run: (x) => run(x, { axis: -1 }) },
  'the first': { inputs: (draw) => [draw.float([5, 7])], run: (x) => run(x, { axis: 0 }) },
  'the middle, kept': {
    inputs: (draw) => [draw.float([2, 3, 5])],
    run: (x) => run(x, { axis: 1, keepAxes: true }),
  },
  'the outer two of three': {
    inputs: (draw) => [draw.float([2, 3, 5])],
    run: (x) => run(x, { axis: [0, 2] }),
  },
  'the leading two': { inputs: (draw) => [draw.float([2, 3, 5])], run: (x) => run(x, { axis: [0, 1] }) },
  'a scalar': { inputs: (draw) => [draw.float([])], run: (x) => run(x) },
  'one element': { inputs: (draw) => [draw.float([3, 1])], run: (x) => run(x, { axis: 1 }) },
  'rows of nothing': { inputs: (draw) => [draw.float([0, 3])], run: (x) => run(x, { axis: 1 }) },
});

const table = [
  [3, -1, 4],
  [1, -5, 9],
];

/** Samples of the ops that make one number of many. */
export const reductionSamples: readonly Sample[] = [
  ...samplesOf('sum', {
    ...ways(ops.sum),
    'of nothing': {
      inputs: (draw) => [draw.float([0, 3])],
      run: (x) => ops.sum(x, { axis: 0 }),
      expected: [0, 0, 0],
    },
    'of rows': {
      inputs: (draw) => [draw.numbers(table)],
      run: (x) => ops.sum(x, { axis: 1 }),
      expected: [6, 5],
    },
    'NaN and ∞': {
      inputs: (draw) => [
        draw.numbers([
          [1, none],
          [1, infinity],
          [-infinity, infinity],
        ]),
      ],
      run: (x) => ops.sum(x, { axis: 1 }),
      expected: [none, infinity, none],
      differentiable: false,
    },
    'many small numbers on a large one': {
      inputs: (draw) => [draw.numbers([4096, ...new Array<number>(1023).fill(1 / 1024)])],
      run: (x) => ops.sum(x),
      expected: 4096.9990234375,
      differentiable: false,
    },
  }),
  ...samplesOf('mean', {
    ...ways(ops.mean),
    'of columns': {
      inputs: (draw) => [draw.numbers(table)],
      run: (x) => ops.mean(x, { axis: 0 }),
      expected: [2, -3, 6.5],
    },
    'of nothing': {
      inputs: (draw) => [draw.float([2, 0])],
      run: (x) => ops.mean(x, { axis: 1 }),
      expected: [none, none],
      differentiable: false,
    },
  }),
  ...samplesOf('max', {
    ...ways(ops.max),
    'of rows': {
      inputs: (draw) => [draw.numbers(table)],
      run: (x) => ops.max(x, { axis: 1 }),
      expected: [4, 9],
    },
    'NaN and −∞': {
      inputs: (draw) => [
        draw.numbers([
          [1, none],
          [none, 1],
          [-infinity, -infinity],
          [-infinity, -7],
        ]),
      ],
      run: (x) => ops.max(x, { axis: 1 }),
      expected: [none, none, -infinity, -7],
      differentiable: false,
    },
  }),
  ...samplesOf('min', {
    ...ways(ops.min),
    'of columns': {
      inputs: (draw) => [draw.numbers(table)],
      run: (x) => ops.min(x, { axis: 0 }),
      expected: [1, -5, 4],
    },
    'NaN and ∞': {
      inputs: (draw) => [
        draw.numbers([
          [1, none],
          [none, 1],
          [infinity, infinity],
          [infinity, 7],
        ]),
      ],
      run: (x) => ops.min(x, { axis: 1 }),
      expected: [none, none, infinity, 7],
      differentiable: false,
    },
  }),
  ...samplesOf('cumsum', {
    'the first': { inputs: (draw) => [draw.float([3, 7])], run: (x) => ops.cumsum(x, { axis: 0 }) },
    'the middle': { inputs: (draw) => [draw.float([2, 3, 5])], run: (x) => ops.cumsum(x, { axis: 1 }) },
    'of rows': {
      inputs: (draw) => [draw.numbers(table)],
      run: (x) => ops.cumsum(x),
      expected: [
        [3, 2, 6],
        [1, -4, 5],
      ],
    },
    nothing: { inputs: (draw) => [draw.float([3, 0])], run: (x) => ops.cumsum(x) },
  }),
  ...samplesOf('sumOfSquares', {
    '[37]': {
      inputs: (draw) => [draw.float([37])],
      run: (x) => ops.sumOfSquares([x]),
      differentiable: false,
    },
    'several at once': {
      inputs: (draw) => [draw.float([5, 7]), draw.numbers([3, -4]), draw.float([0]), draw.float([1])],
      run: (...xs) => ops.sumOfSquares(xs),
      differentiable: false,
    },
    nothing: {
      inputs: (draw) => [draw.float([0])],
      run: (x) => ops.sumOfSquares([x]),
      expected: [[0, 0]],
      differentiable: false,
    },
    'no overflow': {
      inputs: (draw) => [draw.numbers([2 ** 100, -(2 ** 101)])],
      run: (x) => ops.sumOfSquares([x]),
      expected: [[2 ** 101, 1.25]],
      differentiable: false,
    },
  }),
];
