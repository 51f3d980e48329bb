import { describe, expect, it } from 'vitest';
import { difference, verdict } from './agreement.ts';

describe('difference', () => {
  it('is relative to the largest number of ours', () => {
    expect(difference([1, -4], [1, -3])).toBe(0.25);
    expect(difference([0, 0], [0, 0])).toBe(0);
  });

  it.each([
    ['nothing', [], []],
    ['other lengths', [1, 2], [1]],
    ['NaN in theirs', [1, 2], [1, Number.NaN]],
    ['NaN in ours', [Number.NaN], [1]],
  ])('never agrees for %s', (_, own, other) => {
    expect(difference(own, other)).toBe(Number.POSITIVE_INFINITY);
  });
});

it('only an answer that must agree and does not fails a run', () => {
  expect(verdict(undefined, 0.1, true)).toBe('measured');
  expect(verdict(0.1, 0.1, true)).toBe('measured');
  expect(verdict(0.43, 0.1, true)).toBe('disagrees');
  expect(verdict(0.43, 0.1, false)).toBe('differs');
  expect(verdict(Number.POSITIVE_INFINITY, 0.1, false)).toBe('differs');
});
