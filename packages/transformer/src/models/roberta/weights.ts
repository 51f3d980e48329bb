import type { Module, NameOptions } from '@heed/core';
import { encoderWeightNames } from '../encoder-weights.ts';

/**
 * How `loadWeights` reads published RoBERTa files into a module of this family: with the first part `roberta.` or
 * without it, and without the heads that the module lacks.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import {
 *   HfConfig, readRobertaConfig, RobertaForMaskedLM, RobertaModel, robertaWeightNames,
 * } from '@heed/transformer';
 * const config = readRobertaConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const bytes = await saveWeights(new RobertaForMaskedLM(config).initialize(new RandomGenerator(0)));
 * const model = new RobertaModel(config, { pooler: false });
 * console.log((await loadWeights(model, bytes, robertaWeightNames(model))).missing); // []
 * ```
 */
export function robertaWeightNames(module: Module): NameOptions {
  return encoderWeightNames(module, {
    prefix: 'roberta',
    parts: ['pooler', 'lm_head', 'lm_head.bias', 'classifier', 'qa_outputs'],
  });
}
