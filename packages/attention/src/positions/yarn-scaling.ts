import { checkOptions } from '@heed/core';
import { checkPositive, inverseFrequencies, type RotaryScaling } from './rotary-scaling.ts';

/** Options of {@link yarnScaling}. */
export interface YarnScalingOptions {
  /** How many times longer contexts become. */
  readonly factor: number;
  /** Length of the contexts in training. */
  readonly originalMaxPositionEmbeddings: number;
  /** Factor of cosines and sines; `0.1 · ln(factor) + 1` by default. */
  readonly attentionFactor?: number;
  /** Pairs with more turns than this over the original context stay as they are; 32 by default. */
  readonly betaFast?: number;
  /** Pairs with fewer turns than this over the original context are interpolated; 1 by default. */
  readonly betaSlow?: number;
  /** With `mscaleAllDim`: the attention factor is m(mscale) / m(mscaleAllDim), m(s) = 0.1 · s · ln(factor) + 1. */
  readonly mscale?: number;
  /** See `mscale`. */
  readonly mscaleAllDim?: number;
  /** Widen the range between the two betas to whole pairs; true by default. */
  readonly truncate?: boolean;
}

const names = [
  'factor',
  'originalMaxPositionEmbeddings',
  'attentionFactor',
  'betaFast',
  'betaSlow',
  'mscale',
  'mscaleAllDim',
  'truncate',
] as const;

/**
 * YaRN (Peng et al. 2023, "NTK-by-parts" with its attention temperature; `yarn` in transformers). Pairs that turn
 * often over the original context keep their frequency, those that turn seldom are divided by `factor`, and a
 * linear ramp over the pairs lies in between. Cosines and sines are multiplied by the attention factor.
 *
 * @throws {OptionError} for numbers that are not above 0.
 *
 * @example
 * ```ts
 * import { yarnScaling } from '@heed/attention';
 * const scaling = yarnScaling({ factor: 4, originalMaxPositionEmbeddings: 2048 });
 * console.log(scaling.attentionFactor); // 1.1386…
 * ```
 */
export function yarnScaling(options: YarnScalingOptions): RotaryScaling {
  checkOptions('yarnScaling', options, names);
  const { truncate = true, ...numbers } = options;
  checkPositive('yarnScaling', numbers);
  return {
    type: 'yarn',
    attentionFactor: attentionFactorOf(options),
    inverseFrequencies: (dimension, base) => {
      const { low, high } = rampOf(dimension, base, truncate, options);
      return inverseFrequencies(dimension, base).map((frequency, pair) => {
        const interpolated = Math.min(Math.max((pair - low) / (high - low), 0), 1);
        return interpolated * (frequency / options.factor) + (1 - interpolated) * frequency;
      });
    },
  };
}

function attentionFactorOf(options: YarnScalingOptions): number {
  const { factor, attentionFactor, mscale, mscaleAllDim } = options;
  const scaleOf = (weight: number): number => (factor <= 1 ? 1 : 0.1 * weight * Math.log(factor) + 1);
  if (attentionFactor !== undefined) return attentionFactor;
  return mscale !== undefined && mscaleAllDim !== undefined
    ? scaleOf(mscale) / scaleOf(mscaleAllDim)
    : scaleOf(1);
}

/** The pairs between which frequencies pass from kept to divided. */
function rampOf(
  dimension: number,
  base: number,
  truncate: boolean,
  { originalMaxPositionEmbeddings, betaFast = 32, betaSlow = 1 }: YarnScalingOptions,
): { low: number; high: number } {
  // The pair that makes `turns` turns over the original context: length · base^(−2i/d) = 2π · turns.
  const pairWith = (turns: number): number =>
    (dimension * Math.log(originalMaxPositionEmbeddings / (turns * 2 * Math.PI))) / (2 * Math.log(base));
  const [first, last] = [pairWith(betaFast), pairWith(betaSlow)];
  const low = Math.max(truncate ? Math.floor(first) : first, 0);
  const high = Math.min(truncate ? Math.ceil(last) : last, dimension - 1);
  return { low, high: high === low ? high + 0.001 : high };
}
