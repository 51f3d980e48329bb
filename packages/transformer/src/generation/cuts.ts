import { type Candidates, type Largest, largestOf, possibleAmong, possibleOf } from './candidates.ts';
import { createCuts, processed, type SamplingOptions } from './logits-options.ts';
import { nucleus } from './nucleus.ts';
import type { LogitsContext, LogitsProcessor } from './processors/index.ts';

/** Cuts look at logits alone. */
const anywhere: LogitsContext = { ids: [], promptLength: 0, step: 0, limit: 0 };

/** How much of a row the cuts ask for. */
export interface Wanted {
  /** How many of the largest logits mostly tell what is left. */
  readonly count: number;
  /** The temperature of the total that they need; undefined where they need none. */
  readonly temperature?: number | undefined;
}

/**
 * The cuts of sampling, on whole rows or on the largest logits alone. A temperature keeps the order of logits, and the
 * first cut (but for typical tokens) leaves nothing that is smaller than what it rules out: where it rules out the
 * smallest of the largest, it leaves nothing beyond them, and the others see what they would see of the whole row.
 */
export class Cuts {
  /** Undefined where only a whole row tells what is left. */
  readonly wanted: Wanted | undefined;
  readonly #temperature: readonly LogitsProcessor[];
  readonly #cuts: readonly LogitsProcessor[];
  readonly #topP: number;

  constructor(options: SamplingOptions) {
    const all = createCuts(options);
    const cuts = (options.temperature ?? 1) === 1 ? 0 : 1;
    this.#temperature = all.slice(0, cuts);
    this.#cuts = all.slice(cuts);
    this.#topP = options.topP ?? 1;
    this.wanted = wantedBy(options);
  }

  /** What is left of a row with these largest logits; undefined where they do not tell. */
  ofLargest({ ids, logits, ...row }: Largest): Candidates | undefined {
    // A row from which nothing can be chosen is looked at, and refused, as a whole.
    if (!Number.isFinite(logits[0])) return undefined;
    const tempered = processed(this.#temperature, logits.slice(), anywhere);
    const [first, ...others] = this.#cuts;
    const isNucleus = this.wanted?.temperature !== undefined;
    const cut = isNucleus
      ? nucleus({ ids, logits: tempered, ...row }, this.#topP)
      : first?.(tempered, anywhere);
    if (cut?.at(-1) !== Number.NEGATIVE_INFINITY) return undefined;
    const left = possibleAmong({ ids, logits: cut });
    return { ids: left.ids, logits: processed(others, left.logits, anywhere) };
  }

  /** What is left of a whole row, which the cuts may write into. */
  ofRow(row: Float32Array): Candidates {
    const { count = row.length, temperature } = this.wanted ?? {};
    // A total of the row would cost as much as all else.
    const isShort = count < row.length && temperature === undefined;
    const left = isShort ? this.ofLargest(largestOf(row, count)) : undefined;
    return left ?? possibleOf(processed([...this.#temperature, ...this.#cuts], row, anywhere));
  }
}

/** More of a vocabulary would be no short list. */
const most = 1024;

function wantedBy({ temperature = 1, topK = 50, topP = 1, minP = 0 }: SamplingOptions): Wanted | undefined {
  // Some more than k, since equals of the last stay too.
  if (topK > 0) return topK + 8 > most ? undefined : { count: topK + 8 };
  // So close to 1 all that is left is beyond telling from a total that is not exact.
  if (topP < 1) return topP > 0.999 ? undefined : { count: 512, temperature };
  return minP > 0 ? { count: 128 } : undefined;
}
