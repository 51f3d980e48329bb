import {
  checkKind,
  checkOptions,
  checkWhole,
  keep,
  Module,
  type RotaryPairs,
  type Shape,
  slice,
  type Tensor,
  tensor,
} from '@heed/core';
import { consecutive } from '../masks/mask-from.ts';
import { checkPairs, checkPositionOptions, type PositionOptions } from './position-options.ts';

/** Options of {@link sinusoidalTable} and {@link SinusoidalPositions}. */
export interface SinusoidalOptions {
  /**
   * Where sine and cosine of an angle stand: next to each other as in the paper (`neighbours`, the default), or all
   * sines before all cosines (`halves`: Marian, Transformer-XL).
   */
  readonly pairs?: RotaryPairs;
}

/**
 * The sinusoid table of Vaswani et al. 2017 (§3.5), row-major [length, width], computed in float64:
 * `table[p, 2i] = sin(p / 10000^(2i/width))`, `table[p, 2i+1] = cos(p / 10000^(2i/width))`. With an odd width the
 * last sine has no partner.
 *
 * @param positions Positions of the rows; a number n stands for 0 … n − 1.
 *
 * @example
 * ```ts
 * import { sinusoidalTable } from '@heed/attention';
 * const table = sinusoidalTable(3, 4);
 * console.log(table[8]); // sin(2) = 0.909…
 * ```
 */
export function sinusoidalTable(
  positions: number | ArrayLike<number>,
  width: number,
  options: SinusoidalOptions = {},
): Float64Array {
  checkOptions('sinusoidalTable', options, ['pairs']);
  const { pairs = 'neighbours' } = options;
  checkPairs('sinusoidalTable', pairs);
  if (typeof positions !== 'number') checkKind('sinusoidalTable: positions', positions, 'a list');
  const rows = typeof positions === 'number' ? consecutive(0, positions) : Array.from(positions);
  const sines = Math.ceil(width / 2);
  const table = new Float64Array(rows.length * width);
  for (const [row, position] of rows.entries()) {
    for (let index = 0; index < width; index++) {
      const pair = index >> 1;
      const angle = position / 10000 ** ((2 * pair) / width);
      const isSine = index % 2 === 0;
      const column = pairs === 'neighbours' ? index : isSine ? pair : sines + pair;
      table[row * width + column] = isSine ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return table;
}

/**
 * Sinusoidal positions (Vaswani et al. 2017, §3.5) as a module without parameters: `forward(length, { offset })`
 * gives [1, length, width], to be added to token embeddings; with position ids [batch|1, length] it gives
 * [batch|1, length, width]. The table grows as it is needed and is owned by the module.
 *
 * @example
 * ```ts
 * import { SinusoidalPositions } from '@heed/attention';
 * const positions = new SinusoidalPositions(8);
 * console.log(positions.forward(5, { offset: 2 }).shape); // [1, 5, 8]
 * ```
 */
export class SinusoidalPositions extends Module {
  readonly width: number;
  readonly #options: SinusoidalOptions;
  #table: Tensor | undefined;

  constructor(width: number, options: SinusoidalOptions = {}) {
    super();
    checkOptions('SinusoidalPositions', options, ['pairs']);
    checkPairs('SinusoidalPositions', options.pairs ?? 'neighbours');
    this.width = checkWhole('SinusoidalPositions: width', width);
    this.#options = options;
  }

  /** @throws {OptionError} for an offset and position ids in one call. */
  override forward(length: number, options: PositionOptions = {}): Tensor {
    const start = checkPositionOptions('SinusoidalPositions', length, options);
    const { positionIds } = options;
    if (positionIds !== undefined) return this.#rows(positionIds.dataSync(), positionIds.shape);
    return slice(this.#tableFor(start + length), { axis: 1, start, end: start + length });
  }

  /** Frees the table; a later call makes a new one. */
  override dispose(): void {
    super.dispose();
    this.#table?.dispose();
    this.#table = undefined;
  }

  #tableFor(length: number): Tensor {
    const before = this.#table;
    if (before !== undefined && (before.shape[1] ?? 0) >= length) return before;
    const rows = Math.max(64, 2 ** Math.ceil(Math.log2(length)));
    this.#table = keep(this.#rows(consecutive(0, rows), [1, rows]));
    before?.dispose();
    return this.#table;
  }

  #rows(positions: ArrayLike<number>, shape: Shape): Tensor {
    const table = sinusoidalTable(positions, this.width, this.#options);
    return tensor(table, { shape: [...shape, this.width], dtype: 'float32' });
  }
}
