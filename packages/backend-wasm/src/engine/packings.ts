import type { Allocator } from './allocator.ts';
import type { Block } from './block.ts';
import type { Exports } from './exports.ts';

/** What a right operand is packed as: a matrix k × n, stored as it is or with its axes exchanged. */
interface Entry {
  readonly n: number;
  readonly k: number;
  readonly transposed: boolean;
  uses: number;
  packed: Block | undefined;
}

/** A buffer is packed for good when it is used for the second time: what is used once would only cost memory. */
const usesToKeep = 2;
/** Packed weights take no more than this; what does not fit is packed anew at each use. */
const mostBytes = 2 ** 30;

/**
 * Packed copies of weights. Buffers never change but by `writeSlice`, so a copy is good until its original is
 * written to or given back. Packing costs most beside a product of few rows: a step of a recurrent network, decoding
 * in batches.
 */
export class Packings {
  readonly #allocator: Allocator;
  readonly #engine: { readonly exports: Exports };
  readonly #entries: Map<Block, Entry[]> = new Map();
  #buffers = 0;
  #bytes = 0;

  /** @param engine Has the kernels as they are to be called now. */
  constructor(allocator: Allocator, engine: { readonly exports: Exports }) {
    this.#allocator = allocator;
    this.#engine = engine;
  }

  /** Buffers and bytes of all copies. */
  get use(): { readonly buffers: number; readonly bytes: number } {
    return { buffers: this.#buffers, bytes: this.#bytes };
  }

  /** Notes a use of the matrix and gives the address of its packed copy; 0 where there is none (yet). */
  find(original: Block, n: number, k: number, transposed: boolean): number {
    const entries = this.#entries.get(original) ?? [];
    let entry = entries.find((one) => one.n === n && one.k === k && one.transposed === transposed);
    if (entry === undefined) {
      entry = { n, k, transposed, uses: 0, packed: undefined };
      entries.push(entry);
      this.#entries.set(original, entries);
    }
    entry.uses += 1;
    if (entry.packed === undefined && entry.uses >= usesToKeep) this.#pack(original, entry);
    return entry.packed?.address ?? 0;
  }

  #pack(original: Block, entry: Entry): void {
    const { n, k, transposed } = entry;
    const packed = this.#roomFor(Math.ceil(n / 8) * 8 * k * 4);
    if (packed === undefined) return;
    try {
      this.#engine.exports.matmulPack(original.address, n, k, Number(transposed), packed.address);
    } catch (error) {
      this.#allocator.release(packed);
      throw error;
    }
    entry.packed = packed;
    this.#buffers += 1;
    this.#bytes += packed.bytes;
  }

  /** A buffer for a copy; undefined where memory is short: it is a convenience, no necessity. */
  #roomFor(bytes: number): Block | undefined {
    if (this.#bytes + bytes > mostBytes) return undefined;
    try {
      return this.#allocator.allocate(bytes);
    } catch {
      return undefined;
    }
  }

  /** Lets the copies of a buffer go that is written to or given back. */
  forget(original: Block): void {
    const entries = this.#entries.get(original);
    if (entries === undefined) return;
    this.#entries.delete(original);
    for (const { packed } of entries) {
      if (packed === undefined) continue;
      this.#buffers -= 1;
      this.#bytes -= packed.bytes;
      this.#allocator.release(packed);
    }
  }

  /** Lets all copies go; true if that freed memory. */
  clear(): boolean {
    const held = this.#buffers > 0;
    for (const original of [...this.#entries.keys()]) this.forget(original);
    return held;
  }
}
