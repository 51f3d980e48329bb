import { RandomGenerator } from '@heed/core';
import type { BartLikeConfig } from '../bart-like/config.ts';
import { BartLike } from '../bart-like/model.ts';
import { MarianPositions } from './positions.ts';

/**
 * Marian (Junczys-Dowmunt et al. 2018), the family of the opus-mt translators (Tiedemann and Thottingal 2020): norms
 * behind each sum, sinusoidal positions, a bias of the logits. For the names in published files see
 * {@link marianWeightNames}.
 *
 * Observers can ask for the output of any layer (`model.encoder.layers.3`, `model.decoder.layers.3`), its attention
 * (`….selfAttn.weights`, in the decoder also `….encoderAttn.weights`), what enters the first (`model.encoder.input`)
 * and `logits`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, Marian, readMarianConfig } from '@heed/transformer';
 * const config = readMarianConfig(
 *   new HfConfig({
 *     model_type: 'marian', vocab_size: 11, pad_token_id: 10, decoder_start_token_id: 10, d_model: 8,
 *     encoder_layers: 2, encoder_attention_heads: 2, encoder_ffn_dim: 16,
 *     decoder_layers: 2, decoder_attention_heads: 2, decoder_ffn_dim: 16,
 *   }),
 * );
 * const model = new Marian(config).initialize(new RandomGenerator(0));
 * const source = tensor([[3, 4, 0]], { dtype: 'int32' });
 * const target = tensor([[10, 5]], { dtype: 'int32' });
 * console.log(model.forward(source, target).shape); // [1, 2, 11]
 * ```
 */
export class Marian extends BartLike {
  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: BartLikeConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, () => new MarianPositions(config.positions, config.width), generator);
  }
}
