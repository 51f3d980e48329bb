import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  sum: {
    all: (x) => [h.sum(x.float(3, 11, 7))],
    'several tiles': (x) => [h.sum(x.float(40009))],
    last: (x) => [h.sum(x.float(7, 13), { axis: 1 })],
    first: (x) => [h.sum(x.float(17, 29), { axis: 0 })],
    middle: (x) => [h.sum(x.float(3, 5, 11), { axis: 1 })],
    'two apart': (x) => [h.sum(x.float(3, 5, 7), { axis: [0, 2] })],
    'three apart': (x) => [h.sum(x.float(3, 2, 5, 3, 7), { axis: [0, 2, 4] })],
    'two that follow': (x) => [h.sum(x.float(3, 5, 2, 70), { axis: [0, 1] })],
  },
  cumsum: {
    last: (x) => [h.cumsum(x.float(7, 13))],
    middle: (x) => [h.cumsum(x.float(3, 5, 11), { axis: 1 })],
    'several tiles': (x) => [h.cumsum(x.float(2, 131, 71), { axis: 1 }), h.cumsum(x.float(137, 131))],
    backwards: (x) => {
      const weights = x.float(3, 5, 7);
      return h.grad((y) => h.sum(h.multiply(h.cumsum(y, { axis: 1 }), weights)))(x.float(3, 5, 7));
    },
  },
  sumOfSquares: {
    '[40009]': (x) => [h.sumOfSquares([x.float(40009)])],
    'several at once': (x) => [
      h.sumOfSquares([x.float(7), x.float(0), x.float(32771), x.numbers([0, 0]), x.float(5, 3)]),
      h.slice(h.sumOfSquares([x.numbers([1, Number.NaN]), x.numbers([3]), x.numbers([Infinity])]), {
        axis: 1,
        end: 1,
      }),
    ],
    nothing: (x) => [h.sumOfSquares([x.float(0)])],
  },
});
