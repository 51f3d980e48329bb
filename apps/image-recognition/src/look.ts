import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Module, mean, OptionError, ShapeError, type Tensor } from '@heed/core';
import { writeFileAtomically } from '@heed/core/node';
import {
  classAttention,
  classRollout,
  encodePng,
  type LookedAt,
  lookAt,
  overlayPicture,
  type PatchModel,
  type Picture,
  pictureAttentionHtml,
  resizePicture,
} from '@heed/vision';
import { type Recognized, type Recognizer, ranked } from './recognizer.ts';

/** What a model recognised in a picture, and what it looked at. */
export interface Explained {
  readonly recognized: readonly Recognized[];
  /** What the model saw of the picture. */
  readonly picture: Picture;
  /** What it looked at; why that cannot be told, for a model that never sees all patches at once. */
  readonly look: Look | string;
}

/** What a model looked at in a picture. */
export interface Look {
  readonly seen: LookedAt;
  /** What the class token looks at in the last layer, mean of the heads; row by row. */
  readonly attention: readonly (readonly number[])[];
  /** What reaches the class token through all layers; row by row. */
  readonly rollout: readonly (readonly number[])[];
}

/** Recognises a picture and keeps what the model looked at. */
export function explain(recognizer: Recognizer, picture: Picture): Explained {
  const pixels = recognizer.processor.process([picture]);
  const look = () => recognizer.classify(pixels);
  const fitted = recognizer.processor.fit(picture);
  const names = (probabilities: Tensor): Recognized[] => ranked(recognizer.labels, probabilities.dataSync());
  let seen: LookedAt;
  try {
    seen = lookAt(patchModel(recognizer.model), pixels, look);
  } catch (error) {
    if (!(error instanceof OptionError || error instanceof ShapeError)) throw error;
    // What has no classes, or cannot read the picture at all, says so again.
    return { recognized: names(look()), picture: fitted, look: error.message };
  }
  const attention = rowsOf(mean(classAttention(seen), { axis: 1 }).dataSync(), seen);
  const rollout = rowsOf(classRollout(seen).dataSync(), seen);
  return { recognized: names(seen.output), picture: fitted, look: { seen, attention, rollout } };
}

function patchModel(model: Module): PatchModel {
  if (isPatchModel(model)) return model;
  throw new OptionError(`${model.constructor.name} has no attention`);
}

function isPatchModel(model: Module): model is PatchModel {
  return 'attentionPath' in model && 'firstTokens' in model;
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
  { recognized, picture }: Explained,
  { seen, attention, rollout }: Look,
): Promise<string[]> {
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
