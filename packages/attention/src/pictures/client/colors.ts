import { rgb } from 'd3-color';
import { palettes, type Theme } from '../palette.ts';
import type { WeightMap } from './scene.ts';

const levels = 256;

/** Each theme's palette as [levels, 3] numbers from 0 to 255. */
const ramps: Readonly<Record<Theme, Uint8ClampedArray>> = {
  light: rampOf(palettes.light),
  dark: rampOf(palettes.dark),
};

function rampOf(palette: (share: number) => string): Uint8ClampedArray {
  const colors = Array.from({ length: levels }, (_, level) => rgb(palette(level / (levels - 1))));
  return Uint8ClampedArray.from(colors.flatMap(({ r, g, b }) => [r, g, b]));
}

/** A share as a colour of the theme: red, green and blue from 0 to 255. */
export function colorOf(theme: Theme, share: number): readonly [number, number, number] {
  const level = 3 * Math.round(Math.min(1, Math.max(0, share)) * (levels - 1));
  const ramp = ramps[theme];
  return [ramp[level] ?? 0, ramp[level + 1] ?? 0, ramp[level + 2] ?? 0];
}

/**
 * Paints a map with one pixel for each weight; the page draws the pixels as large as it needs them.
 *
 * @param opacity How solid a share of the strongest weight is, from 0 to 1. Default: everything is solid.
 */
export function paintMap(
  canvas: HTMLCanvasElement,
  { rows, columns, values }: WeightMap,
  most: number,
  theme: Theme,
  opacity: (share: number) => number = () => 1,
): void {
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (context === null || rows === 0 || columns === 0) return;
  const pixels = context.createImageData(columns, rows);
  for (const [index, weight] of values.entries()) {
    const share = Math.min(1, Math.max(0, weight / most));
    pixels.data.set([...colorOf(theme, share), 255 * opacity(share)], 4 * index);
  }
  context.putImageData(pixels, 0, 0);
}
