import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  layerNorm: {
    '[7, 13]': (x) => [h.layerNorm(x.float(7, 13), x.float(13), x.float(13))],
    'width 1': (x) => [h.layerNorm(x.float(7, 1), x.float(1), x.float(1))],
  },
  layerNormGradient: {
    '[71, 13]': (x) => {
      const weights = x.float(71, 13);
      const loss = (...[y, w, b]: h.Tensor[]) =>
        y && w && b ? h.sum(h.multiply(h.layerNorm(y, w, b), weights)) : weights;
      return h.grad(loss)(x.float(71, 13), x.float(13), x.float(13));
    },
  },
  rmsNorm: { '[7, 13]': (x) => [h.rmsNorm(x.float(7, 13), x.float(13))] },
  rmsNormGradient: {
    '[37, 12]': (x) => {
      const weights = x.float(37, 12);
      const loss = (...[y, w]: h.Tensor[]) =>
        y && w ? h.sum(h.multiply(h.rmsNorm(y, w), weights)) : weights;
      return h.grad(loss)(x.float(37, 12), x.float(12));
    },
  },
});
