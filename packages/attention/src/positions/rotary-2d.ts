import {
  checkOneOf,
  checkOptions,
  checkWhole,
  Module,
  OptionError,
  type RotaryPairs,
  type Tensor,
} from '@heed/core';
import type { PositionScheme, Positions } from './position-scheme.ts';
import { checkPositive, inverseFrequencies } from './rotary-scaling.ts';
import { RotaryTables } from './rotary-tables.ts';

/** Options of {@link RotaryPositions2d}. */
export interface RotaryPositions2dOptions {
  /** Patches in a row of the picture. */
  readonly columns: number;
  /**
   * `alternating`, the default: rows turn with θ₀, θ₂, …, columns with θ₁, θ₃, … of `θᵢ = base^(−2i / d)` (Pixtral).
   * `shared`: both turn with `base^(−4i / d)`, the frequencies of a head of half the width (EVA-02, Qwen2-VL).
   */
  readonly frequencies?: 'alternating' | 'shared';
  /** Which elements turn together: i and i + half (`halves`, the default), or 2i and 2i + 1 (`neighbours`). */
  readonly pairs?: RotaryPairs;
  /** Base of the frequencies; 10000 by default. */
  readonly base?: number;
}

/**
 * Rotary positions of pictures: the first half of a head's pairs turns with the row of a patch, the second half with
 * its column (Agrawal et al. 2024, Pixtral, §2.3; Fang et al. 2023, EVA-02). Positions number the patches row by
 * row: patch p stands in row `⌊p / columns⌋` and column `p mod columns`. Position 0 is not turned, which suits class
 * tokens; give position ids to place them, and for pictures of several widths in one batch.
 *
 * @example
 * ```ts
 * import { RotaryPositions2d } from '@heed/attention';
 * import { ones } from '@heed/core';
 * const positions = new RotaryPositions2d(8, { columns: 3 });
 * console.log(positions.forward(ones([1, 2, 6, 8])).shape); // 2 rows of 3 patches: [1, 2, 6, 8]
 * ```
 */
export class RotaryPositions2d extends Module implements PositionScheme {
  readonly headDimension: number;
  readonly columns: number;
  readonly pairs: RotaryPairs;
  readonly #tables: RotaryTables;

  /**
   * @param headDimension Width of a head.
   * @throws {OptionError} for a width that does not divide by 4, or columns that are not a whole number from 1.
   */
  constructor(headDimension: number, options: RotaryPositions2dOptions) {
    super();
    checkOptions('RotaryPositions2d', options, ['columns', 'frequencies', 'pairs', 'base']);
    const { columns, frequencies = 'alternating', pairs = 'halves', base = 10_000 } = options;
    checkPositive('RotaryPositions2d', { headDimension, base });
    if (headDimension % 4 !== 0) {
      throw new OptionError(`RotaryPositions2d: headDimension must divide by 4, got ${headDimension}`);
    }
    checkOneOf('RotaryPositions2d: frequencies', frequencies, ['alternating', 'shared']);
    this.headDimension = headDimension;
    this.columns = checkWhole('RotaryPositions2d: columns', columns);
    this.pairs = pairs;
    const half = headDimension / 4;
    const { ofRows, ofColumns } =
      frequencies === 'alternating' ? alternating(headDimension, base) : shared(headDimension, base);
    this.#tables = new RotaryTables('RotaryPositions2d', {
      headDimension,
      pairs,
      count: headDimension / 2,
      factor: 1,
      steadyLength: Number.POSITIVE_INFINITY,
      anglesIn: () => (position, pair) => {
        const row = Math.floor(position / columns);
        const column = position - row * columns;
        return pair < half ? row * (ofRows[pair] ?? 0) : column * (ofColumns[pair - half] ?? 0);
      },
    });
  }

  /**
   * Queries or keys of patches at their places: [batch, heads, length, headDimension] → the same shape.
   *
   * @param positions Number of the first patch, or int32 [batch|1, length] with the number of each.
   * @throws {ShapeError} for another head dimension, or ids that do not fit the patches.
   */
  override forward(x: Tensor, positions: Positions = 0): Tensor {
    return this.#tables.rotate(x, positions);
  }

  /** The same as `forward`, under the name that attention asks for. */
  rotate(x: Tensor, positions: Positions): Tensor {
    return this.forward(x, positions);
  }

  /** Frees the tables; a later call makes new ones. */
  override dispose(): void {
    super.dispose();
    this.#tables.dispose();
  }
}

interface AxisFrequencies {
  readonly ofRows: readonly number[];
  readonly ofColumns: readonly number[];
}

function alternating(headDimension: number, base: number): AxisFrequencies {
  const all = inverseFrequencies(headDimension, base);
  return {
    ofRows: all.filter((_, pair) => pair % 2 === 0),
    ofColumns: all.filter((_, pair) => pair % 2 === 1),
  };
}

function shared(headDimension: number, base: number): AxisFrequencies {
  const half = inverseFrequencies(headDimension / 2, base);
  return { ofRows: half, ofColumns: half };
}
