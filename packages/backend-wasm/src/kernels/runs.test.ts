import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  slice: {
    'the first axis': (x) => [h.slice(x.float(7, 5), { axis: 0, start: 2, end: 5 })],
    'a middle axis': (x) => [h.slice(x.float(3, 7, 5), { axis: 1, start: 1, end: 6 })],
    'the last axis': (x) => [h.slice(x.float(3, 71), { axis: 1, start: 1, end: 68 })],
    'ids and flags': (x) => [
      h.slice(x.ids(9, 3, 7), { axis: 1, end: 3 }),
      h.slice(x.flags(3, 7), { axis: 1, start: 4 }),
    ],
    nothing: (x) => [h.slice(x.float(3, 7), { axis: 1, start: 2, end: 2 })],
    'several tiles': (x) => [h.slice(x.float(3, 139, 257), { axis: 1, start: 5 })],
  },
  split: {
    'the last axis': (x) => [...h.split(x.float(5, 21), { axis: 1, parts: 3 })],
    'a middle axis, flags': (x) => [...h.split(x.flags(3, 8, 5), { axis: 1, parts: 4 })],
  },
  concat: {
    'the first axis': (x) => [h.concat([x.float(2, 5), x.float(3, 5), x.float(0, 5)], { axis: 0 })],
    'a middle axis': (x) => [h.concat([x.float(3, 2, 41), x.float(3, 1, 41)], { axis: 1 })],
    'the last axis': (x) => [h.concat([x.float(7, 3), x.float(7, 11), x.float(7, 1)], { axis: 1 })],
    flags: (x) => [h.concat([x.flags(3, 5), x.flags(3, 2)], { axis: 1 })],
    stack: (x) => [h.stack([x.float(3, 5), x.float(3, 5)], { axis: 1 })],
  },
  pad: {
    'zeros, middle axis': (x) => [h.pad(x.float(3, 5, 7), { axis: 1, before: 2, after: 1 })],
    'zeros, long rows': (x) => [h.pad(x.float(3, 53), { axis: 1, before: 41, after: 37 })],
    'another number': (x) => [
      h.pad(x.float(3, 5), { axis: 1, before: 2, value: -1.5 }),
      h.pad(x.ids(9, 3, 5), { axis: 0, after: 2, value: 7 }),
    ],
    'to nothing': (x) => [h.pad(x.float(0, 3), { axis: 0, before: 2 })],
  },
});
