import { tidy } from '@heed/core';
import { readPicture } from '@heed/vision/node';
import type { Recognizer } from './recognizer.ts';

/** A picture file and how alike it is to the one asked for, from −1 to 1. */
export interface Neighbour {
  readonly path: string;
  readonly similarity: number;
}

/** The embedding of a picture file, brought to length 1. */
async function embeddingOf(recognizer: Recognizer, path: string): Promise<number[]> {
  const picture = await readPicture(path);
  const vector = tidy(() => Array.from(recognizer.embed(recognizer.processor.process([picture])).dataSync()));
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** All files by how alike their pictures are to that of `query`, the most alike first. */
export async function nearestPictures(
  recognizer: Recognizer,
  query: string,
  files: readonly string[],
  log: (line: string) => void,
): Promise<Neighbour[]> {
  const wanted = await embeddingOf(recognizer, query);
  const neighbours: Neighbour[] = [];
  for (const [at, path] of files.entries()) {
    const vector = await embeddingOf(recognizer, path);
    neighbours.push({
      path,
      similarity: vector.reduce((sum, value, axis) => sum + value * (wanted[axis] ?? 0), 0),
    });
    log(`update ${at + 1}/${files.length}`);
  }
  return neighbours.sort((one, other) => other.similarity - one.similarity);
}
