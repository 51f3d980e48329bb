import { Linear, Module, RandomGenerator, type Tensor } from '@heed/core';
import type { PictureClassifier } from '../vision-model.ts';
import type { SegformerConfig } from './config.ts';
import { freshLinear } from './fresh.ts';
import { SegformerModel } from './model.ts';

/**
 * SegFormer's encoder that names pictures by the mean of its last map (Xie et al. 2021, where it was trained so before it
 * named pixels; `nvidia/mit-b0` to `b5`): pixels [batch, channels, height, width] → logits [batch, labels]. Pictures may have
 * any size. Its patches overlap and its positions come from convolutions, so that it learns from few pictures what a plain
 * ViT needs many for.
 *
 * Observers can ask for the attention of any layer (`segformer.encoder.block.0.layers.0.attention.self.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readSegformerConfig, SegformerForImageClassification } from '@heed/vision';
 * const config = readSegformerConfig(
 *   new HfConfig({
 *     num_channels: 1, num_encoder_blocks: 2, depths: [1, 2], hidden_sizes: [8, 12], num_attention_heads: [1, 2],
 *     patch_sizes: [5, 3], strides: [2, 2], sr_ratios: [2, 1], id2label: { 0: 'shirt', 1: 'shoe', 2: 'bag' },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new SegformerForImageClassification(config, generator).initialize(generator);
 * console.log(model.forward(generator.normal([2, 1, 28, 28])).shape); // [2, 3]
 * ```
 */
export class SegformerForImageClassification extends Module implements PictureClassifier {
  readonly config: SegformerConfig;
  readonly firstTokens = 0;
  readonly segformer: SegformerModel;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: SegformerConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.segformer = new SegformerModel(config, generator);
    this.classifier = new Linear(config.width, config.labels.length, freshLinear(config));
  }

  /** Pixels [batch, channels, height, width] → logits [batch, labels]. */
  override forward(pixels: Tensor): Tensor {
    return this.classifier.forward(this.segformer.embed(this.segformer.forward(pixels)));
  }

  /** Path of the attention weights of a layer, counted over all stages. */
  attentionPath(layer: number): string {
    return `segformer.${this.segformer.attentionPath(layer)}`;
  }
}
