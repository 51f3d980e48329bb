import * as h from '@heed/core';
import type { Inputs } from '../testing/judge.ts';
import { testKernels } from '../testing/test-kernels.ts';

function row(x: Inputs): h.Tensor {
  return h.sum(x.float(1, 37), { axis: 0 });
}

testKernels({
  broadcastTo: {
    'a scalar': (x) => [h.broadcastTo(h.sum(x.float(3)), [5, 7])],
    'a row': (x) => [h.broadcastTo(row(x), [2, 5, 37])],
    'a column': (x) => [h.broadcastTo(x.float(5, 1), [3, 5, 7])],
    'every other axis of six': (x) => [h.broadcastTo(x.float(2, 1, 3, 1, 2, 1), [2, 2, 3, 2, 2, 5])],
    'a middle axis': (x) => [h.broadcastTo(x.float(3, 1, 5, 1), [3, 7, 5, 2])],
    flags: (x) => [h.broadcastTo(x.flags(3, 1, 1, 7), [3, 2, 5, 7])],
    nothing: (x) => [h.broadcastTo(x.float(0, 1), [0, 3])],
  },
  transpose: {
    'heads aside': (x) => [h.transpose(x.float(2, 5, 3, 7), [0, 2, 1, 3])],
    'a matrix': (x) => [h.transpose(x.float(19, 37))],
    'all axes': (x) => [h.transpose(x.float(2, 3, 5, 7), [3, 1, 0, 2])],
    'ids and flags': (x) => [h.transpose(x.ids(9, 3, 5)), h.transpose(x.flags(7, 5))],
    'several tiles': (x) => [h.transpose(x.float(131, 257))],
    'five axes': (x) => [h.transpose(x.float(2, 3, 5, 2, 3), [4, 0, 2, 1, 3])],
    'windows, six axes': (x) => [
      h.transpose(x.float(2, 3, 2, 3, 2, 5), [0, 2, 4, 1, 3, 5]),
      h.transpose(x.flags(2, 3, 2, 3, 2, 5), [5, 3, 1, 4, 2, 0]),
    ],
  },
});
