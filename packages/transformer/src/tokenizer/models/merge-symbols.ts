import { MergeQueue } from './merge-queue.ts';
import type { PairTable } from './pair-table.ts';
import { type PieceTokens, TokenList } from './token-model.ts';

/** The merges of a vocabulary: by pair of ids their rank, by rank the id of the result. */
export interface Merges {
  readonly ranks: PairTable;
  readonly results: Int32Array;
}

/**
 * Merges pairs of neighbours, the lowest rank first and of one rank the leftmost first, until none can be merged
 * (Sennrich et al. 2016). A heap of pairs makes it n·log n in the length of the piece.
 */
export class SymbolMerger {
  readonly #merges: Merges;
  readonly #queue = new MergeQueue();
  #ids = new Int32Array(64);
  #next = new Int32Array(64);
  #previous = new Int32Array(64);
  #count = 0;

  constructor(merges: Merges) {
    this.#merges = merges;
  }

  merge(symbols: PieceTokens): PieceTokens {
    this.#start(symbols.ids);
    for (let step = this.#queue.pop(); step !== undefined; step = this.#queue.pop()) {
      this.#take(Math.floor(step / this.#count), step % this.#count);
    }
    const merged = new TokenList();
    for (let at = 0; at < this.#count; at = this.#next[at] ?? this.#count) {
      const last = (this.#next[at] ?? this.#count) - 1;
      merged.add(this.#ids[at] ?? 0, symbols.starts[at] ?? 0, symbols.ends[last] ?? 0);
    }
    return merged;
  }

  #start(ids: readonly number[]): void {
    const count = ids.length;
    if (count > this.#ids.length) {
      this.#ids = new Int32Array(2 * count);
      this.#next = new Int32Array(2 * count);
      this.#previous = new Int32Array(2 * count);
    }
    this.#count = count;
    this.#queue.clear();
    for (let at = 0; at < count; at++) {
      this.#ids[at] = ids[at] ?? 0;
      this.#next[at] = at + 1;
      this.#previous[at] = at - 1;
    }
    for (let at = 0; at + 1 < count; at++) this.#propose(at, at + 1);
  }

  /** Merges the symbol with the one after it, unless one of them has changed since this was proposed. */
  #take(rank: number, at: number): void {
    const after = this.#next[at] ?? 0;
    if (this.#ids[at] === -1 || after >= this.#count) return;
    const { ranks, results } = this.#merges;
    const now = ranks.get(this.#ids[at] ?? 0, this.#ids[after] ?? 0);
    // Two pairs may give one token; as in `tokenizers`, the result is what must not have changed.
    if (now === -1 || results[now] !== results[rank]) return;
    this.#ids[at] = results[rank] ?? 0;
    this.#ids[after] = -1;
    const afterNext = this.#next[after] ?? this.#count;
    this.#next[at] = afterNext;
    if (afterNext < this.#count) {
      this.#previous[afterNext] = at;
      this.#propose(at, afterNext);
    }
    const before = this.#previous[at] ?? -1;
    if (before >= 0) this.#propose(before, at);
  }

  #propose(at: number, after: number): void {
    const rank = this.#merges.ranks.get(this.#ids[at] ?? 0, this.#ids[after] ?? 0);
    // One number for both, so that the heap orders by rank, then by place.
    if (rank !== -1) this.#queue.push(rank * this.#count + at);
  }
}
