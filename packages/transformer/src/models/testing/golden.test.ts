import { tensor } from '@heed/core';
import { expect, it } from 'vitest';
import { worstDifference as worstOfTensors } from '../../../../../fixtures/compare.ts';
import { worstDifference, worstMap } from './golden.ts';

/** With no number in the middle: what comes behind it must not hide it. */
const actual = tensor([[[[1, Number.NaN, 2]]]]);
const expected = { shape: [1, 1, 1, 3], data: Float32Array.of(1, 4, 2) };
const compared = {
  states: () => worstDifference(actual, expected),
  maps: () => worstMap(actual, expected),
  tensors: () => worstOfTensors(actual, expected),
};

it.each(Object.entries(compared))('%s that are no numbers are not alike', (_, compare) => {
  expect(compare()).toBeNaN();
});

it('rows of padding do not count', () => {
  const kept = { shape: [1, 2], data: Int32Array.of(1, 0) };
  const states = { shape: [1, 2, 1], data: Float32Array.of(2, 9) };
  expect(worstDifference(tensor([[[1], [Number.NaN]]]), states, kept)).toBeCloseTo(1 / 9);
  const maps = { shape: [1, 1, 2, 1], data: Float32Array.of(2, 9) };
  expect(worstMap(tensor([[[[1], [Number.NaN]]]]), maps, kept)).toBe(1);
});
