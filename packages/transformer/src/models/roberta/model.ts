import { BertModel } from '../bert/model.ts';

/**
 * RoBERTa (Liu et al. 2019; XLM-RoBERTa, Conneau et al. 2020; CamemBERT): BERT's layers under BERT's names, trained
 * longer. Positions count real tokens only, from `padId + 1`; so a padded row has the states of the row alone.
 *
 * Observers can ask for the embedded text (`embeddings`), the output of any layer (`encoder.layer.3`) and its attention
 * (`….attention.self.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, readRobertaConfig, RobertaModel } from '@heed/transformer';
 * const config = readRobertaConfig(
 *   new HfConfig({
 *     model_type: 'roberta', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2, max_position_embeddings: 18,
 *   }),
 * );
 * const model = new RobertaModel(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 8]
 * console.log(config.maximumLength); // 16
 * ```
 */
export class RobertaModel extends BertModel {}
