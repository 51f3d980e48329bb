import { KeyValueCache, MultiHeadAttention } from '@heed/attention';
import { checkKind, checkOptions, Dropout, LayerNorm, Module, passBy, type Tensor } from '@heed/core';
import { FeedForward } from './feed-forward.ts';
import { type LayerOptions, layerOptionNames, resolveLayerOptions } from './layer-options.ts';
import { type ResidualParts, residual } from './residual.ts';

/** The keys and values of one decoder layer: of the target so far, and of the source. */
export class DecoderLayerCache {
  readonly self: KeyValueCache = new KeyValueCache();
  readonly cross: KeyValueCache = new KeyValueCache({ room: 1 });

  /** Picks rows of the batch anew, as beam search does. */
  reorder(rows: Tensor): void {
    this.self.reorder(rows);
    this.cross.reorder(rows);
  }

  /** Frees the buffers. */
  dispose(): void {
    this.self.dispose();
    this.cross.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** What a decoder layer is told beside its input. */
export interface DecoderLayerInput {
  /** Encoder output, [batch, source length, width]. */
  readonly memory: Tensor;
  /** Mask over the source, [batch, 1, 1, source length], true = attend. */
  readonly memoryMask?: Tensor | undefined;
  /** Mask over the target, [batch|1, heads|1, length, keys], besides the causal one. */
  readonly mask?: Tensor | undefined;
  /** Look at no later target; true by default. */
  readonly causal?: boolean;
  readonly cache?: DecoderLayerCache | undefined;
}

/**
 * One decoder layer (Vaswani et al. 2017, §3.1): causal self-attention, cross-attention to the encoder's output
 * and feed-forward, each with a residual sum and layer normalisation.
 *
 * Observers can ask for the states between them, `afterSelfAttention` and `afterCrossAttention`.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { TransformerDecoderLayer } from '@heed/transformer';
 * const generator = new RandomGenerator(0);
 * const layer = new TransformerDecoderLayer({ width: 8, heads: 2, feedForwardWidth: 16 }).initialize(generator);
 * const memory = generator.normal([1, 5, 8]);
 * console.log(layer.forward(generator.normal([1, 3, 8]), { memory }).shape); // [1, 3, 8]
 * ```
 */
export class TransformerDecoderLayer extends Module {
  readonly selfAttention: MultiHeadAttention;
  readonly selfAttentionNorm: LayerNorm;
  readonly crossAttention: MultiHeadAttention;
  readonly crossAttentionNorm: LayerNorm;
  readonly feedForward: FeedForward;
  readonly feedForwardNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly normFirst: boolean;

  constructor(options: LayerOptions) {
    super();
    checkOptions('TransformerDecoderLayer', options, layerOptionNames);
    const {
      width,
      heads,
      feedForwardWidth,
      dropout,
      innerDropout,
      activation,
      epsilon,
      generator,
      normFirst,
    } = resolveLayerOptions(options);
    this.selfAttention = new MultiHeadAttention(width, heads, { dropout: innerDropout, generator });
    this.selfAttentionNorm = new LayerNorm(width, { epsilon });
    this.crossAttention = new MultiHeadAttention(width, heads, { dropout: innerDropout, generator });
    this.crossAttentionNorm = new LayerNorm(width, { epsilon });
    this.feedForward = new FeedForward(width, feedForwardWidth, {
      activation,
      dropout: innerDropout,
      generator,
    });
    this.feedForwardNorm = new LayerNorm(width, { epsilon });
    this.dropout = new Dropout(dropout, generator);
    this.normFirst = normFirst;
  }

  override get observationPoints(): readonly string[] {
    return ['afterSelfAttention', 'afterCrossAttention'];
  }

  override forward(x: Tensor, options: DecoderLayerInput): Tensor {
    checkOptions('TransformerDecoderLayer', options, ['memory', 'memoryMask', 'mask', 'causal', 'cache']);
    const { memory, memoryMask, mask, causal = true, cache } = options;
    checkKind('TransformerDecoderLayer: memory', memory, 'a tensor');
    const toTarget = (states: Tensor): Tensor =>
      this.selfAttention.forward(states, { mask, causal, cache: cache?.self });
    const toSource = (states: Tensor): Tensor =>
      this.crossAttention.forward(states, { memory, mask: memoryMask, cache: cache?.cross });
    const around = (norm: LayerNorm): ResidualParts => ({
      norm,
      dropout: this.dropout,
      normFirst: this.normFirst,
    });
    const self = residual(x, toTarget, around(this.selfAttentionNorm));
    const seenSelf = passBy(this, 'afterSelfAttention', self);
    const cross = residual(seenSelf, toSource, around(this.crossAttentionNorm));
    const seenCross = passBy(this, 'afterCrossAttention', cross);
    return residual(seenCross, (states) => this.feedForward.forward(states), around(this.feedForwardNorm));
  }
}
