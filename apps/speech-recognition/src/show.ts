import { type Sound, secondsOf } from '@heed/speech';
import type { Recognised } from './recognise.ts';

const shades = [' ', '░', '▒', '▓', '█'] as const;
const widest = 96;

/**
 * What was heard for a terminal: a strip of time, the darker the louder, the words below where they were heard, then each
 * with its times.
 */
export function showRecognised({ text, words }: Recognised, sound: Sound): string {
  const seconds = secondsOf(sound);
  const cells = Math.max(1, Math.min(widest, Math.ceil(seconds * 20)));
  const marks = new Array<string>(cells).fill(' ');
  for (const { text: word, start } of words) {
    const at = Math.min(cells - 1, Math.floor((start / seconds) * cells));
    for (const [place, character] of [...word].entries()) {
      if (at + place < cells) marks[at + place] = character;
    }
  }
  const times = words.map(
    ({ text: word, start, end, probability }) =>
      `${start.toFixed(2).padStart(7)} to ${end.toFixed(2)} s  ${word.padEnd(12)} ${Math.round(100 * probability)} %`,
  );
  return [text, '', loudness(sound, cells), marks.join('').trimEnd(), '', ...times, ''].join('\n');
}

/** The height of each cell of time, in decibels below the loudest. */
function loudness({ channels: [samples = new Float32Array(0)] }: Sound, cells: number): string {
  const powers = Array.from({ length: cells }, (_, cell) => {
    const part = samples.subarray(
      Math.floor((cell * samples.length) / cells),
      Math.floor(((cell + 1) * samples.length) / cells),
    );
    return part.reduce((sum, sample) => sum + sample ** 2, 0) / Math.max(1, part.length);
  });
  const most = Math.max(...powers, Number.MIN_VALUE);
  return powers
    .map((power) => {
      const share = 1 + Math.log10(Math.max(power / most, 1e-4)) / 4;
      return shades[Math.round(share * (shades.length - 1))] ?? ' ';
    })
    .join('');
}
