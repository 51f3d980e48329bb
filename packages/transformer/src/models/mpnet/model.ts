import { type PositionScheme, RelativePositionBias } from '@heed/attention';
import { type Embedding, Module, type RandomGenerator, type Tensor } from '@heed/core';
import { stackLayers } from '../../layers/stack-layers.ts';
import { BertOutput } from '../bert/attention.ts';
import type { BertConfig } from '../bert/config.ts';
import { BertIntermediate } from '../bert/encoder.ts';
import { PooledModel, type PooledModelOptions } from '../bert/pooled-model.ts';
import type { EncoderOptions } from '../encoder-model.ts';
import { MPNetAttention } from './attention.ts';

/** One layer: BERT's, but for the attention. */
export class MPNetLayer extends Module {
  readonly attention: MPNetAttention;
  readonly intermediate: BertIntermediate;
  readonly output: BertOutput;

  constructor(config: BertConfig, positions: PositionScheme, generator: RandomGenerator) {
    super(config);
    this.attention = new MPNetAttention(config, positions, generator);
    this.intermediate = new BertIntermediate(config);
    this.output = new BertOutput(config.feedForwardWidth, config, generator);
  }

  override forward(states: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor {
    const attended = this.attention.forward(states, options);
    return this.output.forward(this.intermediate.forward(attended), attended);
  }
}

/** The stack of layers, and the one table of position biases that all of them add to their scores. */
export class MPNetEncoder extends Module {
  /** [buckets, heads] */
  readonly relativeAttentionBias: Embedding;
  readonly layer: readonly MPNetLayer[];

  constructor(config: BertConfig, generator: RandomGenerator) {
    super(config);
    const positions = new RelativePositionBias(config.heads);
    this.relativeAttentionBias = positions.relativeAttentionBias;
    this.layer = stackLayers(config.layers, () => new MPNetLayer(config, positions, generator));
  }

  override forward(states: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor {
    return this.layer.reduce((state, layer) => layer.forward(state, options), states);
  }
}

/**
 * MPNet (Song et al. 2020): BERT's layers whose scores know distances by T5's relative bias, beside RoBERTa's table of
 * positions: int32 [batch, length] → states [batch, length, width].
 *
 * Observers can ask for the embedded text (`embeddings`), the output of any layer (`encoder.layer.3`) and its attention
 * (`….attention.attn.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, MPNetModel, readMPNetConfig } from '@heed/transformer';
 * const config = readMPNetConfig(
 *   new HfConfig({
 *     model_type: 'mpnet', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new MPNetModel(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 8]
 * ```
 */
export class MPNetModel extends PooledModel<MPNetEncoder> {
  constructor(config: BertConfig, options: PooledModelOptions = {}) {
    super(config, options, (...given) => new MPNetEncoder(...given));
  }
}
