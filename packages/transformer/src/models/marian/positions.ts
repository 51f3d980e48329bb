import { SinusoidalPositions } from '@heed/attention';
import { Module, type Tensor } from '@heed/core';
import { lengthWithin } from '../bart-like/positions.ts';
import type { BartLikePositions } from '../bart-like/stacks.ts';

/** Marian's positions: the sinusoids of Vaswani et al. 2017 with all sines before all cosines, computed and not stored. */
export class MarianPositions extends Module implements BartLikePositions {
  readonly sinusoids: SinusoidalPositions;
  readonly #positions: number;
  readonly #model: string;

  /** @param model Who has too few positions, in errors. */
  constructor(positions: number, width: number, model = 'Marian') {
    super();
    this.#model = model;
    this.#positions = positions;
    this.sinusoids = new SinusoidalPositions(width, { pairs: 'halves' });
  }

  override forward(ids: Tensor, seen: number): Tensor {
    const length = lengthWithin(this.#model, ids, seen, this.#positions);
    return this.sinusoids.forward(length, { offset: seen });
  }
}
