import { rgb } from 'd3-color';
import { interpolateRgbBasis } from 'd3-interpolate';
import { interpolateGnBu, interpolateInferno } from 'd3-scale-chromatic';

/** Whether a picture stands on a light or on a dark ground. */
export type Theme = 'light' | 'dark';

/** What a map stands on: a page, or the picture that it is laid over. */
export type Ground = Theme | 'picture';

/**
 * From a share between 0 and 1 to a colour, even to the eye. Nothing looks like the ground that the picture stands
 * on, and lightness moves one way only, so that the map can be read without seeing colours too.
 */
export const palettes: Readonly<Record<Ground, (share: number) => string>> = {
  light: interpolateGnBu,
  // The same blues and greens, from the dark up.
  dark: interpolateRgbBasis(['#18202b', '#15375a', '#17608f', '#2a8fbd', '#58b9c4', '#98dabb', '#e9f7d5']),
  // What is not looked at lies in the dark, what is looked at glows.
  picture: interpolateInferno,
};

const levels = 256;

/**
 * A palette's 256 colours from the weakest to the strongest, six hexadecimal digits each: for a page that draws by itself.
 *
 * @example
 * ```ts
 * import { paletteDigits } from '@heed/attention/pictures';
 * const strongest = `#${paletteDigits('light').slice(-6)}`;
 * console.log(strongest); // #084081
 * ```
 */
export function paletteDigits(ground: Ground): string {
  const colors = Array.from({ length: levels }, (_, level) => {
    return rgb(palettes[ground](level / (levels - 1)))
      .formatHex()
      .slice(1);
  });
  return colors.join('');
}
