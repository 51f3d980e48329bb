import type { Contestant } from './contestant.ts';
import type { InputFile } from './inputs.ts';
import type { Peer } from './peers.ts';
import { ProcessContestant } from './process-contestant.ts';
import type { Timed } from './side.ts';
import { median } from './statistics.ts';
import { TabContestant } from './tab-contestant.ts';
import type { Place, Setting } from './work.ts';

/** What a side is started with. */
export interface Start {
  readonly peer: Peer;
  readonly place: Place;
  /** The side's file. */
  readonly module: string;
  readonly setting: Setting;
  readonly inputs: Readonly<Record<string, InputFile>>;
  /** Whether it runs before it counts. */
  readonly warm: boolean;
}

/** A side that takes part in a case. */
export interface Racer {
  /** Milliseconds of one run, from the first; 0 if it was not warmed. */
  readonly first: number;
  /** Runs for about `time` milliseconds of processor time. */
  round(time: number): Promise<Timed>;
  answer(): Promise<readonly number[]>;
  /** The most memory it had so far, in MB. */
  memory(): number | undefined;
  close(): Promise<void>;
}

/** Does what is no part of a side's own start, such as that of a browser, and gives what starts the side. */
async function standBy({ peer, place, module, setting }: Start, built: boolean): Promise<() => Contestant> {
  if (place === 'process') return () => new ProcessContestant(peer, module, built);
  const contestant = await TabContestant.launch(peer, module, place, Number(setting['threads']));
  return () => contestant;
}

/** Starts a side that stays; undefined if it does not do this case. */
export async function startRacer(start: Start): Promise<Racer | undefined> {
  const { setting, inputs, warm } = start;
  const contestant = (await standBy(start, false))();
  try {
    if (!(await contestant.prepare({ setting, inputs }))) {
      await contestant.close();
      return undefined;
    }
    // Engines compile late, and weights are packed at the first use.
    const first = warm ? median((await contestant.run(0)).times) : 0;
    if (warm && first < 2000) await contestant.run(Math.min(1000, 10 * first + 300));
    return {
      first,
      round: (time) => contestant.run(time),
      answer: () => contestant.answer(),
      memory: () => contestant.peakMemory(),
      close: () => contestant.close(),
    };
  } catch (error) {
    await contestant.close();
    throw error;
  }
}

/** A side that starts anew each time: one round is its process, or page, from the start to the answer. */
export async function startCold(start: Start): Promise<Racer | undefined> {
  const { setting, inputs } = start;
  let answer: readonly number[] = [];
  let memory: number | undefined;
  const live = async (): Promise<number | undefined> => {
    const begin = await standBy(start, true);
    const started = performance.now();
    const contestant = begin();
    try {
      if (!(await contestant.prepare({ setting, inputs }))) return undefined;
      answer = await contestant.answer();
      const time = performance.now() - started;
      memory = contestant.peakMemory();
      return time;
    } finally {
      await contestant.close();
    }
  };
  const first = await live();
  if (first === undefined) return undefined;
  return {
    first,
    round: async () => ({ times: [(await live()) ?? Number.NaN], processor: [] }),
    answer: async () => answer,
    memory: () => memory,
    close: async () => {},
  };
}
