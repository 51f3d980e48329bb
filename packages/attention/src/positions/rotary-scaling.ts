import { checkOptions, OptionError } from '@heed/core';

/**
 * How rotary frequencies change for contexts longer than those of training. Made by {@link linearScaling},
 * {@link ntkScaling}, {@link yarnScaling}, {@link longropeScaling} and {@link llama3Scaling}, whose options bear the
 * names of published configs; any object of this shape will do.
 */
export interface RotaryScaling {
  /** The rule's name, `rope_type` in published configs. */
  readonly type: string;
  /** Factor of cosines and sines, and so of rotated queries and keys; 1 in most rules. */
  readonly attentionFactor: number;
  /** Length up to which the frequencies hold; beyond, they depend on the length. Without it they always hold. */
  readonly steadyLength?: number;
  /**
   * θᵢ of each pair, in radians for each position.
   *
   * @param dimension Number of elements that turn, twice the number of pairs.
   * @param base Base of the geometric series.
   * @param length Number of positions, from 0 to the last.
   */
  inverseFrequencies(dimension: number, base: number, length: number): number[];
}

/**
 * Frequencies of rotary positions (Su et al. 2021, §3.2.2): `θᵢ = base^(−2i / dimension)`, i = 0 … dimension/2 − 1.
 *
 * @example
 * ```ts
 * import { inverseFrequencies } from '@heed/attention';
 * console.log(inverseFrequencies(4, 10000)); // [1, 0.01]
 * ```
 */
export function inverseFrequencies(dimension: number, base: number): number[] {
  return Array.from({ length: dimension / 2 }, (_, pair) => base ** ((-2 * pair) / dimension));
}

/** Refuses options that are not numbers above 0. */
export function checkPositive(name: string, options: Readonly<Record<string, number>>): void {
  for (const [key, value] of Object.entries(options)) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw new OptionError(`${name}: ${key} must be a number above 0, got ${value}`);
    }
  }
}

/**
 * Position interpolation (Chen et al. 2023; `linear` in transformers): all frequencies are divided by `factor`, as
 * if positions lay closer together.
 *
 * @throws {OptionError} for a factor that is not above 0.
 *
 * @example
 * ```ts
 * import { linearScaling, RotaryPositions } from '@heed/attention';
 * const positions = new RotaryPositions(8, { scaling: linearScaling(4) });
 * console.log(positions.frequencies(1)[0]); // 0.25
 * ```
 */
export function linearScaling(factor: number): RotaryScaling {
  checkPositive('linearScaling', { factor });
  return {
    type: 'linear',
    attentionFactor: 1,
    inverseFrequencies: (dimension, base) =>
      inverseFrequencies(dimension, base).map((frequency) => frequency / factor),
  };
}

/** Options of {@link ntkScaling}. */
export interface NtkScalingOptions {
  /** How many times longer contexts may grow. */
  readonly factor: number;
  /** Length of the contexts in training. */
  readonly maxPositionEmbeddings: number;
}

/**
 * Dynamic NTK-aware scaling (bloc97 and emozilla 2023; `dynamic` in transformers). Up to `maxPositionEmbeddings`
 * nothing changes; a longer sequence of L positions has the base
 * `base · (factor · L / maxPositionEmbeddings − (factor − 1))^(d / (d − 2))`.
 *
 * The frequencies are a function of the length alone. With a cache, keys keep the turn of the length they were
 * written at, here as in transformers, so that beyond the limit cached decoding is not equal to one call.
 *
 * @throws {OptionError} for options that are not above 0.
 *
 * @example
 * ```ts
 * import { ntkScaling, RotaryPositions } from '@heed/attention';
 * const scaling = ntkScaling({ factor: 2, maxPositionEmbeddings: 2048 });
 * const positions = new RotaryPositions(64, { scaling });
 * console.log(positions.frequencies(2048)[1], positions.frequencies(4096)[1]); // 0.7498…, 0.7237…
 * ```
 */
export function ntkScaling(options: NtkScalingOptions): RotaryScaling {
  checkOptions('ntkScaling', options, ['factor', 'maxPositionEmbeddings']);
  const { factor, maxPositionEmbeddings } = options;
  checkPositive('ntkScaling', { factor, maxPositionEmbeddings });
  return {
    type: 'dynamic',
    attentionFactor: 1,
    steadyLength: maxPositionEmbeddings,
    inverseFrequencies: (dimension, base, length) => {
      const growth = (factor * Math.max(length, maxPositionEmbeddings)) / maxPositionEmbeddings;
      const grown = base * (growth - (factor - 1)) ** (dimension / (dimension - 2));
      return inverseFrequencies(dimension, grown);
    },
  };
}

/** Options of {@link llama3Scaling}. */
export interface Llama3ScalingOptions {
  /** Divisor of the low frequencies. */
  readonly factor: number;
  /** Frequencies with fewer turns than this over the original context are low. */
  readonly lowFreqFactor: number;
  /** Frequencies with more turns than this over the original context stay as they are. */
  readonly highFreqFactor: number;
  /** Length of the contexts in training. */
  readonly originalMaxPositionEmbeddings: number;
}

/**
 * The scaling of Llama 3.1 (Dubey et al. 2024; `llama3` in transformers). A frequency that makes t turns over the
 * original context stays for t > `highFreqFactor`, is divided by `factor` for t < `lowFreqFactor`, and lies linearly
 * in between for t between the two.
 *
 * @throws {OptionError} for options that are not above 0, or a high factor not above the low one.
 *
 * @example
 * ```ts
 * import { llama3Scaling, RotaryPositions } from '@heed/attention';
 * const scaling = llama3Scaling({
 *   factor: 8,
 *   lowFreqFactor: 1,
 *   highFreqFactor: 4,
 *   originalMaxPositionEmbeddings: 8192,
 * });
 * console.log(new RotaryPositions(64, { base: 500000, scaling }).frequencies(1)[0]); // 1
 * ```
 */
export function llama3Scaling(options: Llama3ScalingOptions): RotaryScaling {
  const names = ['factor', 'lowFreqFactor', 'highFreqFactor', 'originalMaxPositionEmbeddings'] as const;
  checkOptions('llama3Scaling', options, names);
  const { factor, lowFreqFactor, highFreqFactor, originalMaxPositionEmbeddings } = options;
  checkPositive('llama3Scaling', { factor, lowFreqFactor, highFreqFactor, originalMaxPositionEmbeddings });
  if (highFreqFactor <= lowFreqFactor) {
    throw new OptionError(
      `llama3Scaling: highFreqFactor must be above lowFreqFactor, got ${highFreqFactor} and ${lowFreqFactor}`,
    );
  }
  const scaled = (frequency: number): number => {
    const turns = (originalMaxPositionEmbeddings * frequency) / (2 * Math.PI);
    const kept = (turns - lowFreqFactor) / (highFreqFactor - lowFreqFactor);
    const share = Math.min(Math.max(kept, 0), 1);
    return (1 - share) * (frequency / factor) + share * frequency;
  };
  return {
    type: 'llama3',
    attentionFactor: 1,
    inverseFrequencies: (dimension, base) => inverseFrequencies(dimension, base).map(scaled),
  };
}
