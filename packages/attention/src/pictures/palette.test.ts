import { lab, rgb } from 'd3-color';
import { expect, it } from 'vitest';
import { type Ground, paletteDigits, palettes } from './palette.ts';

const grounds: Ground[] = ['light', 'dark', 'picture'];

it.each(grounds)('the palette on %s moves one way in lightness, in even steps', (ground) => {
  const steps = 16;
  const lightness = Array.from({ length: steps + 1 }, (_, step) => lab(palettes[ground](step / steps)).l);
  const direction = ground === 'light' ? -1 : 1;
  const moves = lightness.slice(1).map((now, index) => direction * (now - (lightness[index] ?? 0)));
  expect(Math.min(...moves)).toBeGreaterThan(0);
  expect(Math.max(...moves) / (Math.abs((lightness.at(-1) ?? 0) - (lightness[0] ?? 0)) / steps)).toBeLessThan(
    2,
  );
});

it.each(grounds)('the digits of the palette on %s are its colours', (ground) => {
  const digits = paletteDigits(ground);
  expect(digits).toMatch(/^([0-9a-f]{6}){256}$/);
  expect(`#${digits.slice(0, 6)}`).toBe(rgb(palettes[ground](0)).formatHex());
  expect(`#${digits.slice(-6)}`).toBe(rgb(palettes[ground](1)).formatHex());
});
