import { paletteDigits, type Theme } from '@heed/attention/pictures';
import type { WeightMap } from './head-maps.ts';

const levels = 256;

/** Each palette's colours from the weakest to the strongest, as pixels. */
const ramps: Readonly<Record<Theme, Uint32Array>> = {
  light: rampOf(paletteDigits('light')),
  dark: rampOf(paletteDigits('dark')),
};

/** Pixels as `ImageData` has them: red in the lowest byte, then green, blue and how solid it is. */
function rampOf(digits: string): Uint32Array {
  return Uint32Array.from(digits.match(/.{6}/g) ?? [], (color) => {
    const [red = 0, green = 0, blue = 0] = (color.match(/../g) ?? []).map((pair) =>
      Number.parseInt(pair, 16),
    );
    return red | (green << 8) | (blue << 16) | (255 << 24);
  });
}

/** The largest weight of a map, which takes the strongest colour; never 0. */
export function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let at = 0; at < values.length; at++) largest = Math.max(largest, values[at] ?? 0);
  return largest || 1;
}

/** A map as pixels, one for each weight. */
export function pixelsOf({ values }: Pick<WeightMap, 'values'>, theme: Theme): Uint32Array<ArrayBuffer> {
  const ramp = ramps[theme];
  const largest = largestOf(values);
  return Uint32Array.from(values, (value) => {
    return ramp[Math.round(Math.min(1, Math.max(0, value / largest)) * (levels - 1))] ?? 0;
  });
}

/** Paints a map, one pixel for each weight; the page draws the pixels as large as it needs them. */
export function paintMap(canvas: HTMLCanvasElement, map: WeightMap, theme: Theme): void {
  const [width, height] = [map.columns.length, map.rows.length];
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null || width === 0 || height === 0) return;
  const pixels = pixelsOf(map, theme);
  context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
}
