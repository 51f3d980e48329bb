import type { Ground } from '../palette.ts';
import { payload } from './read-payload.ts';
import type { WeightMap } from './scene.ts';

/** Each palette's colours from the weakest to the strongest, as [levels, 3] numbers from 0 to 255. */
const ramps: Readonly<Record<Ground, Uint8ClampedArray>> = {
  light: rampOf(payload.palettes.light),
  dark: rampOf(payload.palettes.dark),
  picture: rampOf(payload.palettes.picture),
};

function rampOf(digits: string): Uint8ClampedArray {
  return Uint8ClampedArray.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function colorAt(ramp: Uint8ClampedArray, share: number): Uint8ClampedArray {
  const level = 3 * Math.round(share * (ramp.length / 3 - 1));
  return ramp.subarray(level, level + 3);
}

/** A share of the strongest weight, from 0 to 1, as a colour of CSS. */
export function colorOf(ground: Ground, share: number): string {
  return `rgb(${colorAt(ramps[ground], share).join(' ')})`;
}

/** How a share of the strongest weight looks: which part of the palette it takes, and how solid it is. */
export interface Ink {
  readonly tone: (share: number) => number;
  readonly opacity: (share: number) => number;
}

const solid: Ink = { tone: (share) => share, opacity: () => 1 };

/** Paints a map with one pixel for each weight; the page draws the pixels as large as it needs them. */
export function paintMap(
  canvas: HTMLCanvasElement,
  { rows, columns, values }: WeightMap,
  most: number,
  ground: Ground,
  { tone, opacity }: Ink = solid,
): void {
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (context === null || rows === 0 || columns === 0) return;
  const pixels = context.createImageData(columns, rows);
  for (const [index, weight] of values.entries()) {
    const share = Math.min(1, Math.max(0, weight / most));
    pixels.data.set(colorAt(ramps[ground], tone(share)), 4 * index);
    pixels.data[4 * index + 3] = 255 * opacity(share);
  }
  context.putImageData(pixels, 0, 0);
}
