import { expect, it } from 'vitest';
import { randomNumbers } from './inputs.ts';

it('randomNumbers are those of the generator of Numerical Recipes, between −1 and 1', () => {
  // state ← 1664525 · state + 1013904223 modulo 2³², computed with whole numbers of any size.
  let state = 7n;
  const expected = Array.from({ length: 5 }, () => {
    state = (1664525n * state + 1013904223n) % 2n ** 32n;
    return Math.fround((Number(state) / 2 ** 32 - 0.5) * 2);
  });
  expect([...randomNumbers(5, 7)]).toEqual(expected);
});
