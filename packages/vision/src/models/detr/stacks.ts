import { Dropout, LayerDropout, LayerNorm, Module, type RandomGenerator, type Tensor } from '@heed/core';
import { stackLayers } from '@heed/transformer';
import type { DetrConfig } from './config.ts';
import {
  type DetrDecoderInput,
  DetrDecoderLayer,
  type DetrEncoderInput,
  DetrEncoderLayer,
} from './layers.ts';

/** The encoder: the places of the map, [batch, places, width] → the same shape. */
export class DetrEncoder extends Module {
  readonly layers: readonly DetrEncoderLayer[];
  readonly dropout: Dropout;
  readonly layerDropout: LayerDropout;

  constructor(config: DetrConfig, generator: RandomGenerator) {
    super(config);
    const { layers, layerDropout } = config.encoder;
    this.layers = stackLayers(layers, () => new DetrEncoderLayer(config, config.encoder, generator));
    this.dropout = new Dropout(config.dropout, generator);
    this.layerDropout = new LayerDropout(layerDropout, generator);
  }

  override forward(x: Tensor, input: DetrEncoderInput): Tensor {
    return this.layers.reduce(
      (state, layer) => this.layerDropout.forward(state, (entering) => layer.forward(entering, input)),
      this.dropout.forward(x),
    );
  }
}

/** The decoder: states of the queries. */
export class DetrDecoder extends Module {
  readonly layers: readonly DetrDecoderLayer[];
  readonly layernorm: LayerNorm;
  readonly layerDropout: LayerDropout;
  readonly #auxiliary: boolean;

  constructor(config: DetrConfig, generator: RandomGenerator) {
    super(config);
    const { layers, layerDropout } = config.decoder;
    this.layers = stackLayers(layers, () => new DetrDecoderLayer(config, config.decoder, generator));
    this.layernorm = new LayerNorm(config.width);
    this.layerDropout = new LayerDropout(layerDropout, generator);
    this.#auxiliary = config.auxiliaryLoss;
  }

  /** [batch, queries, width] → what is trained, the last one at the end: one for each layer with auxiliary losses. */
  override forward(x: Tensor, input: DetrDecoderInput): readonly Tensor[] {
    const earlier: Tensor[] = [];
    let state = x;
    for (const layer of this.layers) {
      state = this.layerDropout.forward(state, (entering) => layer.forward(entering, input));
      if (this.#auxiliary) {
        state = this.layernorm.forward(state);
        earlier.push(state);
      }
    }
    return [...earlier.slice(0, -1), this.layernorm.forward(state)];
  }
}
