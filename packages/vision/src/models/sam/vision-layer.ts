import { Attention, type Projected, splitHeads } from '@heed/attention';
import {
  add,
  checkConfig,
  LayerNorm,
  Linear,
  Module,
  type RandomGenerator,
  reshape,
  slice,
  split,
  type Tensor,
} from '@heed/core';
import { activationNamed } from '@heed/transformer';
import type { Size } from '../../patches/size.ts';
import { cutWindows, joinWindows, padToWindows } from '../swin/windows.ts';
import type { SamVisionConfig } from './config.ts';
import { DecomposedRelativePositions } from './relative-positions.ts';

/** Attention of patches, whose queries, keys and values come of one layer. */
export class SamVisionAttention extends Attention {
  readonly qkv: Linear;
  readonly proj: Linear;
  readonly #heads: number;

  constructor(config: SamVisionConfig, grid: Size, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    const { width, heads, attentionDropout, queryKeyValueBias, relativePositions } = config;
    super({
      dropout: attentionDropout,
      generator,
      positions: relativePositions ? new DecomposedRelativePositions(grid, width / heads) : undefined,
    });
    this.qkv = new Linear(width, 3 * width, { bias: queryKeyValueBias });
    this.proj = new Linear(width, width);
    this.#heads = heads;
  }

  protected override project(states: Tensor): Projected {
    const [queries, keys, values] = split(this.qkv.forward(states), { axis: -1, parts: 3 });
    return {
      queries: splitHeads(queries, this.#heads),
      keysAndValues: { keys: splitHeads(keys, this.#heads), values: splitHeads(values, this.#heads) },
    };
  }

  protected override output(context: Tensor): Tensor {
    return this.proj.forward(context);
  }
}

/** Two layers with an activation between them, under their published names. */
export class SamFeedForward extends Module {
  readonly lin1: Linear;
  readonly lin2: Linear;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: Pick<SamVisionConfig, 'width' | 'feedForwardWidth' | 'activation'>) {
    super(config);
    const { width, feedForwardWidth, activation } = config;
    this.lin1 = new Linear(width, feedForwardWidth);
    this.lin2 = new Linear(feedForwardWidth, width);
    this.#activation = activationNamed(activation);
  }

  override forward(x: Tensor): Tensor {
    return this.lin2.forward(this.#activation(this.lin1.forward(x)));
  }
}

/**
 * A layer: patches attend to those of their window (Li et al. 2022, ViTDet), or in some layers to all. Maps
 * [batch, rows, columns, width] → the same shape. Where windows reach over the edge, there are zeros to attend to.
 */
export class SamVisionLayer extends Module {
  readonly layerNorm1: LayerNorm;
  readonly attn: SamVisionAttention;
  readonly layerNorm2: LayerNorm;
  readonly mlp: SamFeedForward;
  readonly #window: number;

  /** @param window Side of the windows; 0 for the whole map. */
  constructor(config: SamVisionConfig, window: number, grid: Size, generator: RandomGenerator) {
    super(config);
    const { width, epsilon } = config;
    this.layerNorm1 = new LayerNorm(width, { epsilon });
    this.attn = new SamVisionAttention(config, window === 0 ? grid : [window, window], generator);
    this.layerNorm2 = new LayerNorm(width, { epsilon });
    this.mlp = new SamFeedForward(config);
    this.#window = window;
  }

  override forward(map: Tensor): Tensor {
    const sum = add(map, this.#attend(this.layerNorm1.forward(map)));
    return add(sum, this.mlp.forward(this.layerNorm2.forward(sum)));
  }

  #attend(map: Tensor): Tensor {
    const [batch = 0, rows = 0, columns = 0, width = 0] = map.shape;
    if (this.#window === 0) {
      return reshape(this.attn.forward(reshape(map, [batch, rows * columns, width])), map.shape);
    }
    const padded = padToWindows(map, this.#window);
    const size: Size = [padded.shape[1] ?? 0, padded.shape[2] ?? 0];
    const attended = joinWindows(this.attn.forward(cutWindows(padded, this.#window)), this.#window, size);
    return slice(slice(attended, { axis: 1, end: rows }), { axis: 2, end: columns });
  }
}
