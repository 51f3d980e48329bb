import {
  type CacheRows,
  keep,
  type RotaryPairs,
  type RotatedHeads,
  rope,
  ropeInto,
  ShapeError,
  showShape,
  type Tensor,
  tensor,
  to,
} from '@heed/core';
import { consecutive } from '../masks/mask-from.ts';
import { checkOffset, checkPairs, checkPositionIds } from './position-options.ts';
import type { Positions } from './position-scheme.ts';

/** What turns, and by which angles. */
export interface Rotation {
  /** Width of a head. */
  readonly headDimension: number;
  /** Which elements turn together. */
  readonly pairs: RotaryPairs;
  /** Number of pairs. */
  readonly count: number;
  /** Factor of cosines and sines. */
  readonly factor: number;
  /** Angles at positions below this do not depend on how many positions there are. */
  readonly steadyLength: number;
  /** Gives the angle of a pair at a position, in radians, in a sequence of so many positions. */
  anglesIn(length: number): (position: number, pair: number) => number;
}

/** Cosines and sines as `rope` takes them, [batch|1, positions, pairs]. */
interface RotaryTable {
  readonly cos: Tensor;
  readonly sin: Tensor;
}

/** A table, and which row is that of the first head if it has more rows than there are heads. */
interface PlacedTable extends RotaryTable {
  readonly offset?: number;
}

/** A table that lives between calls, and the positions of its rows. */
interface KeptTable extends RotaryTable {
  readonly positions: readonly number[];
}

/** Rows that are worth keeping; a table for every position up to a far one would fill the memory. */
const mostRows = 2 ** 17;

/**
 * Tables of cosines and sines: angles, their reduction and both functions in float64, rounded to the type of the
 * heads at the end, so that no weight's type has a say. Rows from position 0 on are kept and grow; those of given
 * ids are kept for the next call, as all layers of a model ask for the same.
 */
export class RotaryTables {
  readonly #name: string;
  readonly #rotation: Rotation;
  #grown: KeptTable | undefined;
  #given: KeptTable | undefined;

  constructor(name: string, rotation: Rotation) {
    checkPairs(name, rotation.pairs);
    this.#name = name;
    this.#rotation = rotation;
  }

  /** Heads at their positions, [batch, heads, length, headDimension]. */
  rotate(x: Tensor, positions: Positions): Tensor {
    this.#checkHeads(x);
    const { cos, sin, offset } = this.#at(positions, x.shape[2] ?? 0, x);
    return rope(x, cos, sin, { pairs: this.#rotation.pairs, offset });
  }

  /** Queries at their positions; keys at theirs and values are written into a cache. */
  rotateInto(rows: CacheRows, heads: Omit<RotatedHeads, 'cos' | 'sin'>, positions: Positions): Tensor {
    const { queries, keys, values } = heads;
    this.#checkHeads(queries);
    this.#checkHeads(keys);
    const { cos, sin, offset } = this.#at(positions, queries.shape[2] ?? 0, queries);
    return ropeInto(rows, { queries, keys, values, cos, sin }, { pairs: this.#rotation.pairs, offset });
  }

  #checkHeads({ shape }: Tensor): void {
    const { headDimension } = this.#rotation;
    if (shape.length === 4 && shape[3] === headDimension) return;
    throw new ShapeError(
      `${this.#name}: expected [batch, heads, length, ${headDimension}], got ${showShape(shape)}`,
    );
  }

  /** Frees the tables; a later call makes new ones. */
  dispose(): void {
    this.#grown = free(this.#grown);
    this.#given = free(this.#given);
  }

  #at(positions: Positions, length: number, like: Tensor): PlacedTable {
    if (typeof positions !== 'number') {
      checkPositionIds(this.#name, positions, length);
      return this.#rowsOf(Array.from(positions.dataSync()), [positions.shape[0] ?? 1, length], like);
    }
    checkOffset(this.#name, positions);
    const end = positions + length;
    if (end > Math.min(this.#rotation.steadyLength, mostRows)) {
      return this.#rowsOf(consecutive(positions, length), [1, length], like);
    }
    const { cos, sin } = this.#upTo(end, like);
    return { cos, sin, offset: positions };
  }

  #upTo(end: number, like: Tensor): RotaryTable {
    const before = this.#grown;
    if (before !== undefined && before.positions.length >= end && fits(before, like)) return before;
    const rows = Math.max(64, 2 ** Math.ceil(Math.log2(end)), before?.positions.length ?? 0);
    const length = Math.min(rows, this.#rotation.steadyLength);
    this.#grown = this.#make(consecutive(0, length), [1, length], like);
    free(before);
    return this.#grown;
  }

  #rowsOf(positions: readonly number[], shape: readonly [number, number], like: Tensor): RotaryTable {
    const before = this.#given;
    const same =
      before?.cos.shape[0] === shape[0] &&
      before.positions.length === positions.length &&
      before.positions.every((position, at) => position === positions[at]);
    if (before !== undefined && same && fits(before, like)) return before;
    this.#given = this.#make(positions, shape, like);
    free(before);
    return this.#given;
  }

  #make(positions: readonly number[], shape: readonly [number, number], like: Tensor): KeptTable {
    const { count, factor } = this.#rotation;
    const angle = this.#rotation.anglesIn(1 + positions.reduce((last, next) => Math.max(last, next), 0));
    const dtype = like.dtype === 'float64' ? 'float64' : 'float32';
    const tableOf = (fn: (angle: number) => number): Tensor => {
      const numbers = new Float64Array(positions.length * count);
      for (const [row, position] of positions.entries()) {
        for (let pair = 0; pair < count; pair++) {
          numbers[row * count + pair] = factor * fn(angle(position, pair));
        }
      }
      return keep(to(tensor(numbers, { shape: [...shape, count], dtype }), like.backend));
    };
    return { positions, cos: tableOf(Math.cos), sin: tableOf(Math.sin) };
  }
}

function fits({ cos }: RotaryTable, like: Tensor): boolean {
  return cos.backend === like.backend && (cos.dtype === 'float64') === (like.dtype === 'float64');
}

function free(table: RotaryTable | undefined): undefined {
  table?.cos.dispose();
  table?.sin.dispose();
}
