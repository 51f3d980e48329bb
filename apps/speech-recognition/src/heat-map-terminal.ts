import type { WordAttention } from '@heed/speech';
import { resizePicture } from '@heed/vision';
import { cellsOf, spectrogram } from './heat-map.ts';

const shades = [' ', '·', '░', '▒', '▓', '█'] as const;
const spectrogramLines = 10;

/**
 * The spectrogram of a window, and below it a line for each word: the denser, the more was listened to, mean of the
 * heads. In colour, the spectrogram glows where it was.
 */
export function showHeatMap(
  window: WordAttention,
  { width, color }: { readonly width: number; readonly color: boolean },
): string {
  const [heads, words] = window.weights.shape;
  const { data, columns } = cellsOf(window);
  const longest = Math.max(0, ...window.words.map((word) => word.trim().length));
  const label = Math.min(14, longest);
  const cells = Math.max(1, Math.min(columns, width - label - 1));
  const shrink = (row: number): number[] => {
    const sums = new Array<number>(cells).fill(0);
    for (let head = 0; head < heads; head++) {
      for (let column = 0; column < columns; column++) {
        const cell = Math.floor((column * cells) / columns);
        sums[cell] = (sums[cell] ?? 0) + (data[(head * words + row) * columns + column] ?? 0) / heads;
      }
    }
    return sums;
  };
  const sound = resizePicture(spectrogram(window.samples), {
    width: cells,
    height: spectrogramLines,
    filter: 'box',
  });
  const lines = Array.from({ length: spectrogramLines }, (_, row) => {
    const light = Array.from(
      sound.data.slice(row * cells, (row + 1) * cells),
      (value) => value / sound.range,
    );
    return `${' '.repeat(label)} ${light.map((share) => shade(share, color)).join('')}`;
  });
  const rows = window.words.map((word, at) => {
    const sums = shrink(at);
    const most = Math.max(...sums, Number.MIN_VALUE);
    return `${word.trim().slice(0, label).padStart(label)} ${sums.map((sum) => shade(sum / most, color)).join('')}`;
  });
  return [...lines, ...rows].join('\n');
}

function shade(share: number, color: boolean): string {
  if (!color) return shades[Math.round(Math.min(Math.max(share, 0), 1) * (shades.length - 1))] ?? ' ';
  const glow = [255 * share, 160 * share ** 2, 90 * share * (1 - share)].map((value) => Math.round(value));
  return `\u001b[48;2;${glow.join(';')}m \u001b[0m`;
}
