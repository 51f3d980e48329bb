import * as h from '@heed/core';
import type { Program } from '../testing/judge.ts';
import { testKernels } from '../testing/test-kernels.ts';

/** Turns x [batch, heads, length, width] by `half` pairs, with a table for each of `tables` texts. */
function turn(
  [batch, heads, length, width]: readonly [number, number, number, number],
  tables: number,
  half: number,
  pairs: 'halves' | 'neighbours',
): Program {
  return (x) => {
    const angles = x.float(tables, length, half);
    return [h.rope(x.float(batch, heads, length, width), h.cos(angles), h.sin(angles), { pairs })];
  };
}

testKernels({
  rope: {
    halves: turn([2, 3, 5, 14], 1, 7, 'halves'),
    'halves, a table for each, some stay': turn([2, 3, 5, 22], 2, 9, 'halves'),
    neighbours: turn([2, 3, 5, 14], 1, 7, 'neighbours'),
    'neighbours, a table for each, some stay': turn([2, 3, 5, 22], 2, 9, 'neighbours'),
    'several tiles': turn([3, 2, 43, 64], 1, 32, 'halves'),
  },
});
