import { add, Linear, Module, multiply, RandomGenerator, slice, squeeze, type Tensor } from '@heed/core';
import type { PictureClassifier } from '../vision-model.ts';
import { ViTModel } from '../vit/model.ts';
import type { ViTConfig } from '../vit-like/layer.ts';

/** Logits of a distilled DeiT. */
export interface DeiTLogits {
  /** What the class token says, [batch, labels]; it learned from the labels. */
  readonly classToken: Tensor;
  /** What the distillation token says, [batch, labels]; it learned from the teacher. */
  readonly distillationToken: Tensor;
}

/** A DeiT with what all its heads share: the published name of its encoder, and where its maps are. */
abstract class DeiTClassifier extends Module implements PictureClassifier {
  readonly config: ViTConfig;
  readonly deit: ViTModel;

  /** @param generator Source of all dropout. */
  constructor(config: ViTConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.deit = new ViTModel(config, { distilled: true, generator });
  }

  /** Number of tokens before the patches. */
  get firstTokens(): number {
    return this.deit.firstTokens;
  }

  /** Pixels [batch, channels, height, width] → logits [batch, labels]. */
  abstract override forward(pixels: Tensor): Tensor;

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `deit.${this.deit.attentionPath(layer)}`;
  }
}

/**
 * Data-efficient image transformer (Touvron et al. 2021) with its two heads: one on the class token, one on the
 * distillation token that learned from a convolutional teacher. The answer is their mean: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { DeiTForImageClassificationWithTeacher, readViTConfig } from '@heed/vision';
 * const config = readViTConfig(
 *   new HfConfig({
 *     image_size: 16, patch_size: 8, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new DeiTForImageClassificationWithTeacher(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 16, 16])).shape); // [1, 2]
 * ```
 */
export class DeiTForImageClassificationWithTeacher extends DeiTClassifier {
  readonly clsClassifier: Linear;
  readonly distillationClassifier: Linear;

  constructor(config: ViTConfig, generator?: RandomGenerator) {
    super(config, generator);
    this.clsClassifier = new Linear(config.width, config.labels.length);
    this.distillationClassifier = new Linear(config.width, config.labels.length);
  }

  override forward(pixels: Tensor): Tensor {
    const { classToken, distillationToken } = this.bothLogits(pixels);
    return multiply(add(classToken, distillationToken), 0.5);
  }

  /** What each head says, for training: the class token learns from labels, the distillation token from a teacher. */
  bothLogits(pixels: Tensor): DeiTLogits {
    const states = this.deit.forward(pixels);
    const [first, second] = [0, 1].map((start) => {
      return squeeze(slice(states, { axis: 1, start, end: start + 1 }), { axis: 1 });
    });
    if (first === undefined || second === undefined) throw new RangeError('no states');
    return {
      classToken: this.clsClassifier.forward(first),
      distillationToken: this.distillationClassifier.forward(second),
    };
  }
}

/**
 * DeiT that classifies by the class token alone: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { DeiTForImageClassification, readViTConfig } from '@heed/vision';
 * const config = readViTConfig(
 *   new HfConfig({
 *     image_size: 16, patch_size: 8, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new DeiTForImageClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 16, 16])).shape); // [1, 2]
 * ```
 */
export class DeiTForImageClassification extends DeiTClassifier {
  readonly classifier: Linear;

  constructor(config: ViTConfig, generator?: RandomGenerator) {
    super(config, generator);
    this.classifier = new Linear(config.width, config.labels.length);
  }

  override forward(pixels: Tensor): Tensor {
    return this.classifier.forward(this.deit.embed(this.deit.forward(pixels)));
  }
}
