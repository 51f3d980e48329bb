import { readFileSync } from 'node:fs';
import type { BeamOptions, ContrastiveOptions, GenerateOptions } from '../index.ts';

/** What a reference generated with a golden model. */
export interface Run<Options> {
  readonly model: string;
  readonly prompts: readonly (readonly number[])[];
  readonly options: Options;
  /** What was generated for each prompt; for beams, `returned` texts each. */
  readonly ids: readonly (readonly number[])[];
  readonly scores: readonly number[];
}

/** The runs of transformers' `generate`. */
export interface Runs {
  readonly greedy: readonly Run<GenerateOptions>[];
  readonly beams: readonly Run<BeamOptions>[];
}

/** The runs of searches from their papers. */
export interface Searches {
  readonly diverse: readonly Run<BeamOptions>[];
  readonly contrastive: readonly Run<ContrastiveOptions>[];
}

const folder = new URL('../../../../../fixtures/generation/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

export const goldenRuns: Runs = JSON.parse(read('runs.json'));
export const goldenSearches: Searches = JSON.parse(read('searches.json'));

/** Runs with their names, for `it.each`. */
export function named<Options>(runs: readonly Run<Options>[]): [string, Run<Options>][] {
  return runs.map((run) => [`${run.model} ${JSON.stringify({ ...run.options, endIds: undefined })}`, run]);
}
