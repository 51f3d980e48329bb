import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  transpose: {
    'heads aside': (x) => [h.transpose(x.float(2, 5, 3, 7), [0, 2, 1, 3])],
    'a matrix': (x) => [h.transpose(x.float(19, 37))],
    'all axes': (x) => [h.transpose(x.float(2, 3, 5, 7), [3, 1, 0, 2])],
    ids: (x) => [h.transpose(x.ids(9, 3, 5))],
  },
});
