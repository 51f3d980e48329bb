import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { FormatError } from '@heed/core';
import { readTsv } from '@heed/transformer/training';
import { type LabelledText, type TaskName, tasks } from './task.ts';

/** The data that come with the application; `data/README.md` says from where. */
export const dataFolder: string = join(import.meta.dirname, '..', 'data');

/** Which part of the data: what is learned from, what decides between models, and what is only ever measured on. */
export type Split = 'train' | 'valid' | 'test';

/** The sets of texts. */
export type Corpus = 'sentence-polarity' | 'goemotions' | 'movie-reviews';

/** Those that the model learns from. */
export const trainingCorpora: readonly Corpus[] = ['sentence-polarity', 'goemotions'];

/** Texts of a corpus with their classes, as they stand in the file. */
export async function* readCorpus(
  corpus: Corpus,
  split: Split,
  folder: string = dataFolder,
): AsyncGenerator<LabelledText, void, undefined> {
  const path = join(folder, corpus, `${split}.tsv.gz`);
  const groups = corpus === 'goemotions' ? await readGroups(folder) : undefined;
  for await (const [text, label] of readTsv(createReadStream(path).pipe(createGunzip()))) {
    if (text === undefined || label === undefined) throw new FormatError(`${path}: a row without a label`);
    if (groups === undefined) yield { text, task: 'polarity', label: labelOf(path, label, 'polarity') };
    else {
      const group = oneGroup(label, groups);
      if (group !== undefined) yield { text, task: 'emotion', label: group };
    }
  }
}

function labelOf(path: string, label: string, task: TaskName): number {
  const number = Number(label);
  if (label !== '' && number in tasks[task]) return number;
  throw new FormatError(`${path}: there is no class ${JSON.stringify(label)} of ${task}`);
}

/** The group of a text whose emotions are all of one; texts between groups have none. */
function oneGroup(emotions: string, groups: ReadonlyMap<string, number>): number | undefined {
  const found = new Set(emotions.split(',').map((emotion) => groups.get(emotion)));
  const [group] = found;
  return found.size === 1 ? group : undefined;
}

/** Number of the group of each of the 28 emotions. */
async function readGroups(folder: string): Promise<ReadonlyMap<string, number>> {
  const table = readTsv(await readFile(join(folder, 'goemotions', 'labels.tsv'), 'utf8'));
  const groups = new Map<string, number>();
  for await (const [index = '', , group = ''] of table) {
    const number = tasks.emotion.indexOf(group);
    if (number >= 0) groups.set(index, number);
  }
  return groups;
}
