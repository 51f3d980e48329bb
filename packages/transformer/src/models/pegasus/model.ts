import { RandomGenerator } from '@heed/core';
import type { BartLikeConfig } from '../bart-like/config.ts';
import { BartLike } from '../bart-like/model.ts';
import { MarianPositions } from '../marian/positions.ts';

/**
 * Pegasus (Zhang et al. 2020), which learned to summarise by writing the sentences that were taken out of a text: norms
 * before each sub-layer and one behind the last layer, sinusoidal positions. For the names in published files see
 * {@link pegasusWeightNames}.
 *
 * Observers can ask for the output of any layer (`model.encoder.layers.3`, `model.decoder.layers.3`), its attention
 * (`….selfAttn.weights`, in the decoder also `….encoderAttn.weights`), what enters the first (`model.encoder.input`)
 * and `logits`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, Pegasus, readPegasusConfig } from '@heed/transformer';
 * const config = readPegasusConfig(
 *   new HfConfig({
 *     model_type: 'pegasus', vocab_size: 11, d_model: 8,
 *     encoder_layers: 2, encoder_attention_heads: 2, encoder_ffn_dim: 16,
 *     decoder_layers: 2, decoder_attention_heads: 2, decoder_ffn_dim: 16,
 *   }),
 * );
 * const model = new Pegasus(config).initialize(new RandomGenerator(0));
 * const source = tensor([[3, 4, 1]], { dtype: 'int32' });
 * const target = tensor([[0, 5]], { dtype: 'int32' });
 * console.log(model.forward(source, target).shape); // [1, 2, 11]
 * ```
 */
export class Pegasus extends BartLike {
  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: BartLikeConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, () => new MarianPositions(config.positions, config.width, 'Pegasus'), generator);
  }
}
