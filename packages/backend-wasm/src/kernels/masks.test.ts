import * as h from '@heed/core';
import type { Inputs } from '../testing/judge.ts';
import { testKernels } from '../testing/test-kernels.ts';

const diagonals = [0, 1, -2, 5, -7, 100, -100];

function triangles(part: 'lower' | 'upper', make: (x: Inputs) => h.Tensor) {
  return (x: Inputs): h.Tensor[] => diagonals.map((diagonal) => h.triangular(make(x), { part, diagonal }));
}

testKernels({
  triangular: {
    lower: triangles('lower', (x) => x.float(2, 5, 7)),
    upper: triangles('upper', (x) => x.float(3, 7, 5)),
    'flags and 16 bits': (x) => [
      ...triangles('lower', (y) => y.flags(3, 67))(x),
      ...triangles('upper', (y) => h.cast(y.float(5, 3), 'bfloat16'))(x),
    ],
    'several tiles': triangles('lower', (x) => x.float(131, 257)),
  },
  classMask: {
    ids: (x) => [h.classMask(x.ids(13, 37), { classes: 13, ignoreIndex: -100 })],
    'ignored rows': (x) => [
      h.classMask(x.ids(5, 19), { classes: 5, ignoreIndex: 2 }),
      h.classMask(h.subtract(x.ids(2, 19), 1), { classes: 150, ignoreIndex: -1 }),
    ],
    'several tiles': (x) => [h.classMask(x.ids(5003, 41), { classes: 5003, ignoreIndex: -100 })],
  },
});
