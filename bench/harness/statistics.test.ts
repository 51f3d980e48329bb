import { describe, expect, it } from 'vitest';
import { median, quantile, speedRatio } from './statistics.ts';

describe('quantile', () => {
  it('lies on straight lines between the sorted values, as numpy.quantile does', () => {
    const values = [7, 1, 3, 10];
    expect(quantile(values, 0)).toBe(1);
    expect(quantile(values, 0.25)).toBe(2.5);
    expect(quantile(values, 0.75)).toBe(7.75);
    expect(quantile(values, 1)).toBe(10);
    expect(values).toEqual([7, 1, 3, 10]);
  });

  it('median of odd, even and no counts', () => {
    expect(median([5, 1, 2])).toBe(2);
    expect(median([4, 1])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});

describe('speedRatio', () => {
  it('pairs the rounds, so that a slow spell that hits both sides does not count', () => {
    // In rounds 2 and 3 the machine is ten times as slow.
    expect(speedRatio([1, 10, 10, 1, 1], [2, 20, 20, 2, 2])).toEqual({ typical: 2, best: 2 });
  });

  it('looks at the rounds that both ran', () => {
    expect(speedRatio([1, 1, 1, 4], [3, 3])).toEqual({ typical: 3, best: 3 });
  });

  it('says nothing without rounds', () => {
    expect(speedRatio([], [1]).typical).toBeNaN();
  });
});
