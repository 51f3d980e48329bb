import {
  add,
  Dropout,
  LayerNorm,
  Linear,
  Module,
  Parameter,
  RandomGenerator,
  type Tensor,
  truncatedNormal,
} from '@heed/core';
import { interpolatePositions } from '../../patches/interpolate-positions.ts';
import { poolPatches } from '../../patches/pooling.ts';
import { gridOf, type Size } from '../../patches/size.ts';
import { depthRates } from '../stochastic-depth.ts';
import type { PictureClassifier, PictureEncoder } from '../vision-model.ts';
import { ViTPatchEmbeddings } from '../vit-like/embeddings.ts';
import type { SwinConfig, SwinStageConfig } from './config.ts';
import { SwinLayer, SwinPatchMerging } from './layer.ts';

/** Patches as tokens, normalised, with learned positions where the model has them. */
export class SwinEmbeddings extends Module {
  readonly patchEmbeddings: ViTPatchEmbeddings;
  readonly norm: LayerNorm;
  /** [1, patches, width] */
  readonly positionEmbeddings: Parameter | undefined;
  readonly dropout: Dropout;
  readonly #config: SwinConfig;

  constructor(config: SwinConfig, generator: RandomGenerator) {
    super(config);
    const { firstWidth: width, imageSize, patchSize, channels, absolutePositions } = config;
    const [rows, columns] = gridOf([1, channels, ...imageSize], patchSize);
    this.patchEmbeddings = new ViTPatchEmbeddings({ channels, width, patchSize });
    this.norm = new LayerNorm(width);
    this.positionEmbeddings = absolutePositions
      ? new Parameter([1, rows * columns, width], truncatedNormal(0.02))
      : undefined;
    this.dropout = new Dropout(config.dropout, generator);
    this.#config = config;
  }

  /** Pixels [batch, channels, height, width] → [batch, patches, width] */
  override forward(pixels: Tensor): Tensor {
    const { imageSize, patchSize, channels } = this.#config;
    const patches = this.norm.forward(this.patchEmbeddings.forward(pixels));
    if (this.positionEmbeddings === undefined) return this.dropout.forward(patches);
    const positions = interpolatePositions(this.positionEmbeddings.value, {
      from: gridOf([1, channels, ...imageSize], patchSize),
      to: gridOf(pixels.shape, patchSize),
    });
    return this.dropout.forward(add(patches, positions));
  }
}

/** Layers at one resolution, and behind all but the last stage the merging of patches. */
export class SwinStage extends Module {
  readonly blocks: readonly SwinLayer[];
  readonly downsample: SwinPatchMerging | undefined;

  constructor(
    config: SwinConfig,
    stage: SwinStageConfig,
    rates: readonly number[],
    place: { readonly isLast: boolean; readonly generator: RandomGenerator },
  ) {
    super(config, stage, place);
    const { isLast, generator } = place;
    const half = Math.floor(config.window / 2);
    this.blocks = rates.map((depthRate, index) => {
      return new SwinLayer(config, stage, { shift: index % 2 === 0 ? 0 : half, depthRate }, generator);
    });
    this.downsample = isLast ? undefined : new SwinPatchMerging(stage.width);
  }

  override forward(states: Tensor, grid: Size): Tensor {
    const mixed = this.blocks.reduce((state, block) => block.forward(state, grid), states);
    return this.downsample?.forward(mixed, grid) ?? mixed;
  }
}

/** The stages, each at half the resolution of the one before. */
export class SwinEncoder extends Module {
  readonly layers: readonly SwinStage[];

  constructor(config: SwinConfig, generator: RandomGenerator) {
    super(config);
    const { stages, stochasticDepth } = config;
    const rates = depthRates(
      stochasticDepth,
      stages.reduce((sum, { depth }) => sum + depth, 0),
    );
    this.layers = stages.map((stage, index) => {
      const before = stages.slice(0, index).reduce((sum, { depth }) => sum + depth, 0);
      const isLast = index === stages.length - 1;
      return new SwinStage(config, stage, rates.slice(before, before + stage.depth), { isLast, generator });
    });
  }

  override forward(states: Tensor, grid: Size): Tensor {
    let [current, [rows, columns]] = [states, grid];
    for (const stage of this.layers) {
      current = stage.forward(current, [rows, columns]);
      if (stage.downsample !== undefined) [rows, columns] = [Math.ceil(rows / 2), Math.ceil(columns / 2)];
    }
    return current;
  }
}

/**
 * Swin (Liu et al. 2021): patches attend within shifted windows, and four patches become one from stage to stage, so that
 * large pictures cost in proportion to their pixels. [batch, channels, height, width] → states of the last stage
 * [batch, patches, width]. Its fields are the names of published weights.
 *
 * Observers can ask for the output of any stage (`encoder.layers.1`) and the attention within windows of any layer
 * (`encoder.layers.1.blocks.0.attention.self.weights`: [batch · windows, heads, side², side²]).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readSwinConfig, SwinModel } from '@heed/vision';
 * const config = readSwinConfig(
 *   new HfConfig({
 *     image_size: 16, patch_size: 2, embed_dim: 4, depths: [2, 1], num_heads: [1, 2], window_size: 4, mlp_ratio: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new SwinModel(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 16, 16])).shape); // [1, 16, 8]
 * ```
 */
export class SwinModel extends Module implements PictureEncoder {
  readonly config: SwinConfig;
  readonly firstTokens = 0;
  readonly embeddings: SwinEmbeddings;
  readonly encoder: SwinEncoder;
  readonly layernorm: LayerNorm;

  /** @param generator Source of all dropout. */
  constructor(config: SwinConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.embeddings = new SwinEmbeddings(config, generator);
    this.encoder = new SwinEncoder(config, generator);
    this.layernorm = new LayerNorm(config.width, { epsilon: config.epsilon });
  }

  /** @throws {ShapeError} for pictures that do not divide into patches, or whose maps become smaller than a window. */
  override forward(pixels: Tensor): Tensor {
    const states = this.encoder.forward(
      this.embeddings.forward(pixels),
      gridOf(pixels.shape, this.config.patchSize),
    );
    return this.layernorm.forward(states);
  }

  /** The mean of the patches, [batch, patches, width] → [batch, width]. */
  embed(states: Tensor): Tensor {
    return poolPatches(states, 'mean', 0);
  }

  /** Path of the attention weights of the last layer of a stage. */
  attentionPath(stage: number): string {
    const last = (this.config.stages[stage]?.depth ?? 1) - 1;
    return `encoder.layers.${stage}.blocks.${last}.attention.self.weights`;
  }
}

/**
 * Swin that classifies by the mean of the patches: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readSwinConfig, SwinForImageClassification } from '@heed/vision';
 * const config = readSwinConfig(
 *   new HfConfig({ image_size: 16, patch_size: 2, embed_dim: 4, depths: [1, 1], num_heads: [1, 2], window_size: 4 }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new SwinForImageClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 16, 16])).shape); // [1, 2]
 * ```
 */
export class SwinForImageClassification extends Module implements PictureClassifier {
  readonly config: SwinConfig;
  readonly firstTokens = 0;
  readonly swin: SwinModel;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: SwinConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.swin = new SwinModel(config, generator);
    this.classifier = new Linear(config.width, config.labels.length);
  }

  /** Pixels [batch, channels, height, width] → logits [batch, labels]. */
  override forward(pixels: Tensor): Tensor {
    return this.classifier.forward(this.swin.embed(this.swin.forward(pixels)));
  }

  /** Path of the attention weights of the last layer of a stage. */
  attentionPath(stage: number): string {
    return `swin.${this.swin.attentionPath(stage)}`;
  }
}
