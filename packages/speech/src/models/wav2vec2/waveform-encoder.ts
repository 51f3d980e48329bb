import {
  cast,
  Dropout,
  expandDims,
  LayerDropout,
  LayerNorm,
  Module,
  multiply,
  passBy,
  type RandomGenerator,
  reshape,
  type Tensor,
} from '@heed/core';
import type { Wav2Vec2Config } from './config.ts';
import { Wav2Vec2PositionalConvEmbedding } from './positions.ts';

/** States [batch, frames, …] with zeros where the mask bool [batch, frames] is false. */
export function withoutMasked(states: Tensor, mask: Tensor): Tensor {
  return multiply(states, cast(expandDims(mask, { axis: -1 }), states.dtype));
}

/** A layer of a `WaveformEncoder`: states [batch, frames, width] → the same shape. */
export interface WaveformLayer extends Module {
  /**
   * One layer: states [batch, frames, width] → the same shape.
   *
   * @param mask Boolean [batch, 1, 1, frames], true = attend.
   */
  forward(x: Tensor, mask?: Tensor): Tensor;
}

/**
 * What encoders of projected features share, whatever their layers are: [batch, frames, width] → the same shape.
 * Observers can ask for `input`, what enters the first layer.
 */
export abstract class WaveformEncoder extends Module {
  readonly posConvEmbed: Wav2Vec2PositionalConvEmbedding;
  readonly layerNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly layerDropout: LayerDropout;
  abstract readonly layers: readonly WaveformLayer[];

  constructor(config: Wav2Vec2Config, generator: RandomGenerator) {
    super(config);
    this.posConvEmbed = new Wav2Vec2PositionalConvEmbedding(config);
    this.layerNorm = new LayerNorm(config.width, { epsilon: config.epsilon });
    this.dropout = new Dropout(config.dropout, generator);
    this.layerDropout = new LayerDropout(config.layerDropout, generator);
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  /**
   * The states behind the last layer, normalised.
   *
   * @param mask bool [batch, frames], true where sound is.
   */
  abstract override forward(features: Tensor, mask?: Tensor): Tensor;

  /** What is made of features before dropout and the first layer. */
  protected abstract enter(features: Tensor): Tensor;

  /** The states that enter each layer, and those behind the last, before any norm over them: [batch, frames, width]. */
  states(features: Tensor, mask?: Tensor): readonly Tensor[] {
    const heard = mask === undefined ? features : withoutMasked(features, mask);
    let state = passBy(this, 'input', this.dropout.forward(this.enter(heard)));
    const states = [state];
    const [batch = 0, frames = 0] = features.shape;
    const seen = mask && reshape(mask, [batch, 1, 1, frames]);
    for (const layer of this.layers) {
      state = this.layerDropout.forward(state, (entering) => layer.forward(entering, seen));
      states.push(state);
    }
    return states;
  }
}
