import {
  Conv2d,
  LayerNorm,
  Module,
  mean,
  RandomGenerator,
  ShapeError,
  showShape,
  type Tensor,
} from '@heed/core';
import { depthRates } from '../stochastic-depth.ts';
import { toMap, toTokens } from '../token-map.ts';
import type { PictureEncoder } from '../vision-model.ts';
import type { SegformerConfig, SegformerStageConfig } from './config.ts';
import { freshConvolution } from './fresh.ts';
import { SegformerLayer } from './layer.ts';

/** Overlapping patches as tokens, normalised. */
export class SegformerPatchEmbeddings extends Module {
  readonly proj: Conv2d;
  readonly layerNorm: LayerNorm;

  constructor(inputs: number, config: SegformerStageConfig) {
    super(config);
    const { width, patch, stride } = config;
    const padding = Math.floor(patch / 2);
    this.proj = new Conv2d(inputs, width, patch, { stride, padding, initializer: freshConvolution() });
    this.layerNorm = new LayerNorm(width);
  }

  /** A map [batch, inputs, height, width] → a map [batch, width, rows, columns], normalised over the channels. */
  override forward(map: Tensor): Tensor {
    const patches = this.proj.forward(map);
    return toMap(this.layerNorm.forward(toTokens(patches)), [patches.shape[2] ?? 0, patches.shape[3] ?? 0]);
  }
}

/** The layers of a stage. */
export class SegformerBlock extends Module {
  readonly layers: readonly SegformerLayer[];

  constructor(
    config: SegformerConfig,
    stage: SegformerStageConfig,
    rates: readonly number[],
    generator: RandomGenerator,
  ) {
    super(config, stage);
    this.layers = rates.map((rate) => new SegformerLayer(config, stage, rate, generator));
  }

  /** A map → a map of the same shape. */
  override forward(map: Tensor): Tensor {
    const grid = [map.shape[2] ?? 0, map.shape[3] ?? 0] as const;
    return toMap(
      this.layers.reduce((state, layer) => layer.forward(state, grid), toTokens(map)),
      grid,
    );
  }
}

/** The stages, each at half the resolution of the one before, or less. */
export class SegformerEncoder extends Module {
  readonly patchEmbeddings: readonly SegformerPatchEmbeddings[];
  readonly block: readonly SegformerBlock[];
  readonly layerNorm: readonly LayerNorm[];

  constructor(config: SegformerConfig, generator: RandomGenerator) {
    super(config);
    const { stages, channels, layers, stochasticDepth } = config;
    const rates = depthRates(stochasticDepth, layers);
    this.patchEmbeddings = stages.map((stage, at) => {
      return new SegformerPatchEmbeddings(stages[at - 1]?.width ?? channels, stage);
    });
    this.block = stages.map((stage, at) => {
      const before = stages.slice(0, at).reduce((sum, { depth }) => sum + depth, 0);
      return new SegformerBlock(config, stage, rates.slice(before, before + stage.depth), generator);
    });
    this.layerNorm = stages.map(({ width }) => new LayerNorm(width));
  }

  /** Pixels [batch, channels, height, width] → the map of each stage, [batch, width, rows, columns]. */
  override forward(pixels: Tensor): readonly Tensor[] {
    const maps: Tensor[] = [];
    for (const [at, block] of this.block.entries()) {
      const patches = this.patchEmbeddings[at]?.forward(maps.at(-1) ?? pixels) ?? pixels;
      const map = block.forward(patches);
      const grid = [map.shape[2] ?? 0, map.shape[3] ?? 0] as const;
      const normed = this.layerNorm[at]?.forward(toTokens(map));
      maps.push(normed === undefined ? map : toMap(normed, grid));
    }
    return maps;
  }
}

/**
 * SegFormer without a head (Xie et al. 2021): pixels [batch, channels, height, width] → the map of the last stage [batch,
 * width, rows, columns]. Its fields are the names of published weights; pictures may have any size.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readSegformerConfig, SegformerModel } from '@heed/vision';
 * const config = readSegformerConfig(
 *   new HfConfig({
 *     num_encoder_blocks: 2, depths: [1, 1], hidden_sizes: [4, 6], num_attention_heads: [1, 2], sr_ratios: [2, 1],
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new SegformerModel(config, generator).initialize(generator);
 * const map = model.forward(generator.normal([1, 3, 32, 48]));
 * console.log(map.shape, model.embed(map).shape); // [1, 6, 4, 6] [1, 6]
 * ```
 */
export class SegformerModel extends Module implements PictureEncoder {
  readonly config: SegformerConfig;
  readonly firstTokens = 0;
  readonly encoder: SegformerEncoder;

  /** @param generator Source of all dropout. */
  constructor(config: SegformerConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.encoder = new SegformerEncoder(config, generator);
  }

  /**
   * The map of the last stage.
   *
   * @throws {ShapeError} for another number of channels, and for pictures so small that keys and values are made of none.
   */
  override forward(pixels: Tensor): Tensor {
    return this.featureMaps(pixels).at(-1) ?? pixels;
  }

  /** The maps of all stages, the finest first. */
  featureMaps(pixels: Tensor): readonly Tensor[] {
    const { channels } = this.config;
    if (pixels.rank !== 4 || pixels.shape[1] !== channels) {
      throw new ShapeError(
        `SegFormer: pixels must be [batch, ${channels}, height, width], got ${showShape(pixels.shape)}`,
      );
    }
    return this.encoder.forward(pixels);
  }

  /** The mean over all places, [batch, width, rows, columns] → [batch, width]. */
  embed(map: Tensor): Tensor {
    return mean(map, { axis: [2, 3] });
  }

  /** Path of the attention weights of a layer, counted over all stages: [batch, heads, patches, fewer patches]. */
  attentionPath(layer: number): string {
    let [stage, own] = [0, layer];
    while (own >= (this.config.stages[stage]?.depth ?? Number.POSITIVE_INFINITY)) {
      own -= this.config.stages[stage]?.depth ?? 0;
      stage++;
    }
    return `encoder.block.${stage}.layers.${own}.attention.self.weights`;
  }
}
