import {
  checkOptions,
  embedding,
  expandDims,
  IndexError,
  type Initializer,
  Module,
  normalInitializer,
  Parameter,
  slice,
  type Tensor,
  to,
} from '@heed/core';
import { checkPositionOptions, type PositionOptions } from './position-options.ts';

/** Options of {@link LearnedPositions}. */
export interface LearnedPositionsOptions {
  /** Initialiser of the table; normal with deviation 0.02 by default, as in BERT and GPT-2. */
  readonly initializer?: Initializer;
}

/**
 * Learned positions (Gehring et al. 2017; BERT, GPT-2): a table with a row for each position, to be added to token
 * embeddings. `forward(length, { offset })` gives [1, length, width]; with position ids [batch|1, length] it gives
 * [batch|1, length, width].
 *
 * @example
 * ```ts
 * import { LearnedPositions } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const positions = new LearnedPositions(16, 8).initialize(new RandomGenerator(0));
 * console.log(positions.forward(5, { offset: 2 }).shape); // [1, 5, 8]
 * ```
 */
export class LearnedPositions extends Module {
  /** [positions, width] */
  readonly weight: Parameter;

  /**
   * @param positions Number of positions in the table.
   * @param width Width of the token embeddings.
   */
  constructor(positions: number, width: number, options: LearnedPositionsOptions = {}) {
    super();
    checkOptions('LearnedPositions', options, ['initializer']);
    this.weight = new Parameter([positions, width], options.initializer ?? normalInitializer(0.02));
  }

  /**
   * @throws {IndexError} for a position outside the table.
   * @throws {OptionError} for an offset and position ids in one call.
   */
  override forward(length: number, options: PositionOptions = {}): Tensor {
    const start = checkPositionOptions('LearnedPositions', length, options);
    const table = this.weight.value;
    if (options.positionIds !== undefined) return embedding(table, to(options.positionIds, table.backend));
    const end = start + length;
    const positions = table.shape[0] ?? 0;
    if (end > positions) {
      const tokens = start === 0 ? `${length} tokens` : `${length} tokens after ${start}`;
      throw new IndexError(`LearnedPositions: ${tokens}, ${positions} positions: shorten or truncate`);
    }
    return expandDims(slice(table, { axis: 0, start, end }), { axis: 0 });
  }
}
