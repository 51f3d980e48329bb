import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  adamwUpdate: {
    '[8199]': (x) => {
      const moments = { firstMoment: x.float(8199), secondMoment: x.positive(8199) };
      const options = { rate: 0.01, beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.1, step: 3 };
      const { parameter, firstMoment, secondMoment } = h.adamwUpdate(
        x.float(8199),
        x.float(8199),
        moments,
        options,
      );
      return [parameter, firstMoment, secondMoment];
    },
  },
  dropout: {
    'the same places as the reference': (x) => [
      h.dropout(x.float(3, 5479), { rate: 0.3, generator: new h.RandomGenerator(5), training: true }),
    ],
    'fewer than a block': (x) => [
      h.dropout(x.float(7), { rate: 0.5, generator: new h.RandomGenerator(2 ** 40 + 3), training: true }),
    ],
  },
});
