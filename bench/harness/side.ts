import type { InputFile } from './inputs.ts';
import type { Setting } from './work.ts';

/** Begins a line of a side's process that is meant for its parent. */
export const mark = '@bench ';

/** What a side's process is told. */
export type Command =
  | {
      readonly do: 'prepare';
      readonly setting: Setting;
      readonly inputs: Readonly<Record<string, InputFile>>;
    }
  | { readonly do: 'run'; readonly time: number }
  | { readonly do: 'answer' };

/** A run: milliseconds by the clock, and whether all of it counts. */
export interface Run {
  readonly time: number;
  readonly isWhole: boolean;
}

/** Runs that a side did: milliseconds of each, by the clock and of all its threads together. */
export interface Timed {
  readonly times: readonly number[];
  /** Left out of runs of which only a part counts. */
  readonly processor: readonly number[];
}

/** What a side's page is told; it runs once for each `run`, since it knows no processor time. */
export type PageCommand = Exclude<Command, { readonly do: 'run' }> | { readonly do: 'before' | 'run' };

/** What either answers. */
export interface Reply extends Partial<Timed>, Partial<Run> {
  readonly prepared?: boolean;
  readonly answer?: readonly number[];
  readonly error?: string;
}

/** An input as a side in TypeScript or JavaScript gets it. */
export interface Input {
  readonly data: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

/** What `prepare` of a side's module gives; undefined if the side does not do this case. */
export interface Side {
  /** Not timed; before each run. */
  before?(): void | Promise<void>;
  /**
   * What is timed: ends when the result is there, read back or not. A number that it gives is taken instead: the
   * milliseconds of the part that counts.
   */
  run(): unknown;
  /** Numbers that must agree with those of the other sides. */
  answer(): ArrayLike<number> | Promise<ArrayLike<number>>;
}

/** What each side's module exports as `prepare`. */
export type Prepare = (
  setting: Setting,
  inputs: Readonly<Record<string, Input>>,
) => Promise<Side | undefined>;

const most = 1000;

/** At most a thousand numbers, at equal distances. */
export function thin(numbers: ArrayLike<number> = []): number[] {
  const { length } = numbers;
  if (length <= most) return Array.from(numbers);
  return Array.from({ length: most }, (_, at) => numbers[Math.floor((at * length) / most)] ?? Number.NaN);
}
