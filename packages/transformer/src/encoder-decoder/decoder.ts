import { LayerNorm, Module, passBy, type RandomGenerator, type Tensor } from '@heed/core';
import {
  DecoderLayerCache,
  type DecoderLayerInput,
  TransformerDecoderLayer,
} from '../layers/decoder-layer.ts';
import { stackLayers } from '../layers/stack-layers.ts';
import { pairsWithoutPadding } from '../models/packing/pairs-without-padding.ts';
import type { PairLengths } from '../sequence-to-sequence.ts';
import type { EncoderDecoderConfig } from './config.ts';

/** A source as the decoder needs it. */
export interface EncodedSource {
  /** [batch, source length, width] */
  readonly memory: Tensor;
  /** Boolean [batch, 1, 1, source length], true = a real token. */
  readonly mask: Tensor | undefined;
}

/** The caches of all decoder layers; owns its tensors. */
export class DecoderCache {
  readonly layers: readonly DecoderLayerCache[];

  constructor(layers: number) {
    this.layers = stackLayers(layers, () => new DecoderLayerCache());
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
  /** Real tokens of each source and of its whole target: layers then do not compute padding, whose states mean nothing. */
  readonly lengths?: PairLengths | undefined;
}

/**
 * The stack of decoder layers; with pre-norm, a last norm closes it. [batch, length, width] → the same. Observers can
 * ask for `input`, the states that enter the first layer.
 */
export class TransformerDecoder extends Module {
  readonly layers: readonly TransformerDecoderLayer[];
  readonly norm: LayerNorm | undefined;

  constructor(config: EncoderDecoderConfig, generator: RandomGenerator) {
    super(config);
    const { width, heads, feedForwardWidth, dropout, activation, normFirst } = config;
    const options = { width, heads, feedForwardWidth, dropout, activation, normFirst, generator };
    this.layers = stackLayers(config.decoderLayers, () => new TransformerDecoderLayer(options));
    this.norm = normFirst ? new LayerNorm(width) : undefined;
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  override forward(x: Tensor, options: DecoderOptions): Tensor {
    const { cache, ...rest } = options;
    return pairsWithoutPadding(this, passBy(this, 'input', x), rest, (entering, context) => {
      const states = this.layers.reduce(
        (state, layer, index) => layer.forward(state, { ...context, cache: cache?.layers[index] }),
        entering,
      );
      return this.norm?.forward(states) ?? states;
    });
  }
}
