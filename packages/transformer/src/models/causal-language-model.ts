import type { Module, Tensor } from '@heed/core';
import type { LayerCaches } from './layer-caches.ts';

/** What every decoder-only model tells of itself. */
export interface CausalConfig {
  readonly vocabularySize: number;
  readonly layers: number;
  /** Positions that the model knows, or was trained for. */
  readonly maximumLength: number;
  /**
   * Set where texts up to this length are read in one way and longer ones in another (LongRoPE): a cache that was
   * begun below must be made anew, from all ids, to go beyond.
   */
  readonly steadyLength?: number | undefined;
}

/** What one call of a decoder-only model is told beside its ids. */
export interface CausalOptions {
  /** Boolean [batch|1, 1, 1, all positions so far], true = a real token: padding, on either side. */
  readonly mask?: Tensor | undefined;
  /** What the model has seen; the ids are those that are new, and are added to it. */
  readonly cache?: LayerCaches | undefined;
  /** int32 [batch|1, length]: position of each id, where they do not simply follow each other (left padding). */
  readonly positionIds?: Tensor | undefined;
  /** Give the logits of so many of the last positions only, which is all that generation wants of a prompt. */
  readonly lastPositions?: number | undefined;
}

/** The names of {@link CausalOptions}, for `checkOptions`. */
export const causalOptionNames = ['mask', 'cache', 'positionIds', 'lastPositions'] as const;

/** A decoder-only language model: the next token from those before it. */
export interface CausalLanguageModel extends Module {
  readonly config: CausalConfig;
  /** Logits of the next token at each position: int32 [batch, length] → [batch, length, vocabulary], or the last. */
  forward(ids: Tensor, options?: CausalOptions): Tensor;
  /** An empty cache for {@link forward}. */
  createCache(): LayerCaches;
}
