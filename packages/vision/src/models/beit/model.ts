import {
  add,
  broadcastTo,
  concat,
  Dropout,
  LayerNorm,
  Linear,
  Module,
  Parameter,
  RandomGenerator,
  ShapeError,
  showShape,
  type Tensor,
  truncatedNormal,
} from '@heed/core';
import { interpolatePositions } from '../../patches/interpolate-positions.ts';
import { poolPatches } from '../../patches/pooling.ts';
import { gridOf } from '../../patches/size.ts';
import type { RelativePatchBias } from '../relative-bias.ts';
import { depthRates } from '../stochastic-depth.ts';
import type { PictureClassifier, PictureEncoder } from '../vision-model.ts';
import { ViTPatchEmbeddings } from '../vit-like/embeddings.ts';
import type { BeitConfig } from './config.ts';
import { BeitLayer, createBias } from './layer.ts';

/** A class token and patches as tokens, with learned positions where the model has them. */
export class BeitEmbeddings extends Module {
  /** [1, 1, width] */
  readonly clsToken: Parameter;
  readonly patchEmbeddings: ViTPatchEmbeddings;
  /** [1, 1 + patches, width] */
  readonly positionEmbeddings: Parameter | undefined;
  readonly dropout: Dropout;
  readonly #config: BeitConfig;

  constructor(config: BeitConfig, generator: RandomGenerator) {
    super(config);
    const { width, imageSize, patchSize, channels, absolutePositions } = config;
    const [rows, columns] = gridOf([1, channels, ...imageSize], patchSize);
    const parameter = (tokens: number): Parameter => new Parameter([1, tokens, width], truncatedNormal(0.02));
    this.clsToken = parameter(1);
    this.patchEmbeddings = new ViTPatchEmbeddings(config);
    this.positionEmbeddings = absolutePositions ? parameter(1 + rows * columns) : undefined;
    this.dropout = new Dropout(config.dropout, generator);
    this.#config = config;
  }

  /** Pixels [batch, channels, height, width] → [batch, 1 + patches, width] */
  override forward(pixels: Tensor): Tensor {
    const { width, imageSize, patchSize, channels } = this.#config;
    const first = broadcastTo(this.clsToken, [pixels.shape[0] ?? 0, 1, width]);
    const tokens = concat([first, this.patchEmbeddings.forward(pixels)], { axis: 1 });
    if (this.positionEmbeddings === undefined) return this.dropout.forward(tokens);
    const positions = interpolatePositions(this.positionEmbeddings.value, {
      from: gridOf([1, channels, ...imageSize], patchSize),
      to: gridOf(pixels.shape, patchSize),
      firstTokens: 1,
    });
    return this.dropout.forward(add(tokens, positions));
  }
}

/** The stack of layers, and the bias that they may share. */
export class BeitEncoder extends Module {
  readonly relativePositionBias: RelativePatchBias | undefined;
  readonly layer: readonly BeitLayer[];

  constructor(config: BeitConfig, generator: RandomGenerator) {
    super(config);
    const shared = config.relativeBias === 'shared' ? createBias(config) : undefined;
    this.relativePositionBias = shared;
    const rates = depthRates(config.stochasticDepth, config.layers);
    this.layer = rates.map((rate) => new BeitLayer(config, shared, rate, generator));
  }

  override forward(states: Tensor): Tensor {
    return this.layer.reduce((state, layer) => layer.forward(state), states);
  }
}

/** The norm behind the mean of the patches. */
export class BeitPooler extends Module {
  readonly layernorm: LayerNorm;

  constructor(config: BeitConfig) {
    super(config);
    const { width, epsilon } = config;
    this.layernorm = new LayerNorm(width, { epsilon });
  }

  /** [batch, tokens, width] → [batch, width] */
  override forward(states: Tensor): Tensor {
    return this.layernorm.forward(poolPatches(states, 'mean', 1));
  }
}

/**
 * BEiT (Bao et al. 2022), pretrained by guessing hidden patches: a ViT that knows the way from patch to patch by a learned
 * bias. [batch, channels, height, width] → [batch, 1 + patches, width]. Its fields are the names of published weights.
 *
 * Observers can ask for the tokens (`embeddings`), the output of any layer (`encoder.layer.3`) and its attention
 * (`….attention.attention.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { BeitModel, readBeitConfig } from '@heed/vision';
 * const config = readBeitConfig(
 *   new HfConfig({
 *     image_size: 16, patch_size: 8, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1,
 *     num_attention_heads: 2, use_relative_position_bias: true,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new BeitModel(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 16, 16])).shape); // [1, 5, 8]
 * ```
 */
export class BeitModel extends Module implements PictureEncoder {
  readonly config: BeitConfig;
  readonly firstTokens = 1;
  readonly embeddings: BeitEmbeddings;
  readonly encoder: BeitEncoder;
  /** In models that pool by the class token. */
  readonly layernorm: LayerNorm | undefined;
  /** In models that pool by the mean. */
  readonly pooler: BeitPooler | undefined;

  /** @param generator Source of all dropout. */
  constructor(config: BeitConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    const { width, epsilon, meanPooling } = config;
    this.config = config;
    this.embeddings = new BeitEmbeddings(config, generator);
    this.encoder = new BeitEncoder(config, generator);
    this.layernorm = meanPooling ? undefined : new LayerNorm(width, { epsilon });
    this.pooler = meanPooling ? new BeitPooler(config) : undefined;
  }

  /**
   * States of a picture, [batch, 1 + patches, width].
   *
   * @throws {ShapeError} for another size than the model's, where patches know their ways by a bias.
   */
  override forward(pixels: Tensor): Tensor {
    const { imageSize, relativeBias } = this.config;
    const [, , height, width] = pixels.shape;
    if (relativeBias !== 'none' && (height !== imageSize[0] || width !== imageSize[1])) {
      throw new ShapeError(
        `BeitModel: the relative bias is for pictures of ${imageSize.join(' × ')}, got ${showShape(pixels.shape)}`,
      );
    }
    const states = this.encoder.forward(this.embeddings.forward(pixels));
    return this.layernorm?.forward(states) ?? states;
  }

  /** The normalised mean of the patches, or the state of the class token: [batch, tokens, width] → [batch, width]. */
  embed(states: Tensor): Tensor {
    return this.pooler?.forward(states) ?? poolPatches(states, 'class', 1);
  }

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `encoder.layer.${layer}.attention.attention.weights`;
  }
}

/**
 * BEiT that classifies: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { BeitForImageClassification, readBeitConfig } from '@heed/vision';
 * const config = readBeitConfig(
 *   new HfConfig({
 *     image_size: 16, patch_size: 8, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1,
 *     num_attention_heads: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new BeitForImageClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 16, 16])).shape); // [1, 2]
 * ```
 */
export class BeitForImageClassification extends Module implements PictureClassifier {
  readonly config: BeitConfig;
  readonly firstTokens = 1;
  readonly beit: BeitModel;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: BeitConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.beit = new BeitModel(config, generator);
    this.classifier = new Linear(config.width, config.labels.length);
  }

  /** Pixels [batch, channels, height, width] → logits [batch, labels]. */
  override forward(pixels: Tensor): Tensor {
    return this.classifier.forward(this.beit.embed(this.beit.forward(pixels)));
  }

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `beit.${this.beit.attentionPath(layer)}`;
  }
}
