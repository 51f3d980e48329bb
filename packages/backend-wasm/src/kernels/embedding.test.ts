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
  gather: {
    'axis 0': (x) => [h.gather(x.float(5, 3, 2), x.ids(5, 4), { axis: 0 })],
    'a middle axis': (x) => [h.gather(x.float(3, 5, 7), x.ids(5, 2, 11), { axis: 1 })],
    'the last axis': (x) => [h.gather(x.float(3, 5), x.ids(5, 11), { axis: 1 })],
    'ids and flags': (x) => [
      h.gather(x.ids(9, 3, 5), x.ids(5, 4), { axis: 1 }),
      h.gather(x.flags(3, 5, 2), x.ids(5, 4), { axis: 1 }),
    ],
    'several tiles': (x) => [h.gather(x.float(3, 41, 67), x.ids(41, 173), { axis: 1 })],
  },
  scatterAdd: {
    'axis 0': (x) => [h.scatterAdd(x.float(13, 7), x.ids(5, 13), { axis: 0, rows: 5 })],
    'a middle axis': (x) => [h.scatterAdd(x.float(3, 13, 71), x.ids(5, 13), { axis: 1, rows: 5 })],
    'the last axis': (x) => [h.scatterAdd(x.float(11, 13), x.ids(5, 13), { axis: 1, rows: 5 })],
    'ids of two axes': (x) => [h.scatterAdd(x.float(3, 4, 5, 2), x.ids(7, 4, 5), { axis: 1, rows: 7 })],
  },
});
