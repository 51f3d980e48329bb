import * as ops from '../../ops/index.ts';
import { type Sample, samplesOf } from '../sample.ts';

const { NaN: none, POSITIVE_INFINITY: infinity } = Number;
const rows = [
  [1, 2],
  [3, 4],
  [5, 6],
];

/** Samples of the ops that pick elements by index, order or place. */
export const selectionSamples: readonly Sample[] = [
  ...samplesOf('gather', {
    rows: {
      inputs: (draw) => [draw.float([5, 3]), draw.ids([7], 5)],
      run: (x, ids) => ops.gather(x, ids, { axis: 0 }),
    },
    'an inner axis': {
      inputs: (draw) => [draw.float([2, 5, 3]), draw.ids([2, 3], 5)],
      run: (x, ids) => ops.gather(x, ids, { axis: 1 }),
    },
    'a row twice': {
      inputs: (draw) => [draw.numbers(rows), draw.integers([2, 0, 2])],
      run: (x, ids) => ops.gather(x, ids, { axis: 0 }),
      expected: [
        [5, 6],
        [1, 2],
        [5, 6],
      ],
    },
    'one index drops the axis': {
      inputs: (draw) => [draw.numbers(rows), draw.integers(1)],
      run: (x, ids) => ops.gather(x, ids, { axis: -1 }),
      expected: [2, 4, 6],
    },
    'no index': {
      inputs: (draw) => [draw.float([5, 3]), draw.ids([0], 5)],
      run: (x, ids) => ops.gather(x, ids, { axis: 0 }),
    },
    int32: {
      inputs: (draw) => [draw.integers([7, 8, 9]), draw.integers([[2, 0]])],
      run: (x, ids) => ops.gather(x, ids, { axis: 0 }),
      expected: [[9, 7]],
      differentiable: false,
    },
  }),
  ...samplesOf('scatterAdd', {
    rows: {
      inputs: (draw) => [draw.float([7, 3]), draw.ids([7], 5)],
      run: (x, ids) => ops.scatterAdd(x, ids, { axis: 0, rows: 5 }),
    },
    'an inner axis': {
      inputs: (draw) => [draw.float([2, 3, 5]), draw.ids([3], 2)],
      run: (x, ids) => ops.scatterAdd(x, ids, { axis: 1, rows: 2 }),
    },
    'a row twice': {
      inputs: (draw) => [draw.numbers(rows), draw.integers([2, 0, 2])],
      run: (x, ids) => ops.scatterAdd(x, ids, { axis: 0, rows: 4 }),
      expected: [
        [3, 4],
        [0, 0],
        [6, 8],
        [0, 0],
      ],
    },
  }),
  ...samplesOf('argmax', {
    'the first axis': {
      inputs: (draw) => [draw.float([3, 7])],
      run: (x) => ops.argmax(x, { axis: 0 }),
      differentiable: false,
    },
    'ties, −∞ and NaN': {
      inputs: (draw) => [
        draw.numbers([
          [1, 5, 5],
          [-infinity, -infinity, -infinity],
          [9, none, none],
          [-3, infinity, 2],
        ]),
      ],
      run: (x) => ops.argmax(x),
      expected: [1, 0, 1, 1],
      differentiable: false,
    },
    int32: {
      inputs: (draw) => [draw.integers([[16_777_216, 16_777_217]])],
      run: (x) => ops.argmax(x),
      expected: [1],
      differentiable: false,
    },
  }),
  ...samplesOf('topK', {
    'of rows': {
      inputs: (draw) => [draw.float([2, 3, 7])],
      run: (x) => {
        const { values, indices } = ops.topK(x, 3);
        return [values, indices];
      },
    },
    values: {
      inputs: (draw) => [
        draw.numbers([
          [3, 9, 5],
          [-1, -4, -2],
        ]),
      ],
      run: (x) => ops.topK(x, 2).values,
      expected: [
        [9, 5],
        [-1, -2],
      ],
    },
    'ties, −∞ and NaN': {
      inputs: (draw) => [
        draw.numbers([
          [5, 1, 5, 5],
          [-infinity, 1, none, infinity],
          [-infinity, -infinity, none, none],
        ]),
      ],
      run: (x) => ops.topK(x, 3).indices,
      expected: [
        [0, 2, 3],
        [2, 3, 1],
        [2, 3, 0],
      ],
      differentiable: false,
    },
  }),
  ...samplesOf('triangular', {
    'lower, one above': {
      inputs: (draw) => [draw.float([2, 3, 5])],
      run: (x) => ops.triangular(x, { part: 'lower', diagonal: 1 }),
    },
    'upper, one below': {
      inputs: (draw) => [draw.float([5, 3])],
      run: (x) => ops.triangular(x, { part: 'upper', diagonal: -1 }),
    },
    lower: {
      inputs: (draw) => [draw.numbers(rows)],
      run: (x) => ops.triangular(x, { part: 'lower' }),
      expected: [
        [1, 0],
        [3, 4],
        [5, 6],
      ],
    },
    'upper of booleans': {
      inputs: (draw) => [
        draw.booleans([
          [true, true],
          [true, true],
        ]),
      ],
      run: (x) => ops.triangular(x, { part: 'upper' }),
      expected: [
        [true, true],
        [false, true],
      ],
      differentiable: false,
    },
  }),
  ...samplesOf('classMask', {
    'with one ignored': {
      inputs: (draw) => [draw.integers([2, -100, 0])],
      run: (ids) => ops.classMask(ids, { classes: 3, ignoreIndex: -100 }),
      expected: [
        [false, false, true],
        [false, false, false],
        [true, false, false],
      ],
      differentiable: false,
    },
  }),
];
