import { rgb } from 'd3-color';
import { interpolateRgbBasis } from 'd3-interpolate';
import { interpolateGnBu } from 'd3-scale-chromatic';

/** Whether a picture stands on a light or on a dark ground. */
export type Theme = 'light' | 'dark';

/**
 * From a share between 0 and 1 to a colour, even to the eye. Nothing looks like the ground that the picture stands
 * on, and lightness moves one way only, so that the map can be read without seeing colours too.
 */
export const palettes: Readonly<Record<Theme, (share: number) => string>> = {
  light: interpolateGnBu,
  // The same blues and greens, from the dark up.
  dark: interpolateRgbBasis(['#18202b', '#15375a', '#17608f', '#2a8fbd', '#58b9c4', '#98dabb', '#e9f7d5']),
};

const levels = 256;

/** A theme's colours from the weakest to the strongest, six hexadecimal digits each: for a page without libraries. */
export function paletteDigits(theme: Theme): string {
  const colors = Array.from({ length: levels }, (_, level) => {
    return rgb(palettes[theme](level / (levels - 1))).formatHex().slice(1);
  });
  return colors.join('');
}
