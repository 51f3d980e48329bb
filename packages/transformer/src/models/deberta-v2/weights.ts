import type { Module, NameOptions } from '@heed/core';
import { encoderWeightNames } from '../encoder-weights.ts';

/**
 * How `loadWeights` reads published files of DeBERTa v2 and v3 into a module of this family: with the first part
 * `deberta.` or without it, without the heads that the module lacks, and without the table of absolute positions that
 * v3's first files hold and nobody reads.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import {
 *   DebertaV2ForMaskedLM, DebertaV2Model, debertaV2WeightNames, HfConfig, readDebertaV2Config,
 * } from '@heed/transformer';
 * const config = readDebertaV2Config(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *     relative_attention: true, pos_att_type: 'p2c|c2p',
 *   }),
 * );
 * const bytes = await saveWeights(new DebertaV2ForMaskedLM(config).initialize(new RandomGenerator(0)));
 * const model = new DebertaV2Model(config);
 * console.log((await loadWeights(model, bytes, debertaV2WeightNames(model))).missing); // []
 * ```
 */
export function debertaV2WeightNames(module: Module): NameOptions {
  return encoderWeightNames(module, {
    prefix: 'deberta',
    parts: [
      'embeddings.position_embeddings',
      ...['pooler', 'cls', 'cls.predictions.bias', 'lm_predictions', 'mask_predictions'],
      ...['classifier', 'qa_outputs'],
    ],
  });
}
