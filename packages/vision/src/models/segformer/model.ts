import { Conv2d, LayerNorm, Module, RandomGenerator, type Tensor } from '@heed/core';
import { depthRates } from '../stochastic-depth.ts';
import { toMap, toTokens } from '../token-map.ts';
import type { SegformerConfig, SegformerStageConfig } from './config.ts';
import { SegformerLayer } from './layer.ts';

/** Overlapping patches as tokens, normalised. */
export class SegformerPatchEmbeddings extends Module {
  readonly proj: Conv2d;
  readonly layerNorm: LayerNorm;

  constructor(inputs: number, { width, patch, stride }: SegformerStageConfig) {
    super();
    this.proj = new Conv2d(inputs, width, patch, { stride, padding: Math.floor(patch / 2) });
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
    super();
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
    super();
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

/** SegFormer without a head: the maps of its stages, from fine to coarse. */
export class SegformerModel extends Module {
  readonly config: SegformerConfig;
  readonly encoder: SegformerEncoder;

  /** @param generator Source of all dropout. */
  constructor(config: SegformerConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super();
    this.config = config;
    this.encoder = new SegformerEncoder(config, generator);
  }

  override forward(pixels: Tensor): readonly Tensor[] {
    return this.encoder.forward(pixels);
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
