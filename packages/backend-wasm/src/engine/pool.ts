import { BackendError } from '@heed/core';
import type { Exports } from './exports.ts';
import { control, scratchBytes, scratchStart } from './layout.ts';
import { type ProgramPlace, startThread, type Thread } from './thread.ts';

/** What every thread of a pool shares. */
export interface PoolSetup {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly exports: Exports;
  /** Threads wanted, the caller included. */
  readonly threads: number;
  /** Whether the caller may sleep while others finish. */
  readonly mayWait: boolean;
}

/** How long an idle worker looks for work before it sleeps. */
const spinMicroseconds = 80;
/** How long a worker may take to start. */
const startMilliseconds = 20_000;
/** What `control.driver` says while a thread runs commands. */
const driving = 1;
/** How long tiles of a broken job may take to end. */
const drainMilliseconds = 10_000;

/**
 * The threads beside the caller's. They share one memory and one job at a time (assembly/pool.ts). An idle worker
 * that is killed is missed by nobody: the others claim its tiles. One that dies inside a kernel ends that kernel
 * with a named error; the pool goes on without it.
 */
export class ThreadPool {
  readonly #setup: PoolSetup;
  readonly #threads: Set<Thread> = new Set();
  readonly #notes: string[] = [];
  #stopped = false;

  private constructor(setup: PoolSetup) {
    this.#setup = setup;
  }

  /**
   * Starts `threads − 1` workers and waits until each has entered its loop; those that fail are noted. The first one tells where
   * their program can be had from.
   */
  static async start(setup: PoolSetup): Promise<ThreadPool> {
    const pool = new ThreadPool(setup);
    const { exports, threads, mayWait } = setup;
    exports.initialize(scratchStart, mayWait ? 1 : 0);
    const spins = threads > 1 ? spinsPer(exports, spinMicroseconds) : 0;
    if (threads > 1) {
      const place = await pool.#scout(spins);
      await Promise.all(Array.from({ length: threads - 2 }, (_, at) => pool.#add(at + 2, spins, place)));
    }
    exports.setThreads(pool.threads);
    return pool;
  }

  /** Threads that work now, the caller included. */
  get threads(): number {
    return 1 + this.#threads.size;
  }

  /** What went wrong with workers so far. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  /** The first worker, from its file; where that is not to be had, as in many a bundle, from its text. */
  async #scout(spins: number): Promise<ProgramPlace> {
    const reason = await this.#begin(1, spins, 'file');
    if (reason === undefined) return 'file';
    const other = await this.#begin(1, spins, 'text');
    if (other !== undefined)
      this.#note(`thread 2 is gone: ${reason === other ? reason : `${reason}; ${other}`}`);
    return 'text';
  }

  async #add(index: number, spins: number, place: ProgramPlace): Promise<void> {
    const reason = await this.#begin(index, spins, place);
    if (reason !== undefined) this.#note(`thread ${index + 1} is gone: ${reason}`);
  }

  /** Starts a worker; says why it did not, if it did not. */
  #begin(index: number, spins: number, place: ProgramPlace): Promise<string | undefined> {
    return new Promise((resolve) => {
      let thread: Thread | undefined;
      const late = setTimeout(() => drop('it did not start in time'), startMilliseconds);
      const drop = (reason: string): void => {
        clearTimeout(late);
        if (thread !== undefined && this.#threads.delete(thread) && !this.#stopped) {
          this.#setup.exports.setThreads(this.threads);
          this.#note(`thread ${index + 1} is gone: ${reason}`);
        }
        thread?.terminate();
        thread = undefined;
        resolve(reason);
      };
      try {
        thread = startThread(
          {
            news: (news) => {
              if (news.kind === 'died') return drop(news.reason);
              clearTimeout(late);
              if (thread !== undefined) this.#threads.add(thread);
              thread?.unref();
              resolve(undefined);
            },
            gone: (reason) => {
              if (thread !== undefined) drop(reason);
            },
          },
          place,
        );
      } catch (error) {
        return drop(String(error));
      }
      if (thread === undefined) return drop('there are no workers here');
      const { module, memory } = this.#setup;
      const scratch = scratchStart + index * scratchBytes;
      thread.post({ module, memory, scratch, spins });
    });
  }

  #note(note: string): void {
    if (!this.#notes.includes(note)) this.#notes.push(note);
  }

  /**
   * Puts the pool in order after a kernel ended with a trap, and gives the error that names it.
   *
   * @throws {BackendError} when a tile does not end: nobody knows what it will still write.
   */
  recover(kernel: string, cause: unknown): BackendError {
    if (this.#setup.threads > 1) this.#settle();
    const notes = this.#notes.join('; ');
    const text = `wasm: ${kernel} failed on one of the threads${notes === '' ? '' : ` (${notes})`}`;
    return new BackendError(text, { cause });
  }

  /**
   * Nobody claims further tiles, and those that run are waited for. A worker that died in one is no longer counted on; a
   * command that failed is passed by.
   */
  #settle(): void {
    const { memory, exports } = this.#setup;
    const words = new Int32Array(memory.buffer);
    const ticket = new BigInt64Array(memory.buffer, control.ticket, 1);
    if (Atomics.load(words, control.stalled >> 2) !== 0) throw unanswered();
    const tiles = Atomics.load(words, control.jobTiles >> 2);
    const before = Atomics.and(ticket, 0, ~0xffffffffn);
    const claimed = tiles - Number(before & 0xffffffffn);
    const deadline = performance.now() + drainMilliseconds;
    const isQuiet = (): boolean =>
      claimed <= Atomics.load(words, control.done >> 2) + Atomics.load(words, control.dead >> 2) &&
      Atomics.load(words, control.driver >> 2) !== driving;
    while (!isQuiet()) if (performance.now() > deadline) throw unanswered();
    exports.skip();
  }

  /** Ends all workers. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#setup.exports.stop();
    for (const thread of this.#threads) thread.terminate();
    this.#threads.clear();
  }
}

function unanswered(): BackendError {
  return new BackendError(
    'wasm: a thread does not answer; nobody knows what it will still write: make a new backend',
  );
}

/** How many looks at shared memory take `microseconds`; measured once the loop runs optimised. */
function spinsPer(exports: Exports, microseconds: number): number {
  const count = 200_000;
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const begin = performance.now();
    exports.spin(count);
    shortest = Math.min(shortest, performance.now() - begin);
  }
  return Math.max(1000, Math.round((count * microseconds) / 1000 / Math.max(shortest, 0.001)));
}
