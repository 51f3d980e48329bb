import { commands } from '../generated/commands.ts';
import { type Exports, exportsOf } from './exports.ts';
import { control, queue } from './layout.ts';

const mask = queue.slots - 1;
/** What a command has for its number where only the rest of the queue's memory is passed by. */
const nothing = -1;

/**
 * Calls of kernels that are written into shared memory, for a worker to run while the caller goes on (assembly/queue.ts).
 * Buffers may be given back and taken anew meanwhile: commands run in the order in which they were written.
 */
export class CommandQueue {
  /** The kernels, where calling one writes a command. */
  readonly exports: Exports;
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  readonly #wait: () => void;
  #written = 0;

  /**
   * @param memory The shared memory.
   * @param wait Waits until all commands have run.
   */
  constructor(memory: ArrayBufferLike, exports: Exports, wait: () => void) {
    // Shared memory stays where it is when it grows.
    this.#words = new Int32Array(memory);
    this.#numbers = new Float64Array(memory, queue.address, queue.slots);
    this.#wait = wait;
    const calls = commands.map((name, id) => [name, (...given: number[]) => this.#write(id, given)] as const);
    this.exports = exportsOf({ ...exports, ...Object.fromEntries(calls) });
  }

  /** Whether some commands have not ended. */
  get isPending(): boolean {
    return Atomics.load(this.#words, control.reached >> 2) !== this.#written;
  }

  /** Workers that sleep now, or did a moment ago: it is asked for each call, and either way is right. */
  get sleepers(): number {
    return this.#words[control.sleepers >> 2] ?? 0;
  }

  /** The kernel that runs, or comes next. */
  get current(): string {
    const reached = Atomics.load(this.#words, control.reached >> 2);
    return commands[this.#words[this.#wordOf(reached & mask)] ?? nothing] ?? 'a kernel';
  }

  #wordOf(slot: number): number {
    return (queue.address >> 2) + 2 * slot;
  }

  #write(id: number, given: readonly number[]): void {
    const needed = given.length + 1;
    let slot = this.#written & mask;
    const passed = slot + needed > queue.slots ? queue.slots - slot : 0;
    const used = this.#written - Atomics.load(this.#words, control.reached >> 2);
    if ((used >>> 0) + passed + needed > queue.slots) this.#wait();
    if (passed > 0) {
      this.#head(slot, nothing, passed - 1);
      slot = 0;
    }
    this.#head(slot, id, given.length);
    for (let at = 0; at < given.length; at++) this.#numbers[slot + 1 + at] = given[at] ?? 0;
    this.#written = (this.#written + passed + needed) | 0;
    Atomics.store(this.#words, control.written >> 2, this.#written);
  }

  #head(slot: number, id: number, count: number): void {
    const word = this.#wordOf(slot);
    this.#words[word] = id;
    this.#words[word + 1] = count;
  }
}
