import type { Picture } from '@heed/vision';

const shades = [' ', '·', '░', '▒', '▓', '█'] as const;

/**
 * Weights of patches for a terminal, a cell of two characters for each patch: the denser, the more was looked at, from
 * the least to the most. In colour, the picture shows in grey below a glow.
 *
 * @param picture What the model saw, for the colours.
 */
export function showPatches(
  weights: readonly (readonly number[])[],
  { picture, color }: { readonly picture: Picture; readonly color: boolean },
): string {
  const [smallest, largest] = [Math.min(...weights.flat()), Math.max(...weights.flat())];
  const span = Math.max(largest - smallest, Number.MIN_VALUE);
  const lines = weights.map((row, y) => {
    const cells = row.map((weight, x) => {
      const share = (weight - smallest) / span;
      if (!color) return (shades[Math.round(share * (shades.length - 1))] ?? ' ').repeat(2);
      const light = meanLight(
        picture,
        y / weights.length,
        x / row.length,
        1 / weights.length,
        1 / row.length,
      );
      const glow = [light * 0.5 + 127 * share, light * 0.5 + 64 * share ** 2, light * 0.5];
      return `\u001b[48;2;${glow.map((value) => Math.round(value)).join(';')}m  \u001b[0m`;
    });
    return cells.join('');
  });
  return lines.join('\n');
}

/** The mean light, 0 to 255, of the part of a picture that begins at shares of its height and width. */
function meanLight(picture: Picture, top: number, left: number, tall: number, wide: number): number {
  const { width, height, data, range } = picture;
  const channels = data.length / (width * height);
  let [sum, count] = [0, 0];
  for (let row = Math.floor(top * height); row < Math.max((top + tall) * height, top * height + 1); row++) {
    for (let column = Math.floor(left * width); column < (left + wide) * width; column++) {
      sum += data[(row * width + column) * channels] ?? 0;
      count++;
    }
  }
  return (255 * sum) / (range * Math.max(count, 1));
}
