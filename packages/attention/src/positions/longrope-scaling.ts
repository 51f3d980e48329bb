import { checkOptions, OptionError } from '@heed/core';
import { checkPositive, inverseFrequencies, type RotaryScaling } from './rotary-scaling.ts';

/** Options of {@link longropeScaling}. */
export interface LongropeScalingOptions {
  /** Divisor of each pair's frequency in sequences up to the original length. */
  readonly shortFactor: readonly number[];
  /** Divisor of each pair's frequency in longer sequences. */
  readonly longFactor: readonly number[];
  /** How many times longer contexts become. */
  readonly factor: number;
  /** Length of the contexts in training. */
  readonly originalMaxPositionEmbeddings: number;
  /** Factor of cosines and sines; `√(1 + ln(factor) / ln(original length))` by default, 1 for a factor up to 1. */
  readonly attentionFactor?: number;
}

const names = [
  'shortFactor',
  'longFactor',
  'factor',
  'originalMaxPositionEmbeddings',
  'attentionFactor',
] as const;

/**
 * LongRoPE (Ding et al. 2024; `longrope` in transformers, `su` in the first files of Phi-3). Each pair has a divisor
 * of its own, found by search; there is one list for sequences up to the original length and one for longer ones.
 *
 * The frequencies are a function of the length alone. With a cache, keys keep the turn of the length they were
 * written at: a cache that was begun below the original length must be made anew to go beyond it.
 *
 * @throws {OptionError} for numbers that are not above 0; and on use, for lists that do not fit the pairs.
 *
 * @example
 * ```ts
 * import { longropeScaling, RotaryPositions } from '@heed/attention';
 * const scaling = longropeScaling({
 *   shortFactor: [1, 1.1],
 *   longFactor: [2, 8],
 *   factor: 32,
 *   originalMaxPositionEmbeddings: 4096,
 * });
 * const positions = new RotaryPositions(4, { scaling });
 * console.log(positions.frequencies(4096)[0], positions.frequencies(4097)[0]); // 1 0.5
 * ```
 */
export function longropeScaling(options: LongropeScalingOptions): RotaryScaling {
  checkOptions('longropeScaling', options, names);
  const { shortFactor, longFactor, factor, originalMaxPositionEmbeddings: original } = options;
  checkPositive('longropeScaling', { factor, originalMaxPositionEmbeddings: original });
  checkPositive('longropeScaling: shortFactor', Object.fromEntries(shortFactor.entries()));
  checkPositive('longropeScaling: longFactor', Object.fromEntries(longFactor.entries()));
  const suggested = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
  return {
    type: 'longrope',
    attentionFactor: options.attentionFactor ?? suggested,
    steadyLength: original,
    inverseFrequencies: (dimension, base, length) => {
      const [name, divisors] =
        length > original ? (['longFactor', longFactor] as const) : (['shortFactor', shortFactor] as const);
      if (divisors.length !== dimension / 2) {
        throw new OptionError(
          `longropeScaling: ${name} must have ${dimension / 2} numbers, one for each pair, got ${divisors.length}`,
        );
      }
      return inverseFrequencies(dimension, base).map((frequency, pair) => frequency / (divisors[pair] ?? 1));
    },
  };
}
