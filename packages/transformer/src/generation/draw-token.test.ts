import { RandomGenerator } from '@heed/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawToken } from './choose-token.ts';

it('draws as often as softmax says, and never what is ruled out', () => {
  const logits = Float32Array.of(1, -Infinity, 2, 0, -Infinity);
  const generator = new RandomGenerator(7);
  const counts = [0, 0, 0, 0, 0];
  const draws = 20_000;
  for (let draw = 0; draw < draws; draw++) {
    const id = drawToken(logits, generator);
    counts[id] = (counts[id] ?? 0) + 1;
  }
  const total = Math.E + Math.E ** 2 + 1;
  for (const [id, logit] of logits.entries()) {
    const p = Math.exp(logit) / total;
    // Five standard deviations of a count.
    expect(Math.abs((counts[id] ?? 0) - draws * p)).toBeLessThanOrEqual(5 * Math.sqrt(draws * p * (1 - p)));
  }
});

it('takes one number of the generator, whatever is ruled out', () => {
  const logit = fc.oneof(fc.constant(-Infinity), fc.float({ min: -800, max: 80, noNaN: true }));
  fc.assert(
    fc.property(fc.array(logit, { minLength: 1, maxLength: 20 }), fc.nat(1000), (row, seed) => {
      const [drawing, counting] = [new RandomGenerator(seed), new RandomGenerator(seed)];
      const id = drawToken(Float32Array.from(row), drawing);
      counting.nextUniform();
      expect(drawing.state()).toEqual(counting.state());
      const possible = row.some((one) => one > -Infinity);
      expect(possible ? (row[id] ?? -Infinity) > -Infinity : id === -1).toBe(true);
    }),
  );
});
