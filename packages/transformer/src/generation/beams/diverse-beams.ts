import { type Beam, type BeamRules, BeamSearch, type Continuation } from './beam-search.ts';
import type { RowScores } from './run-beams.ts';

/**
 * Diverse beam search (Vijayakumar et al. 2018): groups of beams search one after another in each step, and each token
 * that earlier groups chose in this step costs a later one `penalty` per choice. One group is a plain beam search.
 */
export class DiverseBeams {
  readonly #groups: readonly BeamSearch[];
  readonly #penalty: number;
  #started = false;

  /** @param rules Of each group: `beams` is the number of each. */
  constructor(groups: number, rules: BeamRules, penalty: number) {
    this.#groups = Array.from({ length: groups }, () => new BeamSearch(rules));
    this.#penalty = penalty;
  }

  /** The texts to go on with, group by group; their parents count through all groups. */
  get alive(): readonly Continuation[] {
    return this.#started ? this.#alive : [{ ids: [], logProbability: 0, parent: 0 }];
  }

  /** True when all groups are done. */
  get isDone(): boolean {
    return this.#groups.every(({ isDone }) => isDone);
  }

  /** The texts of all groups that have ended, best first. */
  get ended(): readonly Beam[] {
    return this.#groups.flatMap(({ ended }) => ended).sort((a, b) => b.score - a.score);
  }

  #alive: readonly Continuation[] = [];

  /** Takes the log-probabilities of each alive text's next token. */
  step(scores: readonly RowScores[]): void {
    const chosen: number[] = [];
    const alive: Continuation[] = [];
    let first = 0;
    for (const group of this.#groups) {
      if (group.isDone) continue;
      const count = group.alive.length;
      const rows = scores.slice(first, first + count);
      group.step(chosen.length === 0 ? rows : rows.map((row) => this.#lowered(row, chosen)));
      if (!group.isDone) {
        for (const text of group.alive) alive.push({ ...text, parent: text.parent + first });
      }
      chosen.push(...group.alive.flatMap(({ ids }) => ids.slice(-1)));
      // Before the first step there is one row for all groups.
      if (this.#started) first += count;
    }
    this.#started = true;
    this.#alive = alive;
  }

  /** Ends the texts under way. */
  close(reason: Beam['finishReason']): void {
    for (const group of this.#groups) if (!group.isDone) group.close(reason);
    this.#alive = [];
  }

  #lowered(row: RowScores, chosen: readonly number[]): Float64Array {
    const lowered = Float64Array.from(row);
    for (const id of chosen) lowered[id] = (lowered[id] ?? 0) - this.#penalty;
    return lowered;
  }
}
