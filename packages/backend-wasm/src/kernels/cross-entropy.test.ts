import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  crossEntropy: {
    plain: (x) => [h.crossEntropy(x.float(11, 17), x.ids(17, 11), { reduction: 'none' })],
    'ignored and smoothed': (x) => [
      h.crossEntropy(x.float(11, 17), x.ids(17, 11), {
        ignoreIndex: 3,
        labelSmoothing: 0.1,
        reduction: 'none',
      }),
    ],
    'many classes': (x) => [h.crossEntropy(x.float(5, 5003), x.ids(5003, 5), { labelSmoothing: 0.1 })],
  },
  crossEntropyGradient: {
    'ignored and smoothed': (x) => {
      const ids = x.ids(5, 31);
      return h.grad((y) => h.crossEntropy(y, ids, { ignoreIndex: 3, labelSmoothing: 0.1 }))(x.float(31, 5));
    },
  },
});
