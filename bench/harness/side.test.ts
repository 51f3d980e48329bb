import { expect, it } from 'vitest';
import { thin } from './side.ts';

it('thin keeps a short answer, and a thousand numbers of a long one', () => {
  expect(thin(Float32Array.of(1, 2))).toEqual([1, 2]);
  const long = thin(Array.from({ length: 2500 }, (_, at) => at));
  expect(long).toHaveLength(1000);
  expect(long.slice(0, 4)).toEqual([0, 2, 5, 7]);
  expect(thin(undefined)).toEqual([]);
});
