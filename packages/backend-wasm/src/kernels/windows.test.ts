import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  unfold: {
    plain: (x) => [h.unfold(x.float(2, 3, 5, 7), { kernel: [2, 3] })],
    'padding, stride, dilation': (x) => [
      h.unfold(x.float(2, 3, 7, 11), { kernel: [3, 2], padding: [1, 2], stride: [2, 3], dilation: [1, 2] }),
    ],
    'more padding than picture': (x) => [h.unfold(x.float(1, 1, 2, 1), { kernel: [3, 3], padding: [3, 4] })],
    conv1d: (x) => [h.conv1d(x.float(2, 3, 13), x.float(5, 3, 3), x.float(5), { padding: 1, stride: 2 })],
    conv2d: (x) => [h.conv2d(x.float(2, 4, 7, 5), x.float(6, 4, 3, 3), x.float(6), { padding: 1 })],
  },
  fold: {
    'padding, stride, dilation': (x) => [
      h.fold(x.float(2, 18, 16), {
        size: [7, 11],
        kernel: [3, 2],
        padding: [1, 2],
        stride: [2, 4],
        dilation: [1, 2],
      }),
    ],
    'the gradient of conv1d': (x) => {
      const weights = h.multiply(x.float(2, 5, 13), 0.25);
      const loss = (...[y, w]: h.Tensor[]) =>
        h.sum(h.multiply(h.conv1d(y ?? 0, w ?? 0, undefined, { padding: 2, dilation: 2 }), weights));
      return h.grad(loss)(x.float(2, 3, 13), x.float(5, 3, 3));
    },
  },
});
