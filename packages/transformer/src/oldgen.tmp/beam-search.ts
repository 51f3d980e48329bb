/** A translation under way or finished. */
export interface Hypothesis {
  /** Generated ids, without the start and the end token. */
  readonly ids: readonly number[];
  /** Sum of the log-probabilities of its tokens, the end token included. */
  readonly logProbability: number;
}

/** A hypothesis to go on with, and the beam that it came from. */
export interface Continuation extends Hypothesis {
  readonly parent: number;
}

/**
 * Length penalty of Wu et al. 2016 (equation 14): `((5 + length) / 6)^α`. Scores are log-probabilities divided by
 * it, so that α > 0 favours longer outputs.
 */
export function lengthPenalty(length: number, alpha: number): number {
  return ((5 + length) / 6) ** alpha;
}

/** `logits − log Σ e^logits` of one row, in float64. */
export function logProbabilities(logits: ArrayLike<number>): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) largest = Math.max(largest, logits[i] ?? 0);
  let total = 0;
  for (let i = 0; i < logits.length; i++) total += Math.exp((logits[i] ?? 0) - largest);
  const shift = largest + Math.log(total);
  return Float64Array.from(logits, (logit) => logit - shift);
}

/** Indices of the `count` largest entries, largest first; equal ones in the order of their index. */
function largest(values: Float64Array, count: number): number[] {
  const best: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (best.length === count && value <= (values[best[count - 1] ?? 0] ?? 0)) continue;
    let at = best.length;
    while (at > 0 && value > (values[best[at - 1] ?? 0] ?? 0)) at--;
    best.splice(at, 0, i);
    if (best.length > count) best.pop();
  }
  return best;
}

/** What the beams of one source need to know. */
export interface BeamOptions {
  readonly beams: number;
  readonly alpha: number;
  readonly endId: number;
  /** Ids that are never generated: padding and the start token. */
  readonly forbidden: readonly number[];
}

/** The beams of one source. Feed it log-probabilities step by step until `isDone`. */
export class BeamSearch {
  readonly #options: BeamOptions;
  readonly #finished: { hypothesis: Hypothesis; score: number }[] = [];
  /** The hypotheses to go on with; a single empty one at first. */
  alive: readonly Continuation[] = [{ ids: [], logProbability: 0, parent: 0 }];
  isDone = false;

  constructor(options: BeamOptions) {
    this.#options = options;
  }

  /** Takes the logits of each alive hypothesis' next token and chooses the ones to go on with. */
  step(logits: readonly ArrayLike<number>[]): void {
    const { beams, endId } = this.#options;
    const candidates = this.alive.flatMap((hypothesis, parent) =>
      this.#extend(hypothesis, parent, logits[parent] ?? []),
    );
    candidates.sort((a, b) => b.logProbability - a.logProbability);
    const alive: Continuation[] = [];
    for (const candidate of candidates.slice(0, 2 * beams)) {
      if (candidate.ids.at(-1) === endId) this.#finish(candidate.ids.slice(0, -1), candidate.logProbability);
      else if (alive.length < beams) alive.push(candidate);
    }
    this.alive = alive;
    this.isDone = alive.length === 0 || this.#cannotImprove(alive);
  }

  /** The best finished hypothesis, or the best one under way when none has ended. */
  best(): Hypothesis {
    const [first] = [...this.#finished].sort((a, b) => b.score - a.score);
    return first?.hypothesis ?? this.alive[0] ?? { ids: [], logProbability: 0 };
  }

  #extend(hypothesis: Hypothesis, parent: number, logits: ArrayLike<number>): Continuation[] {
    // Forbidden ids are ruled out before the log-softmax, so that the others sum to 1.
    const allowed = Float64Array.from(logits);
    for (const id of this.#options.forbidden) allowed[id] = Number.NEGATIVE_INFINITY;
    const scores = logProbabilities(allowed);
    return largest(scores, 2 * this.#options.beams).map((id) => ({
      ids: [...hypothesis.ids, id],
      logProbability: hypothesis.logProbability + (scores[id] ?? 0),
      parent,
    }));
  }

  #finish(ids: readonly number[], logProbability: number): void {
    const score = logProbability / lengthPenalty(ids.length + 1, this.#options.alpha);
    this.#finished.push({ hypothesis: { ids, logProbability }, score });
  }

  /** True when enough have ended and none under way could still beat the worst of the best. */
  #cannotImprove(alive: readonly Hypothesis[]): boolean {
    const { beams, alpha } = this.#options;
    if (this.#finished.length < beams) return false;
    const worst = this.#finished.map(({ score }) => score).sort((a, b) => b - a)[beams - 1] ?? 0;
    return alive.every(
      ({ ids, logProbability }) => logProbability / lengthPenalty(ids.length + 1, alpha) <= worst,
    );
  }
}
