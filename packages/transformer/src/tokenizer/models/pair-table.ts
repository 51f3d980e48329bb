/**
 * A table from pairs of whole numbers from 0 to a whole number, in flat arrays: pairs of tokens to their merge, or a
 * node and a character to the next node. Far smaller and faster than a `Map` with text keys.
 */
export class PairTable {
  #mask: number;
  #lefts: Int32Array;
  #rights: Int32Array;
  #values: Int32Array;
  #size = 0;

  /** @param expected About how many pairs there will be. */
  constructor(expected: number) {
    const capacity = 2 ** Math.ceil(Math.log2(2 * expected + 4));
    this.#mask = capacity - 1;
    this.#lefts = new Int32Array(capacity).fill(-1);
    this.#rights = new Int32Array(capacity);
    this.#values = new Int32Array(capacity);
  }

  /** The value of a pair, or −1. */
  get(left: number, right: number): number {
    const slot = this.#find(left, right);
    return this.#lefts[slot] === -1 ? -1 : (this.#values[slot] ?? -1);
  }

  set(left: number, right: number, value: number): void {
    if (2 * this.#size > this.#mask) this.#grow();
    const slot = this.#find(left, right);
    if (this.#lefts[slot] === -1) this.#size++;
    this.#lefts[slot] = left;
    this.#rights[slot] = right;
    this.#values[slot] = value;
  }

  /** The slot of a pair, or the free one where it would be. */
  #find(left: number, right: number): number {
    const hash = Math.imul(left ^ Math.imul(right, 0x9e3779b1), 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    while (this.#lefts[slot] !== -1 && (this.#lefts[slot] !== left || this.#rights[slot] !== right)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  #grow(): void {
    const [lefts, rights, values] = [this.#lefts, this.#rights, this.#values];
    const larger = new PairTable(lefts.length);
    for (const [slot, left] of lefts.entries()) {
      if (left !== -1) larger.set(left, rights[slot] ?? 0, values[slot] ?? 0);
    }
    this.#mask = larger.#mask;
    this.#lefts = larger.#lefts;
    this.#rights = larger.#rights;
    this.#values = larger.#values;
  }
}
