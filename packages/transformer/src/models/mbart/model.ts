import { RandomGenerator } from '@heed/core';
import { BartPositions } from '../bart/positions.ts';
import type { BartLikeConfig } from '../bart-like/config.ts';
import { BartLike } from '../bart-like/model.ts';

/**
 * mBART (Liu et al. 2020) and mBART-50 (Tang et al. 2020): BART with its norms before each sub-layer and one behind the
 * last layer, for many languages, each named by a token. Its tables of positions end: a longer text is an `IndexError`. For the names in published files see {@link mbartWeightNames}.
 *
 * Observers can ask for the output of any layer (`model.encoder.layers.3`, `model.decoder.layers.3`), its attention
 * (`….selfAttn.weights`, in the decoder also `….encoderAttn.weights`), what enters the first (`model.encoder.input`)
 * and `logits`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, MBart, readMBartConfig } from '@heed/transformer';
 * const config = readMBartConfig(
 *   new HfConfig({
 *     model_type: 'mbart', vocab_size: 11, d_model: 8, max_position_embeddings: 16,
 *     encoder_layers: 2, encoder_attention_heads: 2, encoder_ffn_dim: 16,
 *     decoder_layers: 2, decoder_attention_heads: 2, decoder_ffn_dim: 16,
 *   }),
 * );
 * const model = new MBart(config).initialize(new RandomGenerator(0));
 * const source = tensor([[0, 3, 4, 2]], { dtype: 'int32' });
 * const target = tensor([[2, 0, 5]], { dtype: 'int32' });
 * console.log(model.forward(source, target).shape); // [1, 3, 11]
 * ```
 */
export class MBart extends BartLike {
  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: BartLikeConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, () => new BartPositions(config.positions, config.width, 'MBart'), generator);
  }
}
