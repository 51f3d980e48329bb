import { LearnedPositions } from '@heed/attention';
import { type Initializer, Module, type Parameter, type Tensor, tensor } from '@heed/core';
import type { BartLikePositions } from '@heed/transformer';

/** The decoder's learned positions. */
export class WhisperPositions extends Module implements BartLikePositions {
  /** [positions, width] */
  readonly weight: Parameter;
  readonly #table: LearnedPositions;

  constructor(positions: number, width: number) {
    super();
    this.#table = new LearnedPositions(positions, width);
    this.weight = this.#table.weight;
  }

  override forward(ids: Tensor, seen: number): Tensor {
    return this.#table.forward(ids.shape[1] ?? 0, { offset: seen });
  }
}

/**
 * The encoder's sinusoids, [positions, width]: all sines before all cosines, of `position · 10000^(−i / (width/2 − 1))`.
 * They stand in published files and are not trained.
 */
export const whisperSinusoids: Initializer = ([positions = 0, width = 0]) => {
  const half = width / 2;
  const table = new Float32Array(positions * width);
  for (let position = 0; position < positions; position++) {
    for (let index = 0; index < half; index++) {
      const angle = position * 10_000 ** (-index / (half - 1));
      table[position * width + index] = Math.sin(angle);
      table[position * width + half + index] = Math.cos(angle);
    }
  }
  return tensor(table, { shape: [positions, width] });
};
