import {
  add,
  exp,
  full,
  LayerNorm,
  Linear,
  Module,
  multiply,
  Parameter,
  RandomGenerator,
  sigmoid,
  slice,
  squeeze,
  type Tensor,
} from '@heed/core';
import { TowerEncoder } from '../clip-like/encoder.ts';
import {
  allProducts,
  type PictureTextModel,
  type TextTowerOptions,
  toUnitLength,
} from '../clip-like/similarity.ts';
import { TowerTextEmbeddings } from '../clip-like/text-embeddings.ts';
import { TowerVisionEmbeddings } from '../clip-like/vision-embeddings.ts';
import type { VisionConfig } from '../vision-config.ts';
import type { PictureEncoder } from '../vision-model.ts';
import { AttentionPooling } from './attention-pooling.ts';
import type { SiglipConfig } from './config.ts';

/** SigLIP's tower of pictures: a ViT without class token, pooled by attention. */
export class SiglipVisionTransformer extends Module {
  readonly embeddings: TowerVisionEmbeddings;
  readonly encoder: TowerEncoder;
  readonly postLayernorm: LayerNorm;
  readonly head: AttentionPooling;

  constructor(config: VisionConfig, generator: RandomGenerator) {
    super(config);
    this.embeddings = new TowerVisionEmbeddings(config, { classToken: false });
    this.encoder = new TowerEncoder(config, generator);
    this.postLayernorm = new LayerNorm(config.width, { epsilon: config.epsilon });
    this.head = new AttentionPooling(config);
  }

  /** Pixels [batch, channels, height, width] → states [batch, patches, width] */
  override forward(pixels: Tensor): Tensor {
    return this.postLayernorm.forward(this.encoder.forward(this.embeddings.forward(pixels)));
  }
}

/** SigLIP's tower of texts, which reads in both directions; the state of the last place stands for the text. */
export class SiglipTextTransformer extends Module {
  readonly embeddings: TowerTextEmbeddings;
  readonly encoder: TowerEncoder;
  readonly finalLayerNorm: LayerNorm;
  readonly head: Linear;

  constructor(config: SiglipConfig, generator: RandomGenerator) {
    super(config);
    const { text, projectionWidth } = config;
    this.embeddings = new TowerTextEmbeddings(text);
    this.encoder = new TowerEncoder(text, generator);
    this.finalLayerNorm = new LayerNorm(text.width, { epsilon: text.epsilon });
    this.head = new Linear(text.width, projectionWidth);
  }

  /** Token ids int32 [batch, length], padded to the full length as in training → vectors [batch, width] */
  override forward(ids: Tensor, { mask }: TextTowerOptions = {}): Tensor {
    const encoded = this.encoder.forward(this.embeddings.forward(ids), { mask });
    const last = slice(this.finalLayerNorm.forward(encoded), { axis: 1, start: (ids.shape[1] ?? 1) - 1 });
    return this.head.forward(squeeze(last, { axis: 1 }));
  }
}

/**
 * SigLIP (Zhai et al. 2023): like CLIP, but each pair of picture and text is judged by itself, by a sigmoid, so that a
 * picture may fit several texts or none. Texts are padded to `maximumLength` without a mask, as in training.
 *
 * Observers can ask for `visionModel.encoder.layers.3.selfAttn.weights`, and for what the probe reads,
 * `visionModel.head.attention.weights`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readSiglipConfig, SiglipModel } from '@heed/vision';
 * const tower = { hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2 };
 * const config = readSiglipConfig(
 *   new HfConfig({
 *     vision_config: { ...tower, image_size: 16, patch_size: 8 },
 *     text_config: { ...tower, vocab_size: 20, projection_size: 8 },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new SiglipModel(config).initialize(generator);
 * const scores = model.forward(generator.normal([1, 3, 16, 16]), tensor([[3, 5, 1], [4, 1, 1]], { dtype: 'int32' }));
 * console.log(model.probabilities(scores).shape); // [1, 2]
 * ```
 */
export class SiglipModel extends Module implements PictureTextModel {
  readonly config: SiglipConfig;
  readonly firstTokens = 0;
  readonly textModel: SiglipTextTransformer;
  readonly visionModel: SiglipVisionTransformer;
  /** Of shape [1]; cosines are multiplied by its exponential. */
  readonly logitScale: Parameter;
  /** [1] */
  readonly logitBias: Parameter;

  /** @param generator Source of all dropout. */
  constructor(config: SiglipConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.textModel = new SiglipTextTransformer(config, generator);
    this.visionModel = new SiglipVisionTransformer(config, generator);
    this.logitScale = new Parameter([1], (shape) => full(shape, Math.log(10)));
    this.logitBias = new Parameter([1], (shape) => full(shape, -10));
  }

  /** Scores of all pictures with all texts, [pictures, texts]. */
  override forward(pixels: Tensor, ids: Tensor, options: TextTowerOptions = {}): Tensor {
    return this.similarity(this.encodePictures(pixels), this.encodeTexts(ids, options));
  }

  /** Pixels [pictures, channels, height, width] → vectors of length 1, [pictures, width]. */
  encodePictures(pixels: Tensor): Tensor {
    return toUnitLength(this.visionModel.head.forward(this.visionModel.forward(pixels)));
  }

  /** Token ids int32 [texts, length] → vectors of length 1, [texts, width]. */
  encodeTexts(ids: Tensor, options: TextTowerOptions = {}): Tensor {
    return toUnitLength(this.textModel.forward(ids, options));
  }

  /** `exp(logitScale) · cos(picture, text) + logitBias`, [pictures, texts]. */
  similarity(pictures: Tensor, texts: Tensor): Tensor {
    return add(multiply(allProducts(pictures, texts), exp(this.logitScale)), this.logitBias);
  }

  /** Of each pair by itself: sigmoid. */
  probabilities(scores: Tensor): Tensor {
    return sigmoid(scores);
  }

  /** Path of the attention weights of a layer of the tower of pictures. */
  attentionPath(layer: number): string {
    return `visionModel.encoder.layers.${layer}.selfAttn.weights`;
  }
}

/**
 * SigLIP's tower of pictures by itself: pixels [batch, channels, height, width] → states [batch, patches, width].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readSiglipVisionConfig, SiglipVisionModel } from '@heed/vision';
 * const config = readSiglipVisionConfig(
 *   new HfConfig({
 *     image_size: 16, patch_size: 8, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1,
 *     num_attention_heads: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new SiglipVisionModel(config).initialize(generator);
 * console.log(model.embed(model.forward(generator.normal([1, 3, 16, 16]))).shape); // [1, 8]
 * ```
 */
export class SiglipVisionModel extends Module implements PictureEncoder {
  readonly config: VisionConfig;
  readonly firstTokens = 0;
  readonly visionModel: SiglipVisionTransformer;

  /** @param generator Source of all dropout. */
  constructor(config: VisionConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.visionModel = new SiglipVisionTransformer(config, generator);
  }

  /** States of the patches. */
  override forward(pixels: Tensor): Tensor {
    return this.visionModel.forward(pixels);
  }

  /** What the probe reads of the states, [batch, patches, width] → [batch, width]. */
  embed(states: Tensor): Tensor {
    return this.visionModel.head.forward(states);
  }

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `visionModel.encoder.layers.${layer}.selfAttn.weights`;
  }
}
