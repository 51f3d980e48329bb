import type { Module, NameOptions } from '@heed/core';
import { encoderWeightNames } from '../encoder-weights.ts';

/**
 * How `loadWeights` reads published ModernBERT files into a module of this family: with the first part `model.` or
 * without it, and without the heads that the module lacks.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import {
 *   HfConfig, ModernBertForMaskedLM, ModernBertModel, modernBertWeightNames, readModernBertConfig,
 * } from '@heed/transformer';
 * const config = readModernBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2, num_attention_heads: 2,
 *     pad_token_id: 0,
 *   }),
 * );
 * const bytes = await saveWeights(new ModernBertForMaskedLM(config).initialize(new RandomGenerator(0)));
 * const model = new ModernBertModel(config);
 * console.log((await loadWeights(model, bytes, modernBertWeightNames(model))).missing); // []
 * ```
 */
export function modernBertWeightNames(module: Module): NameOptions {
  return encoderWeightNames(module, { prefix: 'model', parts: ['head', 'decoder', 'classifier'] });
}
