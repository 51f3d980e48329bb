import type { Theme } from '../palette.ts';
import { payload } from './read-payload.ts';
import type { WeightMap } from './scene.ts';

/** Each theme's colours from the weakest to the strongest, as [levels, 3] numbers from 0 to 255. */
const ramps: Readonly<Record<Theme, Uint8ClampedArray>> = {
  light: rampOf(payload.palettes.light),
  dark: rampOf(payload.palettes.dark),
};

function rampOf(digits: string): Uint8ClampedArray {
  return Uint8ClampedArray.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
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
  const ramp = ramps[theme];
  const pixels = context.createImageData(columns, rows);
  for (const [index, weight] of values.entries()) {
    const share = Math.min(1, Math.max(0, weight / most));
    const level = 3 * Math.round(share * (ramp.length / 3 - 1));
    pixels.data.set(ramp.subarray(level, level + 3), 4 * index);
    pixels.data[4 * index + 3] = 255 * opacity(share);
  }
  context.putImageData(pixels, 0, 0);
}
