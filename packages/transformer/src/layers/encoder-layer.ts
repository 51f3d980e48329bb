import { MultiHeadAttention } from '@heed/attention';
import { checkOptions, Dropout, LayerNorm, Module, passBy, type Tensor } from '@heed/core';
import { FeedForward } from './feed-forward.ts';
import { type LayerOptions, layerOptionNames, resolveLayerOptions } from './layer-options.ts';
import { type ResidualParts, residual } from './residual.ts';

/** What an encoder layer is told beside its input. */
export interface EncoderLayerInput {
  /** Boolean [batch|1, heads|1, length|1, length], true = attend. */
  readonly mask?: Tensor | undefined;
  /** Attend to no later position. */
  readonly causal?: boolean;
}

/**
 * One encoder layer (Vaswani et al. 2017, §3.1): self-attention and feed-forward, each with a residual sum and
 * layer normalisation: `norm(x + f(x))` as published, or `x + f(norm(x))` with `normFirst`.
 *
 * Observers can ask for `afterSelfAttention`, the states between the two.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { TransformerEncoderLayer } from '@heed/transformer';
 * const generator = new RandomGenerator(0);
 * const layer = new TransformerEncoderLayer({ width: 8, heads: 2, feedForwardWidth: 16 }).initialize(generator);
 * console.log(layer.forward(generator.normal([1, 3, 8])).shape); // [1, 3, 8]
 * ```
 */
export class TransformerEncoderLayer extends Module {
  readonly selfAttention: MultiHeadAttention;
  readonly selfAttentionNorm: LayerNorm;
  readonly feedForward: FeedForward;
  readonly feedForwardNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly normFirst: boolean;

  constructor(options: LayerOptions) {
    super();
    checkOptions('TransformerEncoderLayer', options, layerOptionNames);
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
    return ['afterSelfAttention'];
  }

  override forward(x: Tensor, options: EncoderLayerInput = {}): Tensor {
    checkOptions('TransformerEncoderLayer', options, ['mask', 'causal']);
    const { mask, causal = false } = options;
    const attend = (states: Tensor): Tensor => this.selfAttention.forward(states, { mask, causal });
    const around = (norm: LayerNorm): ResidualParts => ({
      norm,
      dropout: this.dropout,
      normFirst: this.normFirst,
    });
    const attended = residual(x, attend, around(this.selfAttentionNorm));
    const seen = passBy(this, 'afterSelfAttention', attended);
    return residual(seen, (states) => this.feedForward.forward(states), around(this.feedForwardNorm));
  }
}
