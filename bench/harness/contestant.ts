import type { Command, Timed } from './side.ts';

/** What a side is told before it runs. */
export type Preparation = Omit<Extract<Command, { readonly do: 'prepare' }>, 'do'>;

/** A side at work, in a process or a page. */
export interface Contestant {
  /** False if the side does not do this case. */
  prepare(given: Preparation): Promise<boolean>;
  /** Runs that take about `time` milliseconds of processor time together; at least one. */
  run(time: number): Promise<Timed>;
  answer(): Promise<readonly number[]>;
  /** The most memory that its process had, in MB; undefined where the system does not say. */
  peakMemory(): number | undefined;
  /** Ends it and waits until it has. */
  close(): Promise<void>;
}

/** Seconds after which a side that does not answer is given up. */
export const longestWait = 600;
