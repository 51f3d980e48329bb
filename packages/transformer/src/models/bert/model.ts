import type { BertConfig } from './config.ts';
import { BertEncoder } from './encoder.ts';
import { PooledModel, type PooledModelOptions } from './pooled-model.ts';

/**
 * BERT (Devlin et al. 2019; MiniLM, Wang et al. 2020): states of a text that were read in both directions,
 * int32 [batch, length] → [batch, length, width]. Its fields are the names of published weights; files differ a little
 * in them, see {@link bertWeightNames}.
 *
 * Observers can ask for the embedded text (`embeddings`), the output of any layer (`encoder.layer.3`) and its attention
 * (`….attention.self.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { BertModel, HfConfig, readBertConfig } from '@heed/transformer';
 * const config = readBertConfig(
 *   new HfConfig({
 *     model_type: 'bert', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new BertModel(config).initialize(new RandomGenerator(0));
 * const states = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
 * console.log(states.shape, model.pool(states).shape); // [1, 3, 8] [1, 8]
 * ```
 */
export class BertModel extends PooledModel<BertEncoder> {
  constructor(config: BertConfig, options: PooledModelOptions = {}) {
    super(config, options, (...given) => new BertEncoder(...given));
  }
}
