import { LayerNorm, Module, passBy, type RandomGenerator, type Tensor } from '@heed/core';
import { type EncoderLayerInput, TransformerEncoderLayer } from '../layers/encoder-layer.ts';
import { stackLayers } from '../layers/stack-layers.ts';
import { withoutPadding } from '../models/packing/without-padding.ts';
import type { EncoderDecoderConfig } from './config.ts';

/** What a stack of encoder layers is told beside its input. */
export interface TransformerEncoderInput extends EncoderLayerInput {
  /** Real tokens of each row, in place of `mask`: layers then do not compute padding, whose states mean nothing. */
  readonly lengths?: readonly number[] | undefined;
}

/**
 * The stack of encoder layers; with pre-norm, a last norm closes it. [batch, length, width] → the same. Observers can
 * ask for `input`, the states that enter the first layer.
 */
export class TransformerEncoder extends Module {
  readonly layers: readonly TransformerEncoderLayer[];
  readonly norm: LayerNorm | undefined;

  constructor(config: EncoderDecoderConfig, generator: RandomGenerator) {
    super(config);
    const { width, heads, feedForwardWidth, dropout, activation, normFirst } = config;
    const options = { width, heads, feedForwardWidth, dropout, activation, normFirst, generator };
    this.layers = stackLayers(config.encoderLayers, () => new TransformerEncoderLayer(options));
    this.norm = normFirst ? new LayerNorm(width) : undefined;
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  override forward(x: Tensor, options: TransformerEncoderInput = {}): Tensor {
    const { mask, lengths, ...rest } = options;
    return withoutPadding(this, passBy(this, 'input', x), { mask, lengths }, (entering, given) => {
      const states = this.layers.reduce(
        (state, layer) => layer.forward(state, { ...rest, mask: given.mask }),
        entering,
      );
      return this.norm?.forward(states) ?? states;
    });
  }
}
