import { LayerNorm, Module, passBy, type RandomGenerator, type Tensor } from '@heed/core';
import {
  DecoderLayerCache,
  type DecoderLayerInput,
  TransformerDecoderLayer,
} from '../layers/decoder-layer.ts';
import type { EncoderDecoderConfig } from './config.ts';

/** The caches of all decoder layers; owns its tensors. */
export class DecoderCache {
  readonly layers: readonly DecoderLayerCache[];

  constructor(layers: number) {
    this.layers = Array.from({ length: layers }, () => new DecoderLayerCache());
  }

  /** Target positions held. */
  get length(): number {
    return this.layers[0]?.self.length ?? 0;
  }

  /** Picks rows of the batch anew: row i becomes the former row `rows[i]`. */
  reorder(rows: Tensor): void {
    for (const layer of this.layers) layer.reorder(rows);
  }

  /** The same where each row stays with its source: the keys and values of the source stay as they are. */
  reorderTargets(rows: Tensor): void {
    for (const layer of this.layers) layer.self.reorder(rows);
  }

  /** Frees the buffers. */
  dispose(): void {
    for (const layer of this.layers) layer.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** What the decoder is told beside its input; `cache` holds all layers. */
export interface DecoderOptions extends Omit<DecoderLayerInput, 'cache'> {
  readonly cache?: DecoderCache | undefined;
}

/**
 * The stack of decoder layers; with pre-norm, a last norm closes it. [batch, length, width] → the same. Observers can
 * ask for `input`, the states that enter the first layer.
 */
export class TransformerDecoder extends Module {
  readonly layers: readonly TransformerDecoderLayer[];
  readonly norm: LayerNorm | undefined;

  constructor(config: EncoderDecoderConfig, generator: RandomGenerator) {
    super();
    const { width, heads, feedForwardWidth, dropout, activation, normFirst } = config;
    const options = { width, heads, feedForwardWidth, dropout, activation, normFirst, generator };
    this.layers = Array.from({ length: config.decoderLayers }, () => new TransformerDecoderLayer(options));
    this.norm = normFirst ? new LayerNorm(width) : undefined;
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  override forward(x: Tensor, options: DecoderOptions): Tensor {
    const { cache, ...rest } = options;
    const states = this.layers.reduce(
      (state, layer, index) => layer.forward(state, { ...rest, cache: cache?.layers[index] }),
      passBy(this, 'input', x),
    );
    return this.norm?.forward(states) ?? states;
  }
}
