import { LayerNorm, Module, passBy, type RandomGenerator, type Tensor } from '@heed/core';
import { type EncoderLayerInput, TransformerEncoderLayer } from '../layers/encoder-layer.ts';
import type { EncoderDecoderConfig } from './config.ts';

/**
 * The stack of encoder layers; with pre-norm, a last norm closes it. [batch, length, width] → the same. Observers can
 * ask for `input`, the states that enter the first layer.
 */
export class TransformerEncoder extends Module {
  readonly layers: readonly TransformerEncoderLayer[];
  readonly norm: LayerNorm | undefined;

  constructor(config: EncoderDecoderConfig, generator: RandomGenerator) {
    super();
    const { width, heads, feedForwardWidth, dropout, activation, normFirst } = config;
    const options = { width, heads, feedForwardWidth, dropout, activation, normFirst, generator };
    this.layers = Array.from({ length: config.encoderLayers }, () => new TransformerEncoderLayer(options));
    this.norm = normFirst ? new LayerNorm(width) : undefined;
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  override forward(x: Tensor, options: EncoderLayerInput = {}): Tensor {
    const states = this.layers.reduce(
      (state, layer) => layer.forward(state, options),
      passBy(this, 'input', x),
    );
    return this.norm?.forward(states) ?? states;
  }
}
