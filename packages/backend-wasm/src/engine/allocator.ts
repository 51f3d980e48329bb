import { BackendError } from '@heed/core';
import type { Block } from './block.ts';
import { KeptBlocks } from './kept-blocks.ts';

/** Every block begins at a multiple of this: a cache line, so that two threads never write to one. */
const unitBytes = 64;
/** Size classes per doubling: a block is at most 1/8 larger than the smallest of its class. */
const steps = 8;

/** The class of free blocks with `units`: the doubling, then the eighth within it. Classes rise with size. */
function classOf(units: number): number {
  if (units < steps) return units;
  const doubling = 31 - Math.clz32(units);
  return (doubling - 2) * steps + ((units >>> (doubling - 3)) & (steps - 1));
}

/** The first class all of whose blocks hold `units`. */
function fittingClass(units: number): number {
  if (units < steps) return units;
  const shift = 31 - Math.clz32(units) - 3;
  return classOf(units + (1 << shift) - 1);
}

const classes = classOf(2 ** 26) + 2;

/**
 * Memory for tensors, in constant time: free blocks are listed by size class (two-level segregated fit, Masmano
 * et al. 2004), a block is cut to size when taken and grows together with its free neighbours when given back; small ones
 * are kept for a while as they are.
 * The bookkeeping lives outside linear memory. Sizes are counted in units of 64 bytes, of which 4 GiB has 2²⁶.
 */
export class Allocator {
  readonly #lists: (Block | undefined)[] = new Array<Block | undefined>(classes).fill(undefined);
  /** A bit for each class that has free blocks, so that most of the empty ones are passed by at once. */
  readonly #filled = new Int32Array(Math.ceil(classes / 32));
  readonly #kept = new KeptBlocks();
  readonly #grow: (bytes: number) => number;
  #last: Block | undefined;
  #end: number;
  #buffers = 0;
  #bytes = 0;

  /**
   * @param start First byte that may be given out.
   * @param end The end of memory now.
   * @param grow Adds at least `bytes` at the end of memory and returns how many it added, 0 when it cannot.
   */
  constructor(start: number, end: number, grow: (bytes: number) => number) {
    this.#grow = grow;
    this.#end = start;
    if (end > start) this.#append(end - start);
  }

  /** Blocks in use, and the bytes asked for them. */
  get use(): { readonly buffers: number; readonly bytes: number } {
    return { buffers: this.#buffers, bytes: this.#bytes };
  }

  /** The end of memory, in bytes. */
  get end(): number {
    return this.#end;
  }

  /**
   * A block of at least `bytes`, its content undefined.
   *
   * @throws {BackendError} when memory cannot grow any more; says what was asked and what is held.
   */
  allocate(bytes: number): Block {
    const units = Math.max(1, Math.ceil(bytes / unitBytes));
    const block = this.#kept.take(units) ?? this.#takeFree(units, bytes);
    block.bytes = bytes;
    this.#buffers += 1;
    this.#bytes += bytes;
    return block;
  }

  /** Gives a block back. */
  release(block: Block): void {
    if (block.state !== 'used') throw new BackendError(`wasm: buffer at ${block.address} released twice`);
    this.#buffers -= 1;
    this.#bytes -= block.bytes;
    if (!this.#kept.keep(block)) this.#free(block);
  }

  #takeFree(units: number, bytes: number): Block {
    const block = this.#find(units) ?? this.#findAmongKept(units) ?? this.#growFor(units, bytes);
    this.#unlink(block);
    this.#cut(block, units);
    block.state = 'used';
    return block;
  }

  /** Frees what is kept, which may have split a larger block. */
  #findAmongKept(units: number): Block | undefined {
    for (const block of this.#kept.drain()) this.#free(block);
    return this.#find(units);
  }

  /** The block joins its free neighbours. */
  #free(block: Block): void {
    const { before, after } = block;
    if (after?.state === 'free') this.#join(block, after);
    if (before?.state === 'free') {
      this.#unlink(before);
      this.#join(before, block, false);
      this.#link(before);
    } else {
      this.#link(block);
    }
  }

  #find(units: number): Block | undefined {
    if (units > 2 ** 26) return undefined;
    const block = this.#lists[this.#filledFrom(fittingClass(units))];
    if (block !== undefined) return block;
    // The class of `units` itself may hold a block that is just large enough.
    for (let near = this.#lists[classOf(units)]; near !== undefined; near = near.next) {
      if (near.units >= units) return near;
    }
    return undefined;
  }

  /** The first class from `index` on that has free blocks; beyond the last if there is none. */
  #filledFrom(index: number): number {
    let word = index >> 5;
    let bits = (this.#filled[word] ?? 0) & (-1 << (index & 31));
    while (bits === 0 && ++word < this.#filled.length) bits = this.#filled[word] ?? 0;
    return bits === 0 ? classes : word * 32 + 31 - Math.clz32(bits & -bits);
  }

  #growFor(units: number, bytes: number): Block {
    const spare = this.#last?.state === 'free' ? this.#last.units : 0;
    const added = this.#grow((units - spare) * unitBytes);
    if (added > 0) this.#append(added);
    const block = added > 0 ? this.#find(units) : undefined;
    if (block !== undefined) return block;
    throw new BackendError(
      `wasm: out of memory: ${bytes} bytes asked, ${this.#bytes} bytes held by ${this.#buffers} buffers, ` +
        `memory is ${this.#end} bytes and cannot grow by what is missing (a 32-bit memory ends at ${2 ** 32})`,
    );
  }

  /** New memory at the end. */
  #append(bytes: number): void {
    const units = Math.floor(bytes / unitBytes);
    const block: Block = {
      address: this.#end,
      bytes: 0,
      madeBy: 0,
      units,
      state: 'free',
      before: this.#last,
      after: undefined,
      previous: undefined,
      next: undefined,
    };
    this.#end += bytes;
    if (this.#last?.state === 'free') {
      this.#unlink(this.#last);
      this.#join(this.#last, block, false);
      this.#link(this.#last);
      return;
    }
    if (this.#last !== undefined) this.#last.after = block;
    this.#last = block;
    this.#link(block);
  }

  /** Leaves `units` in the block; the rest becomes a free block behind it. */
  #cut(block: Block, units: number): void {
    const rest = block.units - units;
    if (rest === 0) return;
    const tail: Block = {
      address: block.address + units * unitBytes,
      bytes: 0,
      madeBy: 0,
      units: rest,
      state: 'free',
      before: block,
      after: block.after,
      previous: undefined,
      next: undefined,
    };
    if (block.after !== undefined) block.after.before = tail;
    block.after = tail;
    block.units = units;
    if (this.#last === block) this.#last = tail;
    this.#link(tail);
  }

  /** `second`, right behind `first`, becomes part of it. */
  #join(first: Block, second: Block, listed = second.state === 'free'): void {
    if (listed) this.#unlink(second);
    first.units += second.units;
    first.after = second.after;
    if (second.after !== undefined) second.after.before = first;
    if (this.#last === second) this.#last = first;
  }

  #link(block: Block): void {
    block.state = 'free';
    const index = classOf(block.units);
    const head = this.#lists[index];
    block.previous = undefined;
    block.next = head;
    if (head !== undefined) head.previous = block;
    this.#setHead(index, block);
  }

  #setHead(index: number, block: Block | undefined): void {
    this.#lists[index] = block;
    const bit = 1 << (index & 31);
    const bits = this.#filled[index >> 5] ?? 0;
    this.#filled[index >> 5] = block === undefined ? bits & ~bit : bits | bit;
  }

  #unlink(block: Block): void {
    if (block.previous !== undefined) block.previous.next = block.next;
    else this.#setHead(classOf(block.units), block.next);
    if (block.next !== undefined) block.next.previous = block.previous;
    block.previous = undefined;
    block.next = undefined;
  }
}
