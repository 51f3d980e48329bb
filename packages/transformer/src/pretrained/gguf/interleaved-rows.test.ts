import { type WeightArray, WeightsError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undoInterleaving } from './interleaved-rows.ts';

const rows = (...numbers: readonly number[]): WeightArray => ({
  type: 'F32',
  shape: [numbers.length, 1],
  data: Float32Array.from(numbers),
});
const count = (length: number): number[] => Array.from({ length }, (_, at) => at);

describe('the order of rows for rotary positions', () => {
  it('as llama.cpp stores it: keys by their own number of heads', () => {
    const keys = rows(0, 2, 1, 3, 4, 6, 5, 7);
    expect([...undoInterleaving(keys, 2, 'k').data]).toEqual(count(8));
    // By the four heads of the queries each has two rows, and nothing would move.
    expect([...undoInterleaving(keys, 4, 'k').data]).toEqual([...keys.data]);
    const queries = rows(0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15);
    expect([...undoInterleaving(queries, 4, 'q').data]).toEqual(count(16));
  });

  it('each row moves as one, within its head, and the input stays', () => {
    const array: WeightArray = { type: 'F16', shape: [6, 2], data: Uint16Array.from(count(12)) };
    const { data, ...rest } = undoInterleaving(array, 1, 'q');
    expect(rest).toEqual({ type: 'F16', shape: [6, 2] });
    expect(data).toEqual(Uint16Array.of(0, 1, 4, 5, 8, 9, 2, 3, 6, 7, 10, 11));
    expect([...array.data]).toEqual(count(12));
  });

  it('undoes llama.cpp’s order for any sizes', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(sizes, ([heads, half]) => {
        // reshape (heads, 2, half), swap the last two
        const stored = count(heads * 2 * half).map((at) => {
          const [head, within] = [Math.floor(at / (2 * half)), at % (2 * half)];
          return head * 2 * half + (within % 2) * half + Math.floor(within / 2);
        });
        expect([...undoInterleaving(rows(...stored), heads, 'q').data]).toEqual(count(stored.length));
      }),
    );
  });

  it('refuses rows that do not divide', () => {
    expect(() => undoInterleaving(rows(0, 1, 2), 1, 'q')).toThrow(WeightsError);
    expect(() => undoInterleaving(rows(0, 1, 2, 3), 3, 'tensor q')).toThrow(
      'tensor q: 4 rows do not divide into 3 heads',
    );
  });
});
