import {
  add,
  cast,
  cumsum,
  embedding,
  keep,
  Module,
  multiply,
  notEqual,
  type Tensor,
  tensor,
  to,
} from '@heed/core';
import type { BartLikePositions } from '../bart-like/stacks.ts';

/**
 * The positions of M2M100: sinusoids as tensor2tensor has them, all sines before all cosines and frequencies from 1 to
 * 1/10000 with both ends, `f_i = 10000^(−i/(width/2 − 1))`. Positions count the tokens that are not padding, whichever
 * side it is on, from `padId + 1`; padding itself has zeros. A text may be of any length.
 */
export class M2M100Positions extends Module implements BartLikePositions {
  readonly width: number;
  readonly padId: number;
  #table: Tensor | undefined;

  constructor(width: number, padId: number) {
    super();
    this.width = width;
    this.padId = padId;
  }

  override forward(ids: Tensor, seen: number): Tensor {
    const length = ids.shape[1] ?? 0;
    const table = to(this.#tableFor(this.padId + 1 + seen + length), ids.backend);
    const real = cast(notEqual(ids, this.padId), 'float32');
    const counted = multiply(add(cumsum(real, { axis: 1 }), seen), real);
    return embedding(table, cast(add(counted, this.padId), 'int32'));
  }

  /** Frees the table; a later call makes a new one. */
  override dispose(): void {
    super.dispose();
    this.#table?.dispose();
    this.#table = undefined;
  }

  #tableFor(rows: number): Tensor {
    const before = this.#table;
    if (before !== undefined && (before.shape[0] ?? 0) >= rows) return before;
    const room = Math.max(64, 2 ** Math.ceil(Math.log2(rows)));
    this.#table = keep(tensor(this.#numbers(room), { shape: [room, this.width] }));
    before?.dispose();
    return this.#table;
  }

  #numbers(rows: number): Float32Array {
    const half = Math.floor(this.width / 2);
    const numbers = new Float32Array(rows * this.width);
    for (let row = 0; row < rows; row++) {
      if (row === this.padId) continue;
      for (let index = 0; index < half; index++) {
        const angle = row * 10000 ** (-index / Math.max(1, half - 1));
        numbers[row * this.width + index] = Math.sin(angle);
        numbers[row * this.width + half + index] = Math.cos(angle);
      }
    }
    return numbers;
  }
}
