import { add, Dropout, Module, type RandomGenerator, RMSNorm, type Tensor } from '@heed/core';
import type { DecoderLayerInput } from '../../layers/decoder-layer.ts';
import { T5Attention } from './attention.ts';
import type { T5Config } from './config.ts';
import { T5FeedForward } from './feed-forward.ts';
import type { T5PositionBias } from './position-bias.ts';

/** What a block is told beside its states; an encoder's has no memory. */
export type T5BlockInput = Pick<DecoderLayerInput, 'mask' | 'causal' | 'memoryMask' | 'cache'> &
  Partial<Pick<DecoderLayerInput, 'memory'>>;

/** What a sub-layer stands in: `x + dropout(f(norm(x)))`. */
abstract class T5Layer extends Module {
  readonly layerNorm: RMSNorm;
  readonly dropout: Dropout;

  constructor(config: T5Config, generator: RandomGenerator) {
    super(config);
    const { width, epsilon, dropout } = config;
    this.layerNorm = new RMSNorm(width, { epsilon });
    this.dropout = new Dropout(dropout, generator);
  }

  /** The sub-layer with what stands around it. */
  protected around(x: Tensor, sublayer: (x: Tensor) => Tensor): Tensor {
    return add(x, this.dropout.forward(sublayer(this.layerNorm.forward(x))));
  }
}

/** Attention of a text to itself. */
export class T5SelfAttentionLayer extends T5Layer {
  readonly SelfAttention: T5Attention;

  constructor(config: T5Config, generator: RandomGenerator, positions: T5PositionBias, first: boolean) {
    super(config, generator);
    this.SelfAttention = new T5Attention(config, generator, { positions, first });
  }

  override forward(x: Tensor, { mask, causal = false, cache }: T5BlockInput): Tensor {
    return this.around(x, (states) =>
      this.SelfAttention.forward(states, { mask, causal, cache: cache?.self }),
    );
  }
}

/** Attention of the target to the source. */
export class T5CrossAttentionLayer extends T5Layer {
  readonly EncDecAttention: T5Attention;

  constructor(config: T5Config, generator: RandomGenerator) {
    super(config, generator);
    this.EncDecAttention = new T5Attention(config, generator);
  }

  override forward(x: Tensor, { memory, memoryMask, cache }: T5BlockInput): Tensor {
    return this.around(x, (states) =>
      this.EncDecAttention.forward(states, { memory, mask: memoryMask, cache: cache?.cross }),
    );
  }
}

/** The feed-forward layer with its norm and residual sum. */
export class T5FeedForwardLayer extends T5Layer {
  readonly DenseReluDense: T5FeedForward;

  constructor(config: T5Config, generator: RandomGenerator) {
    super(config, generator);
    this.DenseReluDense = new T5FeedForward(config, generator);
  }

  override forward(x: Tensor): Tensor {
    return this.around(x, (states) => this.DenseReluDense.forward(states));
  }
}

/** One block: two sub-layers in the encoder, three in the decoder. */
export class T5Block extends Module {
  readonly layer: readonly (T5SelfAttentionLayer | T5CrossAttentionLayer | T5FeedForwardLayer)[];

  constructor(
    config: T5Config,
    generator: RandomGenerator,
    place: { positions: T5PositionBias; first: boolean; decodes: boolean },
  ) {
    super(config, place);
    const { positions, first, decodes } = place;
    this.layer = [
      new T5SelfAttentionLayer(config, generator, positions, first),
      ...(decodes ? [new T5CrossAttentionLayer(config, generator)] : []),
      new T5FeedForwardLayer(config, generator),
    ];
  }

  override forward(x: Tensor, input: T5BlockInput): Tensor {
    return this.layer.reduce((states, layer) => layer.forward(states, input), x);
  }
}
