import { RandomGenerator } from '@heed/core';
import type { ActivationName } from './feed-forward.ts';

/** Sizes and switches shared by encoder and decoder layers. */
export interface LayerOptions {
  readonly width: number;
  readonly heads: number;
  readonly feedForwardWidth: number;
  /** Dropout of each sub-layer's output in training; 0.1 by default. */
  readonly dropout?: number;
  /** Dropout of attention weights and of the feed-forward's inner units in training; 0 by default. */
  readonly innerDropout?: number;
  readonly activation?: ActivationName;
  /** Normalise before each sub-layer (pre-norm) instead of after the sum (post-norm, as published). */
  readonly normFirst?: boolean;
  readonly epsilon?: number;
  /** Source of all dropout. */
  readonly generator?: RandomGenerator;
}

/** The names of {@link LayerOptions}, for checking. */
export const layerOptionNames: readonly string[] = [
  'width',
  'heads',
  'feedForwardWidth',
  'dropout',
  'innerDropout',
  'activation',
  'normFirst',
  'epsilon',
  'generator',
];

/** The options with every default filled in. */
export function resolveLayerOptions(options: LayerOptions): Required<LayerOptions> {
  return {
    dropout: 0.1,
    innerDropout: 0,
    activation: 'relu',
    normFirst: false,
    epsilon: 1e-5,
    generator: options.generator ?? new RandomGenerator(0),
    ...options,
  };
}
