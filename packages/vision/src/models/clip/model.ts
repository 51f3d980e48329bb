import {
  exp,
  full,
  Linear,
  Module,
  multiply,
  Parameter,
  RandomGenerator,
  softmax,
  type Tensor,
} from '@heed/core';
import {
  allProducts,
  type PictureTextModel,
  type TextTowerOptions,
  toUnitLength,
} from '../clip-like/similarity.ts';
import type { PictureEncoder } from '../vision-model.ts';
import type { ClipConfig, ClipVisionConfig } from './config.ts';
import { ClipTextTransformer, ClipVisionTransformer } from './towers.ts';

/** Where CLIP begins to learn how sharp its scores are: 1 / 0.07. */
const firstScale = Math.log(1 / 0.07);

/**
 * CLIP (Radford et al. 2021): a tower for pictures and one for texts, trained so that a picture and its caption are near.
 * It classifies by names that it never learned as classes (zero-shot). Its fields are the names of published weights.
 *
 * Observers can ask for `visionModel.encoder.layers.3.selfAttn.weights`, and the same of `textModel`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { ClipModel, readClipConfig } from '@heed/vision';
 * const tower = { hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2 };
 * const config = readClipConfig(
 *   new HfConfig({
 *     vision_config: { ...tower, image_size: 16, patch_size: 8 },
 *     text_config: { ...tower, vocab_size: 20, eos_token_id: 19 },
 *     projection_dim: 6,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ClipModel(config).initialize(generator);
 * const pictures = model.encodePictures(generator.normal([2, 3, 16, 16]));
 * const texts = model.encodeTexts(tensor([[1, 5, 19], [1, 7, 19], [1, 9, 19]], { dtype: 'int32' }));
 * console.log(model.similarity(pictures, texts).shape); // [2, 3]
 * ```
 */
export class ClipModel extends Module implements PictureTextModel {
  readonly config: ClipConfig;
  readonly firstTokens = 1;
  readonly textModel: ClipTextTransformer;
  readonly visionModel: ClipVisionTransformer;
  readonly visualProjection: Linear;
  readonly textProjection: Linear;
  /** One number; scores are multiplied by its exponential. */
  readonly logitScale: Parameter;

  /** @param generator Source of all dropout. */
  constructor(config: ClipConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.textModel = new ClipTextTransformer(config, generator);
    this.visionModel = new ClipVisionTransformer(config, generator);
    this.visualProjection = new Linear(config.width, config.projectionWidth, { bias: false });
    this.textProjection = new Linear(config.text.width, config.projectionWidth, { bias: false });
    this.logitScale = new Parameter([], (shape) => full(shape, firstScale));
  }

  /** Scores of all pictures with all texts, [pictures, texts]. */
  override forward(pixels: Tensor, ids: Tensor, options: TextTowerOptions = {}): Tensor {
    return this.similarity(this.encodePictures(pixels), this.encodeTexts(ids, options));
  }

  /** Pixels [pictures, channels, height, width] → vectors of length 1, [pictures, width]. */
  encodePictures(pixels: Tensor): Tensor {
    const pooled = this.visionModel.pool(this.visionModel.forward(pixels));
    return toUnitLength(this.visualProjection.forward(pooled));
  }

  /** Token ids int32 [texts, length] → vectors of length 1, [texts, width]. */
  encodeTexts(ids: Tensor, options: TextTowerOptions = {}): Tensor {
    const pooled = this.textModel.pool(this.textModel.forward(ids, options), ids);
    return toUnitLength(this.textProjection.forward(pooled));
  }

  /** `exp(logitScale) · cos(picture, text)`, [pictures, texts]. */
  similarity(pictures: Tensor, texts: Tensor): Tensor {
    return multiply(allProducts(pictures, texts), exp(this.logitScale));
  }

  /** Of each picture over the texts, which exclude each other: softmax. */
  probabilities(scores: Tensor): Tensor {
    return softmax(scores, { axis: -1 });
  }

  /** Path of the attention weights of a layer of the tower of pictures. */
  attentionPath(layer: number): string {
    return `visionModel.encoder.layers.${layer}.selfAttn.weights`;
  }
}

/**
 * CLIP's tower of pictures with its projection, by itself: pixels [batch, channels, height, width] → states
 * [batch, 1 + patches, width].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { ClipVisionModel, readClipVisionConfig } from '@heed/vision';
 * const config = readClipVisionConfig(
 *   new HfConfig({
 *     image_size: 16, patch_size: 8, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1,
 *     num_attention_heads: 2, projection_dim: 6,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ClipVisionModel(config).initialize(generator);
 * console.log(model.embed(model.forward(generator.normal([1, 3, 16, 16]))).shape); // [1, 6]
 * ```
 */
export class ClipVisionModel extends Module implements PictureEncoder {
  readonly config: ClipVisionConfig;
  readonly firstTokens = 1;
  readonly visionModel: ClipVisionTransformer;
  readonly visualProjection: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: ClipVisionConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.visionModel = new ClipVisionTransformer(config, generator);
    this.visualProjection = new Linear(config.width, config.projectionWidth, { bias: false });
  }

  /** States of class token and patches. */
  override forward(pixels: Tensor): Tensor {
    return this.visionModel.forward(pixels);
  }

  /** The picture's place in the space of pictures and texts, not brought to length 1: [batch, projection width]. */
  embed(states: Tensor): Tensor {
    return this.visualProjection.forward(this.visionModel.pool(states));
  }

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `visionModel.encoder.layers.${layer}.selfAttn.weights`;
  }
}
