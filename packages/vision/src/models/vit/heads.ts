import { Linear, Module, RandomGenerator, type Tensor } from '@heed/core';
import type { PictureClassifier } from '../vision-model.ts';
import type { ViTConfig } from '../vit-like/layer.ts';
import { ViTModel } from './model.ts';

/**
 * ViT that classifies pictures by the state of the class token: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readViTConfig, ViTForImageClassification } from '@heed/vision';
 * const config = readViTConfig(
 *   new HfConfig({
 *     image_size: 28, patch_size: 7, num_channels: 1, hidden_size: 16, intermediate_size: 32,
 *     num_hidden_layers: 2, num_attention_heads: 2, id2label: { 0: 'cat', 1: 'dog', 2: 'neither' },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ViTForImageClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 1, 28, 28])).shape); // [1, 3]
 * ```
 */
export class ViTForImageClassification extends Module implements PictureClassifier {
  readonly config: ViTConfig;
  readonly vit: ViTModel;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: ViTConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.vit = new ViTModel(config, { generator });
    this.classifier = new Linear(config.width, config.labels.length);
  }

  /** Number of tokens before the patches. */
  get firstTokens(): number {
    return this.vit.firstTokens;
  }

  /** Pixels [batch, channels, height, width] → logits [batch, labels]. */
  override forward(pixels: Tensor): Tensor {
    return this.classifier.forward(this.vit.embed(this.vit.forward(pixels)));
  }

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `vit.${this.vit.attentionPath(layer)}`;
  }
}
