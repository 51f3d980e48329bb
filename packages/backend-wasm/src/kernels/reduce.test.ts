import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  sum: {
    all: (x) => [h.sum(x.float(3, 11, 7))],
    'several tiles': (x) => [h.sum(x.float(40009))],
    last: (x) => [h.sum(x.float(7, 13), { axis: 1 })],
    first: (x) => [h.sum(x.float(17, 29), { axis: 0 })],
    middle: (x) => [h.sum(x.float(3, 5, 11), { axis: 1 })],
    'two that follow': (x) => [h.sum(x.float(3, 5, 2, 70), { axis: [0, 1] })],
  },
  sumOfSquares: {
    '[40009]': (x) => [h.sumOfSquares(x.float(40009))],
    nothing: (x) => [h.sumOfSquares(x.float(0))],
  },
});
