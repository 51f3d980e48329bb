import type { Block } from './block.ts';

/** The largest blocks that are kept, in units of 64 bytes: 16 KiB, a row of 4,096 float32. */
const largest = 256;
/** The most that is kept in all, in the same units: 4 MiB. */
const most = 65_536;

/**
 * Small blocks that were given back, by size, for the next tensor of that size: a step mostly asks for what the step before
 * gave back, and so nothing has to be cut and joined again.
 */
export class KeptBlocks {
  readonly #heads: (Block | undefined)[] = new Array<Block | undefined>(largest + 1).fill(undefined);
  #units = 0;

  /** A block of just that size, if one is kept. */
  take(units: number): Block | undefined {
    if (units > largest) return undefined;
    const block = this.#heads[units];
    if (block === undefined) return undefined;
    this.#heads[units] = block.next;
    this.#units -= units;
    block.next = undefined;
    block.state = 'used';
    return block;
  }

  /** Keeps a block; false where it is too large, or enough is kept. */
  keep(block: Block): boolean {
    const { units } = block;
    if (units > largest || this.#units + units > most) return false;
    block.next = this.#heads[units];
    this.#heads[units] = block;
    this.#units += units;
    block.state = 'kept';
    return true;
  }

  /** All that is kept, which then no longer is. */
  drain(): Block[] {
    const blocks: Block[] = [];
    for (let units = 1; units <= largest; units++) {
      for (let block = this.take(units); block !== undefined; block = this.take(units)) blocks.push(block);
    }
    return blocks;
  }
}
