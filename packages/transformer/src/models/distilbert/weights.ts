import type { Module, NameOptions } from '@heed/core';
import { encoderWeightNames } from '../encoder-weights.ts';

/**
 * How `loadWeights` reads published DistilBERT files into a module of this family: with the first part `distilbert.` or
 * without it, and without the heads that the module lacks.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import {
 *   DistilBertForMaskedLM, DistilBertModel, distilBertWeightNames, HfConfig, readDistilBertConfig,
 * } from '@heed/transformer';
 * const config = readDistilBertConfig(
 *   new HfConfig({ vocab_size: 11, dim: 8, hidden_dim: 16, n_layers: 1, n_heads: 2 }),
 * );
 * const bytes = await saveWeights(new DistilBertForMaskedLM(config).initialize(new RandomGenerator(0)));
 * const model = new DistilBertModel(config);
 * console.log((await loadWeights(model, bytes, distilBertWeightNames(model))).missing); // []
 * ```
 */
export function distilBertWeightNames(module: Module): NameOptions {
  return encoderWeightNames(module, {
    prefix: 'distilbert',
    parts: [
      'vocab_transform',
      'vocab_layer_norm',
      'vocab_projector',
      'pre_classifier',
      'classifier',
      'qa_outputs',
    ],
  });
}
