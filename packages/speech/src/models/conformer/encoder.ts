import type { RandomGenerator, Tensor } from '@heed/core';
import { stackLayers } from '@heed/transformer';
import { WaveformEncoder } from '../wav2vec2/waveform-encoder.ts';
import type { ConformerConfig } from './config.ts';
import { ConformerLayer } from './layer.ts';

/** Conformer layers, and a norm behind the last. `posConvEmbed` stands in published files, and is asked by nobody. */
export class ConformerEncoder extends WaveformEncoder {
  readonly layers: readonly ConformerLayer[];

  constructor(config: ConformerConfig, generator: RandomGenerator) {
    super(config, generator);
    this.posConvEmbed.freeze();
    this.layers = stackLayers(config.layers, () => new ConformerLayer(config, generator));
  }

  override forward(features: Tensor, mask?: Tensor): Tensor {
    return this.layerNorm.forward(this.states(features, mask).at(-1) ?? features);
  }

  protected override enter(features: Tensor): Tensor {
    return features;
  }
}
