import { Attention, type Projected, splitHeads } from '@heed/attention';
import {
  add,
  broadcastTo,
  LayerNorm,
  Linear,
  linear,
  Module,
  normalInitializer,
  Parameter,
  slice,
  squeeze,
  type Tensor,
  xavierUniform,
  zerosInitializer,
} from '@heed/core';
import { TowerFeedForward } from '../clip-like/encoder.ts';
import type { VisionConfig } from '../vision-config.ts';

/** Cross-attention whose three projections are published as one: PyTorch's `MultiheadAttention`. */
export class PackedAttention extends Attention {
  /** Of queries, keys and values, [3 · width, width]. */
  readonly inProjWeight: Parameter;
  /** [3 · width] */
  readonly inProjBias: Parameter;
  readonly outProj: Linear;
  readonly #heads: number;

  constructor(width: number, heads: number) {
    super();
    this.inProjWeight = new Parameter([3 * width, width], xavierUniform);
    this.inProjBias = new Parameter([3 * width], zerosInitializer);
    this.outProj = new Linear(width, width);
    this.#heads = heads;
  }

  protected override project(states: Tensor, source: Tensor | undefined): Projected {
    return {
      queries: this.#part(states, 0),
      keysAndValues: source && { keys: this.#part(source, 1), values: this.#part(source, 2) },
    };
  }

  protected override output(context: Tensor): Tensor {
    return this.outProj.forward(context);
  }

  #part(x: Tensor, index: number): Tensor {
    const width = x.shape.at(-1) ?? 0;
    const rows = { axis: 0, start: index * width, end: (index + 1) * width };
    const projected = linear(x, slice(this.inProjWeight, rows), slice(this.inProjBias, rows));
    return splitHeads(projected, this.#heads);
  }
}

/**
 * Pools patches by attention (Lee et al. 2019; Zhai et al. 2022): a learned query, the probe, reads them, and a
 * feed-forward layer follows. [batch, patches, width] → [batch, width].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { AttentionPooling, readSiglipVisionConfig } from '@heed/vision';
 * const config = readSiglipVisionConfig(
 *   new HfConfig({ hidden_size: 8, intermediate_size: 16, num_attention_heads: 2 }),
 * );
 * const generator = new RandomGenerator(0);
 * const pooling = new AttentionPooling(config).initialize(generator);
 * console.log(pooling.forward(generator.normal([2, 9, 8])).shape); // [2, 8]
 * ```
 */
export class AttentionPooling extends Module {
  /** [1, 1, width] */
  readonly probe: Parameter;
  readonly attention: PackedAttention;
  readonly layernorm: LayerNorm;
  readonly mlp: TowerFeedForward;

  constructor(config: VisionConfig) {
    super(config);
    const { width, heads, epsilon } = config;
    this.probe = new Parameter([1, 1, width], normalInitializer(1));
    this.attention = new PackedAttention(width, heads);
    this.layernorm = new LayerNorm(width, { epsilon });
    this.mlp = new TowerFeedForward(config);
  }

  override forward(states: Tensor): Tensor {
    const [batch = 0, , width = 0] = states.shape;
    const read = this.attention.forward(broadcastTo(this.probe, [batch, 1, width]), { memory: states });
    return squeeze(add(read, this.mlp.forward(this.layernorm.forward(read))), { axis: 1 });
  }
}
