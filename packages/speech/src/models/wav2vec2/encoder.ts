import {
  add,
  cast,
  Dropout,
  expandDims,
  LayerNorm,
  Module,
  multiply,
  passBy,
  type RandomGenerator,
  reshape,
  type Tensor,
} from '@heed/core';
import type { Wav2Vec2Config } from './config.ts';
import { Wav2Vec2EncoderLayer } from './layer.ts';
import type { WaveformEncoder } from './model.ts';
import { Wav2Vec2PositionalConvEmbedding } from './positions.ts';

/** States [batch, frames, …] with zeros where the mask bool [batch, frames] is false. */
export function withoutMasked(states: Tensor, mask: Tensor): Tensor {
  return multiply(states, cast(expandDims(mask, { axis: -1 }), states.dtype));
}

/**
 * The Transformer of wav2vec 2.0 on projected features, [batch, frames, width] → the same shape. Observers can ask for
 * `input`, what enters the first layer.
 */
export class Wav2Vec2Encoder extends Module implements WaveformEncoder {
  readonly posConvEmbed: Wav2Vec2PositionalConvEmbedding;
  readonly layerNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly layers: readonly Wav2Vec2EncoderLayer[];
  /** Where the random numbers of layer dropout come from. */
  generator: RandomGenerator;
  readonly #normFirst: boolean;
  readonly #layerDropout: number;

  constructor(config: Wav2Vec2Config, generator: RandomGenerator) {
    super();
    this.posConvEmbed = new Wav2Vec2PositionalConvEmbedding(config);
    this.layerNorm = new LayerNorm(config.width, { epsilon: config.epsilon });
    this.dropout = new Dropout(config.dropout, generator);
    this.layers = Array.from({ length: config.layers }, () => new Wav2Vec2EncoderLayer(config, generator));
    this.generator = generator;
    this.#normFirst = config.normFirst;
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
    const last = this.states(features, mask).at(-1) ?? features;
    return this.#normFirst ? this.layerNorm.forward(last) : last;
  }

  /** The states that enter each layer, and those behind the last, before any norm over them: [batch, frames, width]. */
  states(features: Tensor, mask?: Tensor): readonly Tensor[] {
    const heard = mask === undefined ? features : withoutMasked(features, mask);
    const placed = add(heard, this.posConvEmbed.forward(heard));
    const normed = this.#normFirst ? placed : this.layerNorm.forward(placed);
    const states = [passBy(this, 'input', this.dropout.forward(normed))];
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
