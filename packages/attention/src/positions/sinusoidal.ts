import { checkOptions, keep, Module, OptionError, slice, type Tensor, tensor } from '@heed/core';

/**
 * The sinusoid table of Vaswani et al. 2017 (§3.5), row-major [length, width], computed in float64:
 * `table[p, 2i] = sin(p / 10000^(2i/width))`, `table[p, 2i+1] = cos(p / 10000^(2i/width))`. With an odd width the
 * last sine has no partner.
 *
 * @example
 * ```ts
 * import { sinusoidalTable } from '@heed/attention';
 * const table = sinusoidalTable(3, 4);
 * console.log(table[8]); // sin(2) = 0.909…
 * ```
 */
export function sinusoidalTable(length: number, width: number): Float64Array {
  const table = new Float64Array(length * width);
  for (let position = 0; position < length; position++) {
    for (let index = 0; index < width; index++) {
      const angle = position / 10000 ** ((index - (index % 2)) / width);
      table[position * width + index] = index % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return table;
}

/** Which rows of the table a call wants. */
export interface PositionOptions {
  /** Position of the first row; what a cache holds already. */
  readonly offset?: number;
}

/**
 * Sinusoidal positions as a module without parameters: `forward(length, { offset })` gives
 * [1, length, width], to be added to token embeddings. The table grows as it is needed and is owned by the module.
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
  #table: Tensor | undefined;

  constructor(width: number) {
    super();
    if (!Number.isInteger(width) || width < 1) {
      throw new OptionError(`SinusoidalPositions: width must be a whole number of at least 1, got ${width}`);
    }
    this.width = width;
  }

  override forward(length: number, options: PositionOptions = {}): Tensor {
    checkOptions('SinusoidalPositions', options, ['offset']);
    const start = options.offset ?? 0;
    return slice(this.#tableFor(start + length), { axis: 1, start, end: start + length });
  }

  override dispose(): void {
    super.dispose();
    this.#table?.dispose();
    this.#table = undefined;
  }

  #tableFor(length: number): Tensor {
    const before = this.#table;
    if (before !== undefined && (before.shape[1] ?? 0) >= length) return before;
    const rows = Math.max(64, 2 ** Math.ceil(Math.log2(length)));
    const data = Float32Array.from(sinusoidalTable(rows, this.width));
    this.#table = keep(tensor(data, { shape: [1, rows, this.width] }));
    before?.dispose();
    return this.#table;
  }
}
