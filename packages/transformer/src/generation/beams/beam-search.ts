import type { RandomGenerator } from '@heed/core';
import { largestIndices } from '../probabilities.ts';
import type { FinishReason } from '../stopping.ts';

/** A text under way: what was generated, end tokens included, and the beam of the step before that it goes on from. */
export interface Continuation {
  readonly ids: readonly number[];
  /** Sum of the scores of its tokens: log-probabilities, as processors left them. */
  readonly logProbability: number;
  readonly parent: number;
}

/** A text that is over. */
export interface Beam {
  /** The ids that were generated, an end token included. */
  readonly ids: readonly number[];
  /** Sum of the log-probabilities of its tokens, as processors left them. */
  readonly logProbability: number;
  /** The sum divided by the length penalty: what beams are ranked by. */
  readonly score: number;
  readonly finishReason: FinishReason;
}

/** What makes one beam search differ from another. */
export interface BeamRules {
  /** Texts under way in each step. */
  readonly beams: number;
  /** Best continuations to look at in each step: enough that some go on when others end. */
  readonly candidates: number;
  /** How many of the best candidates may end; others that would are dropped. */
  readonly ending: number;
  /** Divisor of the score of a text of so many tokens, the end token included. */
  readonly penalty: (length: number) => number;
  /** The length that texts under way, of so many tokens, are thought to reach when compared with those that ended. */
  readonly horizon: (length: number) => number;
  /** Stop as soon as as many texts have ended as there are beams. */
  readonly early: boolean;
  /** Tells why a text is over; undefined while it is not. */
  readonly over: (ids: readonly number[]) => FinishReason | undefined;
  /** Draw candidates by their probabilities, in place of taking the best. */
  readonly generator?: RandomGenerator | undefined;
}

/** The beams of one prompt. Feed it scores step by step until `isDone`. */
export class BeamSearch {
  readonly #rules: BeamRules;
  #ended: readonly Beam[] = [];
  /** The texts to go on with, best first; a single empty one at first. */
  alive: readonly Continuation[] = [{ ids: [], logProbability: 0, parent: 0 }];
  isDone = false;

  constructor(rules: BeamRules) {
    this.#rules = rules;
  }

  /** The texts that have ended, best first; no more than there are beams. */
  get ended(): readonly Beam[] {
    return this.#ended;
  }

  /** Takes the log-probabilities of each alive text's next token, and chooses the texts to go on with. */
  step(scores: readonly ArrayLike<number>[]): void {
    const { beams, ending, over } = this.#rules;
    const alive: Continuation[] = [];
    for (const [rank, candidate] of this.#candidates(scores).entries()) {
      const reason = over(candidate.ids);
      if (reason === undefined) alive.push(candidate);
      else if (rank < ending) this.#end(candidate, reason);
    }
    this.alive = alive.slice(0, beams);
    this.isDone = this.alive.length === 0 || this.#isDecided();
  }

  /** Ends the texts under way, for this reason. */
  close(reason: FinishReason): void {
    for (const text of this.alive) this.#end(text, reason);
    this.alive = [];
    this.isDone = true;
  }

  /** The best continuations of all alive texts, best first. What is impossible is none. */
  #candidates(scores: readonly ArrayLike<number>[]): Continuation[] {
    const { candidates, generator } = this.#rules;
    const all = this.alive.flatMap(({ ids, logProbability }, parent) => {
      const row = scores[parent] ?? [];
      const ranks =
        generator === undefined ? row : Float64Array.from(row, (score) => score + gumbel(generator));
      return largestIndices(ranks, candidates)
        .filter((id) => (row[id] ?? 0) > Number.NEGATIVE_INFINITY)
        .map((id) => ({
          ids: [...ids, id],
          logProbability: logProbability + (row[id] ?? 0),
          rank: logProbability + (ranks[id] ?? 0),
          parent,
        }));
    });
    const best = all.sort((a, b) => b.rank - a.rank).slice(0, candidates);
    return generator === undefined ? best : best.sort((a, b) => b.logProbability - a.logProbability);
  }

  #end({ ids, logProbability }: Continuation, finishReason: FinishReason): void {
    const { beams, penalty } = this.#rules;
    // A text that was broken off before its first token has the score of nothing, 0.
    const score = ids.length === 0 ? logProbability : logProbability / penalty(ids.length);
    const ended = [...this.#ended, { ids, logProbability, score, finishReason }];
    this.#ended = ended.sort((a, b) => b.score - a.score).slice(0, beams);
  }

  /** True when enough have ended and none under way is thought to beat the worst of them. */
  #isDecided(): boolean {
    const { beams, early, horizon, penalty } = this.#rules;
    const [[best], worst] = [this.alive, this.#ended[beams - 1]];
    if (best === undefined || worst === undefined) return false;
    return early || best.logProbability / penalty(horizon(best.ids.length)) <= worst.score;
  }
}

/**
 * Noise of the standard Gumbel distribution: the largest k of `score + noise` are k draws without replacement from
 * `softmax(scores)` (Kool et al. 2019, stochastic beam search, §2.3).
 */
function gumbel(generator: RandomGenerator): number {
  return -Math.log(-Math.log((generator.nextWord() + 0.5) / 2 ** 32));
}
