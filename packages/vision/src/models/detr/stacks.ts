import { Dropout, LayerNorm, Module, type RandomGenerator, type Tensor } from '@heed/core';
import type { DetrConfig } from './config.ts';
import {
  type DetrDecoderInput,
  DetrDecoderLayer,
  type DetrEncoderInput,
  DetrEncoderLayer,
} from './layers.ts';

/** Layers, some of which training may leave out (layer dropout, Fan et al. 2020). */
abstract class DetrStack extends Module {
  /** Where the random numbers of layer dropout come from. */
  generator: RandomGenerator;
  readonly #layerDropout: number;

  constructor(layerDropout: number, generator: RandomGenerator) {
    super();
    this.#layerDropout = layerDropout;
    this.generator = generator;
  }

  /** True for a layer that is left out this time. */
  protected leavesOut(): boolean {
    return this.training && this.#layerDropout > 0 && this.generator.nextUniform() < this.#layerDropout;
  }
}

/** The encoder: the places of the map, [batch, places, width] → the same shape. */
export class DetrEncoder extends DetrStack {
  readonly layers: readonly DetrEncoderLayer[];
  readonly dropout: Dropout;

  constructor(config: DetrConfig, generator: RandomGenerator) {
    super(config.encoder.layerDropout, generator);
    const { layers } = config.encoder;
    this.layers = Array.from(
      { length: layers },
      () => new DetrEncoderLayer(config, config.encoder, generator),
    );
    this.dropout = new Dropout(config.dropout, generator);
  }

  override forward(x: Tensor, input: DetrEncoderInput): Tensor {
    return this.layers.reduce(
      (state, layer) => (this.leavesOut() ? state : layer.forward(state, input)),
      this.dropout.forward(x),
    );
  }
}

/** The decoder: states of the queries. */
export class DetrDecoder extends DetrStack {
  readonly layers: readonly DetrDecoderLayer[];
  readonly layernorm: LayerNorm;
  readonly #auxiliary: boolean;

  constructor(config: DetrConfig, generator: RandomGenerator) {
    super(config.decoder.layerDropout, generator);
    const { layers } = config.decoder;
    this.layers = Array.from(
      { length: layers },
      () => new DetrDecoderLayer(config, config.decoder, generator),
    );
    this.layernorm = new LayerNorm(config.width);
    this.#auxiliary = config.auxiliaryLoss;
  }

  /** [batch, queries, width] → what is trained, the last one at the end: one for each layer with auxiliary losses. */
  override forward(x: Tensor, input: DetrDecoderInput): readonly Tensor[] {
    const earlier: Tensor[] = [];
    let state = x;
    for (const layer of this.layers) {
      if (!this.leavesOut()) state = layer.forward(state, input);
      if (this.#auxiliary) {
        state = this.layernorm.forward(state);
        earlier.push(state);
      }
    }
    return [...earlier.slice(0, -1), this.layernorm.forward(state)];
  }
}
