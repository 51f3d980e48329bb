import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

const odd = [3, Number.NaN, -0, 5, 5, Number.NEGATIVE_INFINITY, Number.NaN, 1e30, -7];

testKernels({
  max: {
    'last axis': (x) => [h.max(x.float(5, 37), { axis: 1 }), h.max(x.float(5, 1), { axis: 1 })],
    'first and middle axes': (x) => [
      h.max(x.float(5, 37), { axis: 0 }),
      h.max(x.float(3, 5, 71), { axis: 1 }),
      h.max(h.reshape(x.numbers(odd), [3, 3]), { axis: 0 }),
    ],
    all: (x) => [h.max(x.float(3, 5, 7))],
    'with NaN': (x) => [h.max(x.numbers(odd))],
  },
  min: {
    'a middle axis': (x) => [h.min(x.float(2, 3, 7), { axis: 1 })],
    'last axes': (x) => [h.min(x.float(5, 3, 7), { axis: [1, 2] })],
    'with NaN': (x) => [h.min(x.numbers(odd)), h.min(x.numbers([2, 1, 3, 4, 5]))],
  },
  argmax: {
    'last axis': (x) => [h.argmax(x.float(7, 41), { axis: 1 })],
    'the first of equals, NaN before all': (x) => [
      h.argmax(x.numbers(odd), { axis: 0 }),
      h.argmax(x.numbers([1, 5, 5, 2]), { axis: 0 }),
    ],
  },
  topK: {
    '3 of 41': (x) => {
      const { values, indices } = h.topK(x.float(7, 41), 3);
      return [values, indices];
    },
    'few of many, NaN among them, and equals': (x) => {
      const values = Array.from({ length: 1009 }, (_, at) => (at % 97 === 90 ? Number.NaN : (at * 37) % 101));
      const many = h.topK(x.numbers(values), 31);
      const few = h.topK(x.numbers(values.filter((value) => !Number.isNaN(value))), 5);
      return [many.values, many.indices, few.values, few.indices];
    },
    'many of rows that rise, fall, and hold equals': (x) => {
      const rows = [(at: number) => at, (at: number) => -at, (at: number) => (at * 61) % 13];
      const values = rows.flatMap((row) => Array.from({ length: 331 }, (_, at) => row(at)));
      return [64, 127, 330].flatMap((k) => {
        const { values: most, indices } = h.topK(h.reshape(x.numbers(values), [3, 331]), k);
        return [most, indices];
      });
    },
    'all, with NaN and equals': (x) => {
      const { values, indices } = h.topK(x.numbers(odd), odd.length);
      return [values, indices];
    },
  },
});
