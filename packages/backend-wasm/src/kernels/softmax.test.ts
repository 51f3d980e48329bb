import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  softmax: { '[5, 37]': (x) => [h.softmax(x.float(5, 37))], '[3, 1]': (x) => [h.softmax(x.float(3, 1))] },
  softmaxGradient: {
    '[5, 7]': (x) => {
      const weights = x.float(5, 7);
      return h.grad((y) => h.sum(h.multiply(h.softmax(y), weights)))(x.float(5, 7));
    },
  },
  logSoftmax: { '[5, 37]': (x) => [h.logSoftmax(x.float(5, 37))] },
  logSoftmaxGradient: {
    '[5, 7]': (x) => {
      const weights = x.float(5, 7);
      return h.grad((y) => h.sum(h.multiply(h.logSoftmax(y), weights)))(x.float(5, 7));
    },
  },
});
