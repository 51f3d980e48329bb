import { checkOptions, OptionError } from '@heed/core';
import { checkFinite } from './check-numbers.ts';
import type { DecodingSession } from './decoding-session.ts';
import { logProbabilities } from './probabilities.ts';

/** What classifier-free guidance needs. */
export interface Guidance {
  /** How far to go from the unguided distribution to the guided and beyond; 1 changes nothing. */
  readonly scale: number;
  /** What to lead away from, for each prompt; by default the last id of the prompt alone. */
  readonly negative?: readonly (readonly number[])[];
}

/** Refuses guidance that does not go with the prompts. */
export function checkGuidance(guidance: Guidance, prompts: number): void {
  checkOptions('guidance', guidance, ['scale', 'negative']);
  checkFinite('guidance: scale', guidance.scale);
  const count = guidance.negative?.length ?? prompts;
  if (count !== prompts) {
    throw new OptionError(`guidance: ${count} negative prompts for ${prompts} prompts`);
  }
}

/**
 * Classifier-free guidance (Sanchez et al. 2023): two sessions read the same answer behind different prompts, and the
 * log-probabilities are `unguided + scale · (guided − unguided)`.
 */
export class GuidedSession implements DecodingSession {
  readonly prompts: readonly (readonly number[])[];
  readonly limits: readonly number[];
  readonly vocabularySize: number;
  readonly #guided: DecodingSession;
  readonly #unguided: DecodingSession;
  readonly #scale: number;
  #started = false;

  constructor(guided: DecodingSession, unguided: DecodingSession, scale: number) {
    this.prompts = guided.prompts;
    this.limits = guided.limits.map((limit, row) => Math.min(limit, unguided.limits[row] ?? limit));
    this.vocabularySize = guided.vocabularySize;
    this.#guided = guided;
    this.#unguided = unguided;
    this.#scale = scale;
  }

  get ahead(): number {
    return Math.min(this.#guided.ahead, this.#unguided.ahead);
  }

  async next(ids: readonly (readonly number[])[], positions = 1): Promise<Float32Array[][]> {
    const guided = await this.#guided.next(ids, positions);
    const other = this.#started ? ids : ids.map((row, index) => this.#negative(row, index));
    this.#started = true;
    const unguided = await this.#unguided.next(other, positions);
    return guided.map((rows, text) => rows.map((row, at) => this.#mix(row, unguided[text]?.[at] ?? row)));
  }

  /** Distributions are mixed whole; the likeliest of the mixture may be no likely token of either. */
  candidates(ids: readonly (readonly number[])[], positions: number): Promise<Float32Array[][]> {
    return this.next(ids, positions);
  }

  select(rows: readonly number[]): void {
    this.#guided.select(rows);
    this.#unguided.select(rows);
  }

  rewind(count: number): void {
    this.#guided.rewind(count);
    this.#unguided.rewind(count);
  }

  dispose(): void {
    this.#guided.dispose();
    this.#unguided.dispose();
  }

  /** The first ids of a text with the other prompt in place of its own; a draft may follow it. */
  #negative(ids: readonly number[], row: number): number[] {
    const own = this.prompts[row] ?? [];
    return [...(this.#unguided.prompts[row] ?? []), ...ids.slice(own.length)];
  }

  #mix(guided: Float32Array, unguided: Float32Array): Float32Array {
    const [to, from] = [logProbabilities(guided), logProbabilities(unguided)];
    const mixed = new Float32Array(to.length).fill(Number.NEGATIVE_INFINITY);
    for (let id = 0; id < mixed.length; id++) {
      const [score = Number.NEGATIVE_INFINITY, base = Number.NEGATIVE_INFINITY] = [to[id], from[id]];
      // What either rules out stays out: ∞ − ∞ has no meaning.
      if (score === Number.NEGATIVE_INFINITY || base === Number.NEGATIVE_INFINITY) continue;
      mixed[id] = base + this.#scale * (score - base);
    }
    return mixed;
  }
}
