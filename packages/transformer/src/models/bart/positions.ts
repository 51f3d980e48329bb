import { LearnedPositions } from '@heed/attention';
import { Module, type Parameter, type Tensor } from '@heed/core';
import { lengthWithin } from '../bart-like/positions.ts';
import type { BartLikePositions } from '../bart-like/stacks.ts';

/** The first two rows of BART's tables are of no position; fairseq had padding there. */
const offset = 2;

/** BART's learned positions: token n has row n + 2 of the table. */
export class BartPositions extends Module implements BartLikePositions {
  /** [positions + 2, width] */
  readonly weight: Parameter;
  readonly #table: LearnedPositions;
  readonly #positions: number;
  readonly #model: string;

  /** @param model Who has too few positions, in errors. */
  constructor(positions: number, width: number, model = 'Bart') {
    super();
    this.#model = model;
    this.#positions = positions;
    this.#table = new LearnedPositions(positions + offset, width);
    this.weight = this.#table.weight;
  }

  override forward(ids: Tensor, seen: number): Tensor {
    const length = lengthWithin(this.#model, ids, seen, this.#positions);
    return this.#table.forward(length, { offset: seen + offset });
  }
}
