import type { Module, NameOptions } from '@heed/core';
import { encoderWeightNames } from '../encoder-weights.ts';

/**
 * How `loadWeights` reads published ALBERT files into a module of this family: with the first part `albert.` or without
 * it, and without the heads that the module lacks.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import { AlbertForMaskedLM, AlbertModel, albertWeightNames, HfConfig, readAlbertConfig } from '@heed/transformer';
 * const config = readAlbertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const bytes = await saveWeights(new AlbertForMaskedLM(config).initialize(new RandomGenerator(0)));
 * const model = new AlbertModel(config, { pooler: false });
 * console.log((await loadWeights(model, bytes, albertWeightNames(model))).missing); // []
 * ```
 */
export function albertWeightNames(module: Module): NameOptions {
  return encoderWeightNames(module, {
    prefix: 'albert',
    parts: ['pooler', 'predictions', 'predictions.bias', 'sop_classifier', 'classifier', 'qa_outputs'],
  });
}
