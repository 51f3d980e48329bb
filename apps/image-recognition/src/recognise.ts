import { supportsColor } from '@heed/attention/terminal';
import { HeedError, tidy } from '@heed/core';
import { readPicture } from '@heed/vision/node';
import { explain, type Look, writeExplanation } from './look.ts';
import { type Recognizer, ranked } from './recognizer.ts';
import { showPatches } from './terminal.ts';

/** Where results are printed; the process's standard output, or a collector in tests. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How {@link recogniseOne} and {@link recogniseAll} print. */
export interface PrintOptions {
  readonly output: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Prints the five likeliest names of one picture and what the model looked at, and writes pictures of that. */
export async function recogniseOne(
  recognizer: Recognizer,
  path: string,
  folder: string | undefined,
  { output, environment }: PrintOptions,
): Promise<void> {
  const explained = explain(recognizer, await readPicture(path));
  output.write(`${path}\n`);
  for (const { label, probability } of explained.recognized.slice(0, 5)) {
    const bar = '█'.repeat(Math.round(30 * probability));
    output.write(`${(100 * probability).toFixed(1).padStart(6)} %  ${label.padEnd(16)} ${bar}\n`);
  }
  const color = supportsColor(output, environment);
  const { look } = explained;
  if (typeof look === 'string') {
    output.write(`\nWhat it looked at cannot be shown: ${look}\n`);
    return;
  }
  const show = (weights: Look['attention']): string => {
    return showPatches(weights, { picture: explained.picture, color }).replace(/^/gm, '  ');
  };
  output.write(`\nWhat the last layer looked at:\n\n${show(look.attention)}\n`);
  output.write(`\nWhat came through all layers:\n\n${show(look.rollout)}\n\n`);
  if (folder !== undefined) {
    const files = await writeExplanation(folder, path, explained, look);
    output.write(`Written: ${files.join(', ')}\n`);
  }
  look.seen.dispose();
}

/** Prints one line for each picture of many; a file that is no picture is told and does not stop the others. */
export async function recogniseAll(
  recognizer: Recognizer,
  paths: readonly string[],
  { output }: PrintOptions,
  log: (line: string) => void,
): Promise<void> {
  for (const [at, path] of paths.entries()) {
    output.write(`${path}\t${await describe(recognizer, path)}\n`);
    log(`update ${at + 1}/${paths.length}`);
  }
}

async function describe(recognizer: Recognizer, path: string): Promise<string> {
  try {
    const picture = await readPicture(path);
    const probabilities = tidy(() => recognizer.classify(recognizer.processor.process([picture])).dataSync());
    const [best] = ranked(recognizer.labels, probabilities);
    return best === undefined ? '' : `${best.label}\t${(100 * best.probability).toFixed(1)} %`;
  } catch (error) {
    if (error instanceof HeedError) return `${error.name}: ${error.message}`;
    throw error;
  }
}
