import type { Module, NameOptions } from '@heed/core';
import { encoderWeightNames } from '../encoder-weights.ts';

/**
 * How `loadWeights` reads published BERT files into a module of this family: with the first part `bert.` or without
 * it, norms under `weight` and `bias` or under `gamma` and `beta`, and without the heads that the module lacks.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import { BertForMaskedLM, BertModel, bertWeightNames, HfConfig, readBertConfig } from '@heed/transformer';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const bytes = await saveWeights(new BertForMaskedLM(config).initialize(new RandomGenerator(0)));
 * const model = new BertModel(config, { pooler: false });
 * console.log((await loadWeights(model, bytes, bertWeightNames(model))).missing); // []
 * ```
 */
export function bertWeightNames(module: Module): NameOptions {
  return encoderWeightNames(module, {
    prefix: 'bert',
    parts: ['pooler', 'cls', 'cls.predictions.bias', 'cls.seq_relationship', 'classifier', 'qa_outputs'],
  });
}
