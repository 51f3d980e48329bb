import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  greater: { 'a scalar': (x) => [h.greater(x.float(3, 7), 0.25)] },
  less: { '[3, 7]': (x) => [h.less(x.float(3, 7), x.float(3, 7))] },
  notEqual: { '[19]': (x) => [h.notEqual(h.relu(x.float(19)), 0)] },
  where: { 'a scalar': (x) => [h.where(x.flags(5, 7), x.float(5, 7), -1)] },
});
