import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { mean } from '@heed/core';
import { writeFileAtomically } from '@heed/core/node';
import {
  classAttention,
  classRollout,
  encodePng,
  type LookedAt,
  lookAt,
  overlayPicture,
  type Picture,
  pictureAttentionHtml,
  resizePicture,
} from '@heed/vision';
import { type Recognized, type Recognizer, ranked } from './recognizer.ts';

/** What a model recognised in a picture, and what it looked at. */
export interface Explained {
  readonly recognized: readonly Recognized[];
  readonly seen: LookedAt;
  /** What the model saw of the picture. */
  readonly picture: Picture;
  /** What the class token looks at in the last layer, mean of the heads; row by row. */
  readonly attention: readonly (readonly number[])[];
  /** What reaches the class token through all layers; row by row. */
  readonly rollout: readonly (readonly number[])[];
}

/** Recognises a picture and keeps what the model looked at. */
export function explain(recognizer: Recognizer, picture: Picture): Explained {
  const pixels = recognizer.processor.process([picture]);
  const seen = lookAt(recognizer.model, pixels, () => recognizer.classify(pixels));
  return {
    recognized: ranked(recognizer.labels, seen.output.dataSync()),
    seen,
    picture: recognizer.processor.fit(picture),
    attention: rowsOf(mean(classAttention(seen), { axis: 1 }).dataSync(), seen),
    rollout: rowsOf(classRollout(seen).dataSync(), seen),
  };
}

function rowsOf(numbers: ArrayLike<number>, { grid: [rows, columns] }: LookedAt): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    return Array.from({ length: columns }, (__, column) => numbers[row * columns + column] ?? 0);
  });
}

/**
 * Writes `NAME.attention.png`, `NAME.rollout.png` and the page `NAME.attention.html` into a folder.
 *
 * @returns The paths.
 */
export async function writeExplanation(
  folder: string,
  path: string,
  explained: Explained,
): Promise<string[]> {
  const { recognized, seen, picture, attention, rollout } = explained;
  await mkdir(folder, { recursive: true });
  const name = basename(path).replace(/\.\w+$/, '');
  const best = recognized
    .slice(0, 5)
    .map(({ label, probability }) => `${label} ${(100 * probability).toFixed(1)} %`);
  const html = pictureAttentionHtml(picture, seen, {
    title: `What was looked at: ${name}`,
    description: basename(path),
    texts: [{ label: 'Recognised', text: best.join(', ') }],
  });
  const files: [string, Uint8Array][] = [
    [`${name}.attention.png`, encodePng(overlayPicture(large(picture), attention))],
    [`${name}.rollout.png`, encodePng(overlayPicture(large(picture), rollout))],
    [`${name}.attention.html`, new TextEncoder().encode(html)],
  ];
  for (const [file, bytes] of files) await writeFileAtomically(join(folder, file), bytes);
  return files.map(([file]) => join(folder, file));
}

/** A small picture several times as large, pixel by pixel, so that there is something to see. */
function large(picture: Picture): Picture {
  const factor = Math.max(1, Math.ceil(224 / Math.max(picture.width, picture.height)));
  return resizePicture(picture, {
    height: factor * picture.height,
    width: factor * picture.width,
    filter: 'nearest',
  });
}
