import { LearnedPositions } from '@heed/attention';
import {
  add,
  Conv1d,
  Dropout,
  gelu,
  LayerDropout,
  LayerNorm,
  Module,
  passBy,
  type RandomGenerator,
  ShapeError,
  showShape,
  type Tensor,
  transpose,
} from '@heed/core';
import { BartLikeEncoderLayer, stackLayers } from '@heed/transformer';
import type { WhisperEncoderConfig } from './config.ts';
import { whisperSinusoids } from './positions.ts';

/** What the encoder is told beside the features. */
export interface WhisperEncoderInput {
  /** Boolean [batch|1, 1, 1, frames of the encoder], true = attend. */
  readonly mask?: Tensor | undefined;
}

/**
 * Whisper's encoder: two convolutions, of which the second halves the frames, sinusoids, and layers with their norms
 * first. Features [batch, bins, frames] → states [batch, ⌈frames / 2⌉, width]. Observers can ask for `input`, what
 * enters the first layer.
 */
export class WhisperEncoder extends Module {
  readonly conv1: Conv1d;
  readonly conv2: Conv1d;
  readonly embedPositions: LearnedPositions;
  readonly layers: readonly BartLikeEncoderLayer[];
  readonly layerNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly layerDropout: LayerDropout;
  readonly #melBins: number;

  constructor(config: WhisperEncoderConfig, generator: RandomGenerator) {
    super(config);
    const { melBins, width, encoder, sourcePositions } = config;
    this.conv1 = new Conv1d(melBins, width, 3, { padding: 1 });
    this.conv2 = new Conv1d(width, width, 3, { padding: 1, stride: 2 });
    this.embedPositions = new LearnedPositions(sourcePositions, width, { initializer: whisperSinusoids });
    this.embedPositions.weight.trainable = false;
    this.layers = stackLayers(encoder.layers, () => new BartLikeEncoderLayer(config, encoder, generator));
    this.layerNorm = new LayerNorm(width);
    this.dropout = new Dropout(config.dropout, generator);
    this.layerDropout = new LayerDropout(encoder.layerDropout, generator);
    this.#melBins = melBins;
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  /**
   * @throws {ShapeError} for other than [batch, bins, frames].
   * @throws {IndexError} for more frames than there are positions.
   */
  override forward(features: Tensor, options: WhisperEncoderInput = {}): Tensor {
    return this.states(features, options).at(-1) ?? features;
  }

  /** The states that enter each layer, and the last, normalised ones: [batch, frames, width] each. */
  states(features: Tensor, { mask }: WhisperEncoderInput = {}): readonly Tensor[] {
    const states = [this.#embed(features)];
    let state = states[0] ?? features;
    for (const [index, layer] of this.layers.entries()) {
      state = this.layerDropout.forward(state, (entering) => layer.forward(entering, { mask }));
      if (index + 1 < this.layers.length) states.push(state);
    }
    return [...states, this.layerNorm.forward(state)];
  }

  #embed(features: Tensor): Tensor {
    if (features.rank !== 3 || features.shape[1] !== this.#melBins) {
      throw new ShapeError(
        `Whisper: features must be [batch, ${this.#melBins}, frames], got ${showShape(features.shape)}`,
      );
    }
    const heard = gelu(this.conv2.forward(gelu(this.conv1.forward(features))));
    const positions = this.embedPositions.forward(heard.shape[2] ?? 0);
    return passBy(this, 'input', this.dropout.forward(add(transpose(heard, [0, 2, 1]), positions)));
  }
}
