import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packWeights, unpackWeights } from './packed-weights.ts';

it('keeps weights to half a step of 16 bits', () => {
  const weight = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.array(weight, { minLength: 6, maxLength: 6 }), { minLength: 1 }), (heads) => {
      const packed = packWeights(heads);
      expect(packed.heads).toBe(heads.length);
      const allowed = (packed.maximum - packed.minimum) / 131070 + 1e-12;
      const unpacked = Array.from(unpackWeights(packed));
      const errors = heads.flat().map((value, index) => Math.abs(value - (unpacked[index] ?? Number.NaN)));
      expect(Math.max(...errors)).toBeLessThanOrEqual(allowed);
    }),
  );
});

it('keeps zeros and the largest weight exactly', () => {
  expect(Array.from(unpackWeights(packWeights([[0, 0.7, 0.1]])))).toEqual([0, 0.7, expect.closeTo(0.1, 5)]);
  expect(Array.from(unpackWeights(packWeights([[0, 0, 0]])))).toEqual([0, 0, 0]);
});

it('holds many weights, and none', () => {
  const many = Array.from({ length: 30_000 }, (_, index) => index / 30_000);
  const unpacked = unpackWeights(packWeights([many]));
  expect(unpacked).toHaveLength(many.length);
  expect(unpacked[12_345]).toBeCloseTo(12_345 / 30_000, 4);
  expect(unpackWeights(packWeights([[]]))).toHaveLength(0);
});
