import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine.ts';
import { bench } from './places.ts';

/** What one side of a case did. */
export interface SideResult {
  readonly peer: string;
  readonly version?: string;
  /** A verdict of agreement.ts, `measured` for ours; or why there are no times. */
  readonly status: string;
  /** Milliseconds of one call: the median of each round. */
  readonly rounds?: readonly number[];
  /** The same, processor time of all threads. */
  readonly processor?: readonly number[];
  /** Runs in all rounds. */
  readonly runs?: number;
  /** The most memory of its process, in MB. */
  readonly memory?: number;
  /** From our answer, relative to its largest number. */
  readonly difference?: number;
}

export interface CaseResult {
  readonly name: string;
  /** Processes that wanted to run, before and after. */
  readonly load: readonly [number, number];
  readonly sides: readonly SideResult[];
}

/** What a run of a work found. */
export interface WorkResult {
  readonly work: string;
  readonly date: string;
  readonly machine: Machine;
  readonly threads: number;
  readonly cases: readonly CaseResult[];
  /** The rows of a survey. */
  readonly rows?: readonly (readonly string[])[];
}

const folder = join(bench, 'results');

/** Writes a result as JSON and as Markdown. */
export function writeResult(result: WorkResult, markdown: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${result.work}.json`), `${JSON.stringify(result, undefined, 1)}\n`);
  writeFileSync(join(folder, `${result.work}.md`), markdown);
}

/** The Markdown of a work's last run; undefined before there was one. */
export function readMarkdown(work: string): string | undefined {
  const file = join(folder, `${work}.md`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** A work's last run; undefined before there was one. */
export function readResult(work: string): WorkResult | undefined {
  const file = join(folder, `${work}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
