import { paletteDigits } from '@heed/attention/pictures';
import { expect, it } from 'vitest';
import { largestOf, pixelsOf } from './paint-map.ts';

const digitsOf = (pixel: number | undefined): string =>
  [0, 8, 16].map((shift) => (((pixel ?? 0) >>> shift) & 255).toString(16).padStart(2, '0')).join('');

it.each(['light', 'dark'] as const)(
  '%s: from the first colour of the palette to the last, all solid',
  (theme) => {
    const pixels = pixelsOf({ values: Float32Array.of(0, 0.5, 0.25, -1) }, theme);
    const digits = paletteDigits(theme);
    expect(digitsOf(pixels[0])).toBe(digits.slice(0, 6));
    expect(digitsOf(pixels[1])).toBe(digits.slice(-6));
    expect(digitsOf(pixels[3])).toBe(digits.slice(0, 6));
    expect([...pixels].every((pixel) => pixel >>> 24 === 255)).toBe(true);
  },
);

it('largestOf is never 0', () => {
  expect(largestOf([0, 0])).toBe(1);
  expect(largestOf([0.25, 0.5])).toBe(0.5);
});
