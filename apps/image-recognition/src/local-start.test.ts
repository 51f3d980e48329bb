import { RandomGenerator } from '@heed/core';
import { RelativePatchBias } from '@heed/vision';
import { describe, expect, it } from 'vitest';
import { startLocal } from './local-start.ts';

describe('startLocal', () => {
  it('the heads of a patch look up, down, left and right, the fifth at itself and around', () => {
    const bias = new RelativePatchBias([3, 5], 5, { classToken: true }).initialize(new RandomGenerator(1));
    startLocal(bias, { imageSize: [12, 10], patchSize: [4, 2], heads: 5 });
    const numbers = bias.forward().dataSync();
    const tokens = 16;
    const middle = 1 + 1 * 5 + 2;
    const rows = [0, 1, 2, 3, 4].map((head) => {
      const start = (head * tokens + middle) * tokens;
      return [...numbers.slice(start + 1, start + tokens)];
    });
    const places = rows.map((row) => row.indexOf(Math.max(...row)) + 1 - middle);
    expect(places).toEqual([-5, 5, -1, 1, 0]);
    // One step away from where it looks: a seventh of the weight.
    expect(rows[2]?.[middle - 1]).toBe(-2);
    expect([...numbers.slice(0, tokens)]).toEqual(Array(tokens).fill(0));
  });
});
