import type { Module, NameOptions } from '@heed/core';
import { encoderWeightNames } from '../encoder-weights.ts';

/**
 * How `loadWeights` reads published ELECTRA files into a module of this family: with the first part `electra.` or without
 * it, and without the heads that the module lacks.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import { ElectraForPreTraining, ElectraModel, electraWeightNames, HfConfig, readElectraConfig } from '@heed/transformer';
 * const config = readElectraConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const bytes = await saveWeights(new ElectraForPreTraining(config).initialize(new RandomGenerator(0)));
 * const model = new ElectraModel(config);
 * console.log((await loadWeights(model, bytes, electraWeightNames(model))).missing); // []
 * ```
 */
export function electraWeightNames(module: Module): NameOptions {
  return encoderWeightNames(module, {
    prefix: 'electra',
    parts: [
      ...['discriminator_predictions', 'generator_predictions', 'generator_lm_head'],
      ...['classifier', 'qa_outputs'],
    ],
  });
}
