import * as ops from '../../ops/index.ts';
import { type Sample, samplesOf } from '../sample.ts';

/** Samples of the ops that move elements. */
export const shapeSamples: readonly Sample[] = [
  ...samplesOf('reshape', {
    'with −1': { inputs: (draw) => [draw.float([2, 3, 5])], run: (x) => ops.reshape(x, [5, -1]) },
    'to a scalar': { inputs: (draw) => [draw.float([1, 1])], run: (x) => ops.reshape(x, []) },
    nothing: { inputs: (draw) => [draw.float([0, 3])], run: (x) => ops.reshape(x, [7, 0]) },
    'keeps the order': {
      inputs: (draw) => [
        draw.numbers([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      ],
      run: (x) => ops.reshape(x, [3, 2]),
      expected: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    },
  }),
  ...samplesOf('expandDims', {
    'in the middle': {
      inputs: (draw) => [
        draw.numbers([
          [1, 2],
          [3, 4],
        ]),
      ],
      run: (x) => ops.expandDims(x, { axis: 1 }),
      expected: [[[1, 2]], [[3, 4]]],
    },
    'at the end': { inputs: (draw) => [draw.float([3, 2])], run: (x) => ops.expandDims(x, { axis: -1 }) },
  }),
  ...samplesOf('squeeze', {
    all: { inputs: (draw) => [draw.float([1, 3, 1, 2])], run: (x) => ops.squeeze(x) },
    'one of two': {
      inputs: (draw) => [draw.numbers([[[1, 2]]])],
      run: (x) => ops.squeeze(x, { axis: 0 }),
      expected: [[1, 2]],
    },
  }),
  ...samplesOf('broadcastTo', {
    'new axes': { inputs: (draw) => [draw.float([3, 1])], run: (x) => ops.broadcastTo(x, [2, 3, 5]) },
    'a scalar': { inputs: (draw) => [draw.float([])], run: (x) => ops.broadcastTo(x, [2, 3]) },
    'to nothing': { inputs: (draw) => [draw.float([1, 3])], run: (x) => ops.broadcastTo(x, [0, 3]) },
    'a column of int32': {
      inputs: (draw) => [draw.integers([[1], [2]])],
      run: (x) => ops.broadcastTo(x, [2, 3]),
      expected: [
        [1, 1, 1],
        [2, 2, 2],
      ],
      differentiable: false,
    },
  }),
  ...samplesOf('sumTo', {
    'two stretched axes': { inputs: (draw) => [draw.float([2, 3, 5])], run: (x) => ops.sumTo(x, [3, 1]) },
    'a row': {
      inputs: (draw) => [
        draw.numbers([
          [1, 2],
          [3, 4],
        ]),
      ],
      run: (x) => ops.sumTo(x, [2]),
      expected: [4, 6],
    },
  }),
  ...samplesOf('split', {
    'columns in three': {
      inputs: (draw) => [draw.float([2, 6, 5])],
      run: (x) => {
        const [first, second, third] = ops.split(x, { axis: 1, parts: 3 });
        return ops.add(ops.multiply(first, third), second);
      },
    },
    'one part unused': {
      inputs: (draw) => [
        draw.numbers([
          [1, 2, 3, 4],
          [5, 6, 7, 8],
        ]),
      ],
      run: (x) => ops.split(x, { axis: -1, parts: 2 })[1],
      expected: [
        [3, 4],
        [7, 8],
      ],
    },
    nothing: {
      inputs: (draw) => [draw.float([0, 4])],
      run: (x) => ops.split(x, { axis: 1, parts: 2 })[0],
    },
  }),
  ...samplesOf('unstack', {
    'steps of a sequence': {
      inputs: (draw) => [draw.float([2, 3, 5])],
      run: (x) => {
        const [first = x, , last = x] = ops.unstack(x, { axis: 1 });
        return ops.multiply(first, last);
      },
    },
    rows: {
      inputs: (draw) => [
        draw.numbers([
          [1, 2],
          [3, 4],
        ]),
      ],
      run: (x) => ops.unstack(x, { axis: 0 })[1] ?? x,
      expected: [3, 4],
    },
  }),
  ...samplesOf('transpose', {
    'the last two': { inputs: (draw) => [draw.float([2, 3, 5])], run: (x) => ops.transpose(x) },
    'heads aside': {
      inputs: (draw) => [draw.float([2, 3, 5, 7])],
      run: (x) => ops.transpose(x, [0, 2, 1, 3]),
    },
    'all axes': { inputs: (draw) => [draw.float([2, 3, 5])], run: (x) => ops.transpose(x, [2, 0, 1]) },
    nothing: { inputs: (draw) => [draw.float([3, 0, 2])], run: (x) => ops.transpose(x) },
    'negative axes': {
      inputs: (draw) => [draw.numbers([[[1, 2]], [[3, 4]]])],
      run: (x) => ops.transpose(x, [-1, 0, 1]),
      expected: [
        [[1], [3]],
        [[2], [4]],
      ],
    },
    int32: {
      inputs: (draw) => [
        draw.integers([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      ],
      run: (x) => ops.transpose(x),
      expected: [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
      differentiable: false,
    },
    booleans: {
      inputs: (draw) => [draw.booleans([[true, false, false]])],
      run: (x) => ops.transpose(x),
      expected: [[true], [false], [false]],
      differentiable: false,
    },
  }),
  ...samplesOf('slice', {
    'the middle': {
      inputs: (draw) => [draw.float([2, 7, 3])],
      run: (x) => ops.slice(x, { axis: 1, start: 2, end: -1 }),
    },
    'the first axis': {
      inputs: (draw) => [draw.float([5, 3])],
      run: (x) => ops.slice(x, { axis: 0, start: 2 }),
    },
    everything: { inputs: (draw) => [draw.float([5, 3])], run: (x) => ops.slice(x, { axis: 0 }) },
    nothing: {
      inputs: (draw) => [draw.float([5, 3])],
      run: (x) => ops.slice(x, { axis: 0, start: 2, end: 2 }),
    },
    'the last of each row': {
      inputs: (draw) => [
        draw.numbers([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      ],
      run: (x) => ops.slice(x, { axis: -1, start: -1 }),
      expected: [[3], [6]],
    },
    'each second': {
      inputs: (draw) => [
        draw.numbers([
          [1, 2, 3, 4],
          [5, 6, 7, 8],
        ]),
      ],
      run: (x) => ops.slice(x, { axis: 1, start: 1, step: 2 }),
      expected: [
        [2, 4],
        [6, 8],
      ],
    },
    int32: {
      inputs: (draw) => [draw.integers([1, 2, 3, 4])],
      run: (x) => ops.slice(x, { axis: 0, start: 1, end: 3 }),
      expected: [2, 3],
      differentiable: false,
    },
  }),
  ...samplesOf('pad', {
    'both ends': {
      inputs: (draw) => [
        draw.numbers([
          [1, 2],
          [3, 4],
        ]),
      ],
      run: (x) => ops.pad(x, { axis: 1, before: 1, after: 2 }),
      expected: [
        [0, 1, 2, 0, 0],
        [0, 3, 4, 0, 0],
      ],
    },
    'another value': {
      inputs: (draw) => [draw.float([2, 3])],
      run: (x) => ops.pad(x, { axis: 0, after: 1, value: -7.5 }),
    },
    'a middle axis': {
      inputs: (draw) => [draw.float([2, 3, 5])],
      run: (x) => ops.pad(x, { axis: 1, before: 2 }),
    },
    'nothing to something': {
      inputs: (draw) => [draw.float([3, 0])],
      run: (x) => ops.pad(x, { axis: 1, after: 2 }),
    },
    int32: {
      inputs: (draw) => [draw.integers([1, 2])],
      run: (x) => ops.pad(x, { axis: 0, before: 1, value: -100 }),
      expected: [-100, 1, 2],
      differentiable: false,
    },
  }),
  ...samplesOf('concat', {
    three: {
      inputs: (draw) => [draw.float([2, 3]), draw.float([2, 1]), draw.float([2, 5])],
      run: (...parts) => ops.concat(parts, { axis: 1 }),
    },
    'the first axis': {
      inputs: (draw) => [draw.float([2, 3]), draw.float([5, 3])],
      run: (...parts) => ops.concat(parts, { axis: 0 }),
    },
    one: { inputs: (draw) => [draw.float([2, 3])], run: (...parts) => ops.concat(parts, { axis: 0 }) },
    'with nothing': {
      inputs: (draw) => [draw.float([2, 0]), draw.float([2, 3])],
      run: (...parts) => ops.concat(parts, { axis: 1 }),
    },
    'a middle axis of int32': {
      inputs: (draw) => [
        draw.integers([
          [[1], [2]],
          [[3], [4]],
        ]),
        draw.integers([[[5]], [[6]]]),
      ],
      run: (...parts) => ops.concat(parts, { axis: 1 }),
      expected: [
        [[1], [2], [5]],
        [[3], [4], [6]],
      ],
      differentiable: false,
    },
  }),
  ...samplesOf('stack', {
    'in front': {
      inputs: (draw) => [draw.float([2, 3]), draw.float([2, 3])],
      run: (...x) => ops.stack(x, { axis: 0 }),
    },
    'at the end': {
      inputs: (draw) => [draw.numbers([1, 2]), draw.numbers([3, 4])],
      run: (...x) => ops.stack(x, { axis: -1 }),
      expected: [
        [1, 3],
        [2, 4],
      ],
    },
  }),
];
