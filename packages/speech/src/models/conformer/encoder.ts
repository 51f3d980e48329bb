import { Dropout, LayerNorm, Module, passBy, type RandomGenerator, reshape, type Tensor } from '@heed/core';
import { withoutMasked } from '../wav2vec2/encoder.ts';
import type { WaveformEncoder } from '../wav2vec2/model.ts';
import { Wav2Vec2PositionalConvEmbedding } from '../wav2vec2/positions.ts';
import type { ConformerConfig } from './config.ts';
import { ConformerLayer } from './layer.ts';

/**
 * Conformer layers on projected features, [batch, frames, width] → the same shape. Observers can ask for `input`, what
 * enters the first layer.
 */
export class ConformerEncoder extends Module implements WaveformEncoder {
  /** Stands in published files, and is asked by nobody. */
  readonly posConvEmbed: Wav2Vec2PositionalConvEmbedding;
  readonly layerNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly layers: readonly ConformerLayer[];
  /** Where the random numbers of layer dropout come from. */
  generator: RandomGenerator;
  readonly #layerDropout: number;

  constructor(config: ConformerConfig, generator: RandomGenerator) {
    super();
    this.posConvEmbed = new Wav2Vec2PositionalConvEmbedding(config);
    this.posConvEmbed.freeze();
    this.layerNorm = new LayerNorm(config.width, { epsilon: config.epsilon });
    this.dropout = new Dropout(config.dropout, generator);
    this.layers = Array.from({ length: config.layers }, () => new ConformerLayer(config, generator));
    this.generator = generator;
    this.#layerDropout = config.layerDropout;
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  /**
   * The states behind the last layer, normalised.
   *
   * @param mask bool [batch, frames], true where sound is.
   */
  override forward(features: Tensor, mask?: Tensor): Tensor {
    return this.layerNorm.forward(this.states(features, mask).at(-1) ?? features);
  }

  states(features: Tensor, mask?: Tensor): readonly Tensor[] {
    const heard = mask === undefined ? features : withoutMasked(features, mask);
    const states = [passBy(this, 'input', this.dropout.forward(heard))];
    const [batch = 0, frames = 0] = features.shape;
    const seen = mask && reshape(mask, [batch, 1, 1, frames]);
    for (const layer of this.layers) {
      const state = states.at(-1) ?? features;
      states.push(this.#leavesOut() ? state : layer.forward(state, seen));
    }
    return states;
  }

  /** True for a layer that training leaves out this time (Fan et al. 2020). */
  #leavesOut(): boolean {
    return this.training && this.#layerDropout > 0 && this.generator.nextUniform() < this.#layerDropout;
  }
}
