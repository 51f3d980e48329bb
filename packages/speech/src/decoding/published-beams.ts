import { type Continuation, largestIndices } from '@heed/transformer';
import type { SearchLimits, TextSearch, WrittenText } from './text-search.ts';

/**
 * Beam search as openai/whisper does it: of the continuations, best first, those that end are set aside until as many
 * go on as there are beams; it is over when as many have ended. Texts under way fill what the limit leaves open.
 */
export class PublishedBeams implements TextSearch {
  alive: readonly Continuation[] = [{ ids: [], logProbability: 0, parent: 0 }];
  isDone = false;
  readonly #beams: number;
  readonly #limits: SearchLimits;
  #ended: readonly WrittenText[] = [];

  constructor(beams: number, limits: SearchLimits) {
    this.#beams = beams;
    this.#limits = limits;
  }

  get texts(): readonly WrittenText[] {
    return [...this.#ended, ...this.alive].slice(0, this.#beams);
  }

  step(scores: readonly Float64Array[]): void {
    const [ended, alive]: [WrittenText[], Continuation[]] = [[], []];
    for (const text of this.#continuations(scores)) {
      if (text.ids.at(-1) === this.#limits.endId) ended.push({ ...text, ids: text.ids.slice(0, -1) });
      else if (alive.push(text) === this.#beams) break;
    }
    this.#ended = [...this.#ended, ...ended].slice(0, this.#beams);
    this.alive = alive;
    const length = alive[0]?.ids.length ?? this.#limits.length;
    this.isDone = this.#ended.length === this.#beams || length >= this.#limits.length;
  }

  /** Best first. What is impossible is none. */
  #continuations(scores: readonly Float64Array[]): Continuation[] {
    const all = this.alive.flatMap(({ ids, logProbability }, parent) => {
      const row = scores[parent] ?? new Float64Array();
      return largestIndices(row, this.#beams + 1).map((id) => ({
        ids: [...ids, id],
        logProbability: logProbability + (row[id] ?? 0),
        parent,
      }));
    });
    const possible = all.filter(({ logProbability }) => logProbability > Number.NEGATIVE_INFINITY);
    return possible.sort((a, b) => b.logProbability - a.logProbability);
  }
}
