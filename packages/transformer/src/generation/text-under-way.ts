import { RandomGenerator } from '@heed/core';
import type { Candidates, Largest } from './candidates.ts';
import { drawToken, largestLogit, type RankedToken } from './choose-token.ts';
import type { ChoosingRules } from './choosing-rules.ts';
import type { Wanted } from './cuts.ts';
import { processed } from './logits-options.ts';
import { largestIndices, logProbabilities } from './probabilities.ts';
import type { LogitsContext } from './processors/index.ts';
import type { FinishReason } from './stopping.ts';

/** A token as it is generated. */
export interface GeneratedToken {
  /** Which prompt it answers. */
  readonly row: number;
  readonly id: number;
  /** Set on the last token of a text. */
  readonly finishReason?: FinishReason;
  /** Its log-probability under the model, before all processors, if asked for. */
  readonly logProbability?: number;
  /** The likeliest tokens in its place, likeliest first, if asked for. */
  readonly alternatives?: readonly RankedToken[];
}

/** One prompt and what is generated for it. */
export class TextUnderWay {
  readonly row: number;
  readonly limit: number;
  readonly #ids: number[];
  readonly #promptLength: number;
  readonly #rules: ChoosingRules;
  readonly #generator: RandomGenerator | undefined;
  /** How many ids the processors may lower at the next step. */
  #lowered = 0;
  isOver = false;

  constructor(row: number, prompt: readonly number[], limit: number, rules: ChoosingRules) {
    this.row = row;
    this.limit = limit;
    this.#ids = [...prompt];
    this.#promptLength = prompt.length;
    this.#rules = rules;
    this.#generator = rules.seed === undefined ? undefined : new RandomGenerator(rules.seed + row);
  }

  /** The prompt and what was generated. */
  get ids(): readonly number[] {
    return this.#ids;
  }

  /** Tokens that may still be generated. */
  get room(): number {
    return this.limit - (this.#ids.length - this.#promptLength);
  }

  /**
   * How many of its largest logits mostly tell which token comes next; undefined where a whole row is asked for.
   *
   * @param positions How many tokens are looked for at once.
   */
  wanted(positions: number): Wanted | undefined {
    const { alternatives, cuts, lowering, processors } = this.#rules;
    if (alternatives !== undefined) return undefined;
    const wanted = this.#generator === undefined ? { count: 1 } : cuts.wanted;
    if (wanted === undefined || processors.length === 0) return wanted;
    // Totals are those of logits as the model gives them, and what stands before a later position is not known yet.
    if (wanted.temperature !== undefined || positions > 1) return undefined;
    const lowered = lowering.countAt(this.#context());
    if (lowered === undefined) return undefined;
    this.#lowered = lowered;
    return { count: wanted.count + lowered };
  }

  /** What the next token may be, told by the largest logits; undefined where they do not tell. */
  narrow(largest: Largest): Candidates | undefined {
    // A row from which nothing can be chosen is looked at, and refused, as a whole.
    if (!Number.isFinite(largest.logits[0])) return undefined;
    const left = this.#rules.lowering.of(largest, this.#context(), this.#lowered);
    if (left === undefined || !Number.isFinite(left.logits[0])) return undefined;
    return this.#generator === undefined ? left : this.#rules.cuts.ofLargest(left);
  }

  /** Chooses the next token by its logits, or among what they were {@link narrow}ed to, and adds it. */
  add(next: Float32Array | Candidates): GeneratedToken {
    return next instanceof Float32Array ? this.#addOf(next) : this.#push(this.#choose(next));
  }

  #addOf(logits: Float32Array): GeneratedToken {
    const { alternatives, cuts, processors } = this.#rules;
    const own = largestLogit(logits, `text ${this.row}, the model`);
    const scores = alternatives === undefined ? undefined : logProbabilities(logits);
    const allowed = processed(processors, logits, this.#context());
    // A vocabulary is long: without processors it is looked through once.
    const largest = processors.length === 0 ? own : largestLogit(allowed, `text ${this.row}`);
    const isDrawn = this.#generator !== undefined;
    const id = isDrawn ? this.#choose(cuts.ofRow(allowed)) : allowed.indexOf(largest);
    const token = this.#push(id);
    if (scores === undefined) return token;
    return { ...token, logProbability: scores[id] ?? 0, alternatives: ranked(scores, alternatives) };
  }

  /** Draws; or takes the first, the likeliest. */
  #choose({ ids, logits }: Candidates): number {
    const place = this.#generator === undefined ? 0 : drawToken(logits, this.#generator);
    return ids[place] ?? -1;
  }

  #push(id: number): GeneratedToken {
    this.#ids.push(id);
    const finishReason = this.#rules.stopping(this.#ids.slice(this.#promptLength), this.limit);
    this.isOver = finishReason !== undefined;
    return { row: this.row, id, ...(finishReason && { finishReason }) };
  }

  #context(): LogitsContext {
    const promptLength = this.#promptLength;
    return { ids: this.#ids, promptLength, step: this.#ids.length - promptLength, limit: this.limit };
  }
}

function ranked(scores: Float64Array, count = 0): RankedToken[] {
  return largestIndices(scores, count).map((id) => ({ id, logProbability: scores[id] ?? 0 }));
}
