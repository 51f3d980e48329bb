import { RandomGenerator } from '@heed/core';
import {
  checkLargest,
  drawToken,
  type LikeliestToken,
  largestLogit,
  type RankedToken,
} from './choose-token.ts';
import type { ChoosingRules } from './choosing-rules.ts';
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

  /** True where nothing is asked of the logits but which is largest. */
  get takesLikeliest(): boolean {
    const { processors, seed, alternatives } = this.#rules;
    return processors.length === 0 && seed === undefined && alternatives === undefined;
  }

  /** Adds the likeliest token, for texts that {@link takesLikeliest}. */
  addLikeliest({ id, logit }: LikeliestToken): GeneratedToken {
    checkLargest(logit, `text ${this.row}, the model`);
    return this.#push(id);
  }

  /** Chooses the next token by its logits, and adds it. */
  add(logits: Float32Array): GeneratedToken {
    const { alternatives, processors } = this.#rules;
    const own = largestLogit(logits, `text ${this.row}, the model`);
    const scores = alternatives === undefined ? undefined : logProbabilities(logits);
    const allowed = processed(processors, logits, this.#context());
    // A vocabulary is long: without processors it is looked through once.
    const largest = processors.length === 0 ? own : largestLogit(allowed, `text ${this.row}`);
    const id = this.#generator === undefined ? allowed.indexOf(largest) : drawToken(allowed, this.#generator);
    const token = this.#push(id);
    if (scores === undefined) return token;
    return { ...token, logProbability: scores[id] ?? 0, alternatives: ranked(scores, alternatives) };
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
