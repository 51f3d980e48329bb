import type { RandomGenerator, Tensor } from '@heed/core';
import type { AttentionCache } from '../caches/attention-cache.ts';
import type { Normalizer } from '../normalizers/normalizer.ts';
import type { PositionScheme } from '../positions/position-scheme.ts';

/** What happens between the projections of an attention; the same for all that share {@link Attention}. */
export interface MechanismOptions {
  /** Attend to keys less than this far away only: sliding window (Beltagy et al. 2020). */
  readonly window?: number | undefined;
  /** How the order of tokens is known: RoPE, ALiBi, relative bias. Modules may share one. */
  readonly positions?: PositionScheme | undefined;
  /** From scores to weights; softmax by default. */
  readonly normalizer?: Normalizer | undefined;
  /** Factor of the scores; 1/√headDimension by default. */
  readonly scale?: number | undefined;
  /** Probability of dropping an attention weight in training; 0 by default. */
  readonly dropout?: number | undefined;
  /** Source of the dropout's randomness. */
  readonly generator?: RandomGenerator | undefined;
}

/** The names of {@link MechanismOptions}, for `checkOptions`. */
export const mechanismOptionNames = [
  'window',
  'positions',
  'normalizer',
  'scale',
  'dropout',
  'generator',
] as const;

/** What one call attends to. */
export interface AttendOptions {
  /** States to attend to, [batch, keys, memoryWidth]: cross-attention. Without it, queries attend to themselves. */
  readonly memory?: Tensor | undefined;
  /** Boolean [batch|1, heads|1, queries|1, keys], true = attend; with a cache, keys are all positions seen. */
  readonly mask?: Tensor | undefined;
  /** Attend to no later position (lower right). */
  readonly causal?: boolean;
  /** Keys and values of earlier calls. Self-attention adds to it; cross-attention fills it once. */
  readonly cache?: AttentionCache | undefined;
  /** int32 [batch|1, queries]: where the states stand, if not one after another behind what the cache has seen. */
  readonly positionIds?: Tensor | undefined;
  /** States that the result is added to, which an output projection does as it goes; [batch, length, width]. */
  readonly residual?: Tensor | undefined;
}

/** The names of {@link AttendOptions}, for `checkOptions`. */
export const attendOptionNames = ['memory', 'mask', 'causal', 'cache', 'positionIds', 'residual'] as const;
