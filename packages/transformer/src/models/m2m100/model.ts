import { RandomGenerator } from '@heed/core';
import type { BartLikeConfig } from '../bart-like/config.ts';
import { BartLike } from '../bart-like/model.ts';
import { M2M100Positions } from './positions.ts';

/**
 * M2M100 (Fan et al. 2021) and NLLB (Costa-jussà et al. 2022), translators between a hundred and two hundred
 * languages: norms before each sub-layer and behind the last layer, sinusoidal positions that pass over padding. The
 * target begins with the token of its language, which a generation is told to start with. For the names in published
 * files see {@link m2m100WeightNames}.
 *
 * Observers can ask for the output of any layer (`model.encoder.layers.3`, `model.decoder.layers.3`), its attention
 * (`….selfAttn.weights`, in the decoder also `….encoderAttn.weights`), what enters the first (`model.encoder.input`)
 * and `logits`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, M2M100, readM2M100Config } from '@heed/transformer';
 * const config = readM2M100Config(
 *   new HfConfig({
 *     model_type: 'm2m_100', vocab_size: 11, d_model: 8,
 *     encoder_layers: 2, encoder_attention_heads: 2, encoder_ffn_dim: 16,
 *     decoder_layers: 2, decoder_attention_heads: 2, decoder_ffn_dim: 16,
 *   }),
 * );
 * const model = new M2M100(config).initialize(new RandomGenerator(0));
 * const [english, german] = [8, 9];
 * const source = tensor([[english, 3, 4, 2]], { dtype: 'int32' });
 * const target = tensor([[config.startId, german, 5]], { dtype: 'int32' });
 * console.log(model.forward(source, target).shape); // [1, 3, 11]
 * ```
 */
export class M2M100 extends BartLike {
  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: BartLikeConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, () => new M2M100Positions(config.width, config.padId), generator);
  }
}
