import type { RandomGenerator } from '@heed/core';
import { type Continuation, drawToken, likeliestToken } from '@heed/transformer';
import type { SearchLimits, TextSearch, WrittenText } from './text-search.ts';

/** How tokens are drawn. */
export interface Drawing {
  /** Above 0. */
  readonly temperature: number;
  readonly generator: RandomGenerator;
}

/** One text, token by token: the likeliest each time, or drawn. */
export class SingleText implements TextSearch {
  alive: readonly Continuation[] = [{ ids: [], logProbability: 0, parent: 0 }];
  isDone = false;
  readonly #limits: SearchLimits;
  readonly #drawing: Drawing | undefined;

  constructor(limits: SearchLimits, drawing?: Drawing) {
    this.#limits = limits;
    this.#drawing = drawing;
  }

  get texts(): readonly WrittenText[] {
    const { endId } = this.#limits;
    return this.alive.map(({ ids, logProbability }) => ({
      ids: ids.at(-1) === endId ? ids.slice(0, -1) : ids,
      logProbability,
    }));
  }

  step([scores = new Float64Array()]: readonly Float64Array[]): void {
    const [{ ids, logProbability } = { ids: [], logProbability: 0 }] = this.alive;
    const id = this.#choose(scores);
    this.alive = [{ ids: [...ids, id], logProbability: logProbability + (scores[id] ?? 0), parent: 0 }];
    this.isDone = id === this.#limits.endId || ids.length + 1 >= this.#limits.length;
  }

  #choose(scores: Float64Array): number {
    if (this.#drawing === undefined) return likeliestToken(scores);
    const { temperature, generator } = this.#drawing;
    return drawToken(
      scores.map((score) => score / temperature),
      generator,
    );
  }
}
