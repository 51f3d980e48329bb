import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  greater: {
    'a scalar': (x) => [h.greater(x.float(3, 7), 0.25)],
    'a row and a column': (x) => [h.greater(x.float(3, 1, 7), x.float(5, 1))],
    'four axes in turn': (x) => [h.greater(x.float(3, 1, 5, 1), x.float(1, 2, 1, 7))],
    'several tiles': (x) => [h.greater(x.float(3, 16411), x.float(3, 1))],
  },
  less: { '[3, 7]': (x) => [h.less(x.float(3, 7), x.float(3, 7))] },
  equal: { ids: (x) => [h.equal(x.ids(3, 19), x.ids(3, 19)), h.equal(x.ids(3, 2, 5, 7), 2)] },
  lessEqual: { 'ids, an outer pattern': (x) => [h.lessEqual(x.ids(9, 7, 1), x.ids(9, 5))] },
  notEqual: { '[19]': (x) => [h.notEqual(h.relu(x.float(19)), 0)] },
  logicalAnd: {
    '[37]': (x) => [h.logicalAnd(x.flags(37), x.flags(37))],
    'padding and causality': (x) => [h.logicalAnd(x.flags(3, 1, 1, 19), x.flags(1, 1, 17, 19))],
    'a column': (x) => [h.logicalAnd(x.flags(3, 19), x.flags(3, 1))],
  },
  logicalOr: {
    '[2, 3, 5]': (x) => [h.logicalOr(x.flags(2, 3, 5), x.flags(3, 1))],
    'four axes in turn': (x) => [h.logicalOr(x.flags(3, 1, 5, 1), x.flags(2, 1, 7))],
  },
  logicalNot: { '[35]': (x) => [h.logicalNot(x.flags(35))], nothing: (x) => [h.logicalNot(x.flags(0))] },
  where: {
    'a scalar': (x) => [h.where(x.flags(5, 7), x.float(5, 7), -1)],
    'one flag for a row': (x) => [h.where(x.flags(5, 1), x.float(5, 7), x.float(7))],
    'hidden keys': (x) => [h.where(x.flags(2, 1, 1, 11), x.float(2, 3, 5, 11), -1e9)],
    'hidden values': (x) => [
      h.where(x.flags(3, 1, 5, 1), x.float(3, 2, 5, 7), 0),
      h.where(x.flags(3, 1, 5, 1), x.float(3, 2, 5, 7), x.float(2, 1, 7)),
      h.where(x.flags(2, 1, 5, 1), x.ids(9, 2, 1, 5, 1), x.ids(9, 1, 3, 1, 7)),
    ],
    'five axes in turn': (x) => [
      h.where(x.flags(2, 1, 3, 1, 5), x.float(2, 7, 3, 2, 5), x.float(7, 1, 2, 1)),
      h.where(x.flags(1, 7, 1, 2, 1), x.float(2, 1, 3, 1, 5), x.float(1)),
      h.where(x.flags(1, 7, 1, 2, 1), x.float(0, 1, 3, 1, 5), 0),
    ],
    ids: (x) => [h.where(x.flags(3, 7), x.ids(5, 3, 7), x.ids(5, 7))],
  },
});
