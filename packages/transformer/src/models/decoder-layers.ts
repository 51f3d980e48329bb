import type { AttendOptions } from '@heed/attention';
import { checkKind, type Tensor } from '@heed/core';
import type { CausalOptions } from './causal-language-model.ts';

/** What a layer of a decoder-only model is told: as the model, but with a cache of its own. */
export type DecoderLayerOptions = Pick<AttendOptions, 'mask' | 'cache' | 'positionIds'>;

/** A layer of a decoder-only model: states [batch, length, width] → the same shape. */
export interface DecoderLayer {
  /** What the layer computes. */
  forward(states: Tensor, options: DecoderLayerOptions): Tensor;
}

/**
 * Passes states through all layers of a decoder, each with its part of the cache.
 *
 * @example
 * ```ts
 * import { multiply, ones, type Tensor } from '@heed/core';
 * import { throughLayers } from '@heed/transformer';
 * const double = { forward: (states: Tensor) => multiply(states, 2) };
 * console.log(throughLayers([double, double], ones([1, 1, 1]), {}).item()); // 4
 * ```
 */
export function throughLayers(
  layers: readonly DecoderLayer[],
  states: Tensor,
  { cache, lastPositions: _, ...options }: CausalOptions,
): Tensor {
  checkKind('throughLayers: layers', layers, 'a list');
  if (cache !== undefined) checkKind('cache', cache.layers, 'a list');
  return layers.reduce(
    (state, layer, index) => layer.forward(state, { ...options, cache: cache?.layers[index] }),
    states,
  );
}
