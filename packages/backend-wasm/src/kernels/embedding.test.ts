import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  embedding: { '[11, 7] at [3, 5]': (x) => [h.embedding(x.float(11, 7), x.ids(11, 3, 5))] },
  embeddingGradient: {
    'repeated ids, padding': (x) => {
      const ids = x.ids(11, 3, 13);
      const weights = x.float(3, 13, 71);
      return h.grad((t) => h.sum(h.multiply(h.embedding(t, ids, { paddingIndex: 2 }), weights)))(
        x.float(11, 71),
      );
    },
  },
  gather: { 'axis 0': (x) => [h.gather(x.float(5, 3, 2), x.ids(5, 4), { axis: 0 })] },
});
