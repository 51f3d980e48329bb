import { OptionError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import { showValue } from '../weights/strict-json.ts';
import { chromeTrace, type TraceEvent } from './chrome-trace.ts';
import { type OpCall, type OpWay, Recorder, startRecording, stopRecording } from './recorder.ts';
import { formatTable } from './table.ts';

/** All runs of one op in one way. */
export interface OpProfile {
  readonly name: string;
  /** How it ran; an op that ran in two ways has two rows. */
  readonly way: OpWay;
  readonly count: number;
  /** Time in it, without the ops of its decomposition. */
  readonly milliseconds: number;
  /** Of the whole profile's time, 0 to 1. */
  readonly share: number;
  /** Rate of floating-point operations, in 10⁹ per second; `undefined` for ops that memory decides. */
  readonly gigaflopsPerSecond: number | undefined;
  /** Rate of memory read and written, in 10⁹ bytes per second. */
  readonly gigabytesPerSecond: number;
}

/** What a machine can do at most, to compare with. */
export interface MachineLimits {
  /** Floating-point operations, in 10⁹ per second. */
  readonly gigaflopsPerSecond: number;
  /** Memory read and written, in 10⁹ bytes per second. */
  readonly gigabytesPerSecond: number;
}

/** What ran, and how long it took. Printed, it is a table. */
export class Profile<Result> {
  /** What the profiled function returned. */
  readonly result: Result;
  /** The clock's time from begin to end. */
  readonly milliseconds: number;
  /** Every run of every op, in the order of their ends. */
  readonly calls: readonly OpCall[];

  /** Made by {@link profile}. */
  constructor(result: Result, milliseconds: number, calls: readonly OpCall[]) {
    this.result = result;
    this.milliseconds = milliseconds;
    this.calls = calls;
  }

  /** One row for each op and way, those that took longest first. */
  get ops(): readonly OpProfile[] {
    const groups = Map.groupBy(this.calls, ({ name, way }) => `${way} ${name}`);
    return [...groups.values()]
      .flatMap((calls) => {
        const [first] = calls;
        return first === undefined ? [] : [summaryOf(first, calls, this.milliseconds)];
      })
      .sort((a, b) => b.milliseconds - a.milliseconds);
  }

  /** Time outside ops: JavaScript, reading results, and waiting. */
  get outside(): number {
    return Math.max(0, this.milliseconds - this.calls.reduce((sum, { own }) => sum + own, 0));
  }

  /**
   * The table, as Markdown.
   *
   * @param limits With them a column says how close to the machine's limit each op came: the time that its arithmetic
   *   or its memory would take at least, whichever is longer, by the time that it took (the roofline of Williams et
   *   al. 2009).
   */
  table(limits?: MachineLimits): string {
    checkOptions('table', limits ?? {}, ['gigaflopsPerSecond', 'gigabytesPerSecond']);
    return formatTable(this.ops, this, limits);
  }

  /** The table without limits. */
  toString(): string {
    return this.table();
  }

  /**
   * The runs as Chrome's Trace Event Format, which chrome://tracing, Perfetto and speedscope open once it is in a file:
   * `JSON.stringify(profile.toChromeTrace())`.
   */
  toChromeTrace(): { readonly traceEvents: readonly TraceEvent[] } {
    return chromeTrace(this.calls, this.milliseconds);
  }
}

function summaryOf({ name, way }: OpCall, calls: readonly OpCall[], whole: number): OpProfile {
  const total = (of: (call: OpCall) => number): number => calls.reduce((sum, call) => sum + of(call), 0);
  const milliseconds = total(({ own }) => own);
  const rate = (amount: number): number => (milliseconds === 0 ? 0 : amount / milliseconds / 1e6);
  const flops = total((call) => call.flops);
  return {
    name,
    way,
    count: calls.length,
    milliseconds,
    share: whole === 0 ? 0 : milliseconds / whole,
    gigaflopsPerSecond: flops === 0 ? undefined : rate(flops),
    gigabytesPerSecond: rate(total((call) => call.bytes)),
  };
}

/**
 * Runs `fn` and notes every op that runs until it ends, also those of gradients and of other code that runs while an
 * asynchronous `fn` waits. An op that a backend only puts in line (on a graphics card) counts with the time of that
 * alone. While nobody profiles it costs nothing but a look at one flag per op.
 *
 * @throws Whatever `fn` throws.
 *
 * @example
 * ```ts
 * import { matmul, profile, RandomGenerator, relu } from '@heed/core';
 * const x = new RandomGenerator(1).normal([64, 64]);
 * const profiled = await profile(() => relu(matmul(x, x)));
 * console.log(String(profiled)); // a table: op, count, time, share, GFLOP/s, GB/s
 * console.log(profiled.ops.map(({ name, count }) => `${name} ${count}`)); // [ 'matmul 1', 'relu 1' ]
 * console.log(JSON.stringify(profiled.toChromeTrace()).length);
 * ```
 */
export async function profile<Result>(fn: () => Result | Promise<Result>): Promise<Profile<Result>> {
  if (typeof fn !== 'function') throw new OptionError(`profile: a function is needed, got ${showValue(fn)}`);
  const recorder = new Recorder();
  startRecording(recorder);
  try {
    const result = await fn();
    return new Profile(result, performance.now() - recorder.began, recorder.calls);
  } finally {
    stopRecording(recorder);
  }
}
