import { readFile } from 'node:fs/promises';
import { FormatError, parseStrictJson } from '@heed/core';

/** How a net did at one moment of its training. */
export interface Check {
  readonly update: number;
  /** Mean loss of the updates since the check before. */
  readonly trainingLoss: number;
  /** Loss and share of right answers of held-out pictures. */
  readonly heldLoss: number;
  readonly heldAccuracy: number;
}

/** One training and what came of it: a line of the log. */
export interface Run {
  readonly net: string;
  /** Width of the ViT's patches in pixels, and what goes with it in the other nets. */
  readonly patch: number;
  /** One picture in so many of the training set. */
  readonly oneIn: number;
  readonly seed: number;
  readonly updates: number;
  readonly batch: number;
  /** The full learning rate. */
  readonly rate: number;
  readonly pictures: number;
  readonly parameters: number;
  readonly checks: readonly Check[];
  readonly testAccuracy: number;
  /** Processor time of the training. */
  readonly seconds: number;
}

/** What tells one run from another. */
export const keyOf = ({ net, patch, oneIn, seed, updates, batch, rate }: Omit<Run, Results>): string =>
  JSON.stringify([net, patch, oneIn, seed, updates, batch, rate]);

type Results = 'pictures' | 'parameters' | 'checks' | 'testAccuracy' | 'seconds';

function isRun(value: unknown): value is Run {
  return typeof value === 'object' && value !== null && 'net' in value && 'testAccuracy' in value;
}

/**
 * The runs of a log; none where there is no such file.
 *
 * @throws {FormatError} for a line that is none.
 */
export async function readRuns(path: string): Promise<Run[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line, at) => {
    const run = parseStrictJson(line, `${path}, line ${at + 1}`);
    if (!isRun(run)) throw new FormatError(`${path}, line ${at + 1}: not a run of learning-curve.ts`);
    return run;
  });
}
