import { add, type RandomGenerator, type Tensor } from '@heed/core';
import { stackLayers } from '@heed/transformer';
import type { Wav2Vec2Config } from './config.ts';
import { Wav2Vec2EncoderLayer } from './layer.ts';
import { WaveformEncoder } from './waveform-encoder.ts';

/** The Transformer of wav2vec 2.0: a convolution tells positions, and the norm stands before the layers or behind them. */
export class Wav2Vec2Encoder extends WaveformEncoder {
  readonly layers: readonly Wav2Vec2EncoderLayer[];
  readonly #normFirst: boolean;

  constructor(config: Wav2Vec2Config, generator: RandomGenerator) {
    super(config, generator);
    this.layers = stackLayers(config.layers, () => new Wav2Vec2EncoderLayer(config, generator));
    this.#normFirst = config.normFirst;
  }

  override forward(features: Tensor, mask?: Tensor): Tensor {
    const last = this.states(features, mask).at(-1) ?? features;
    return this.#normFirst ? this.layerNorm.forward(last) : last;
  }

  protected override enter(features: Tensor): Tensor {
    const placed = add(features, this.posConvEmbed.forward(features));
    return this.#normFirst ? placed : this.layerNorm.forward(placed);
  }
}
