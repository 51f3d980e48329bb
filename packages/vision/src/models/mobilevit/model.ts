import { checkOptions, Dropout, Linear, Module, mean, RandomGenerator, type Tensor } from '@heed/core';
import type { PictureClassifier, PictureEncoder } from '../vision-model.ts';
import type { MobileViTConfig } from './config.ts';
import { MobileViTConvLayer, MobileViTMobileNetLayer } from './convolution.ts';
import { MobileViTLayer } from './layer.ts';

/** Two stages of convolutions and three that attend. */
export class MobileViTEncoder extends Module {
  readonly layer: readonly (MobileViTMobileNetLayer | MobileViTLayer)[];

  constructor(config: MobileViTConfig, generator: RandomGenerator) {
    super(config);
    const [stem, first, second] = config.necks;
    this.layer = [
      new MobileViTMobileNetLayer(config, stem, first, { stride: 1, depth: 1 }),
      new MobileViTMobileNetLayer(config, first, second, { stride: 2, depth: 3 }),
      ...config.stages.map((stage) => new MobileViTLayer(config, stage, generator)),
    ];
  }

  /** A map of the stem → the map of the last stage. */
  override forward(map: Tensor): Tensor {
    return this.layer.reduce((current, layer) => layer.forward(current), map);
  }
}

/** Options of {@link MobileViTModel}. */
export interface MobileViTModelOptions {
  /** Make the map of the last stage wider at the end; true by default, false below a segmentation head. */
  readonly expandOutput?: boolean;
  /** Source of all dropout; its state makes a training run repeatable. */
  readonly generator?: RandomGenerator;
}

/**
 * MobileViT (Mehta and Rastegari 2022): convolutions for what is near, attention for what is far, in a few million
 * parameters. Pixels [batch, channels, height, width] → a map [batch, channels, rows, columns]. Its fields are the names of
 * published weights; pictures may have any size.
 *
 * Observers can ask for the output of any stage (`encoder.layer.3`) and the attention of any layer in the last three
 * (`encoder.layer.4.transformer.layer.0.attention.attention.weights`: [batch · places in a patch, heads, patches, patches]).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { MobileViTModel, readMobileViTConfig } from '@heed/vision';
 * const config = readMobileViTConfig(
 *   new HfConfig({ hidden_sizes: [4, 6, 8], neck_hidden_sizes: [2, 3, 4, 5, 6, 7, 10], num_attention_heads: 2 }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new MobileViTModel(config).initialize(generator);
 * const map = model.forward(generator.normal([1, 3, 64, 96]));
 * console.log(map.shape, model.embed(map).shape); // [1, 10, 2, 3] [1, 10]
 * ```
 */
export class MobileViTModel extends Module implements PictureEncoder {
  readonly config: MobileViTConfig;
  readonly firstTokens = 0;
  readonly convStem: MobileViTConvLayer;
  readonly encoder: MobileViTEncoder;
  readonly conv_1x1Exp: MobileViTConvLayer | undefined;

  constructor(config: MobileViTConfig, options: MobileViTModelOptions = {}) {
    super(config);
    checkOptions('MobileViTModel', options, ['expandOutput', 'generator']);
    const { expandOutput = true, generator = new RandomGenerator(0) } = options;
    const { channels, necks, activation } = config;
    this.config = config;
    this.convStem = new MobileViTConvLayer(channels, necks[0], 3, { stride: 2, activation });
    this.encoder = new MobileViTEncoder(config, generator);
    this.conv_1x1Exp = expandOutput
      ? new MobileViTConvLayer(necks[5], necks[6], 1, { activation })
      : undefined;
  }

  override forward(pixels: Tensor): Tensor {
    const map = this.encoder.forward(this.convStem.forward(pixels));
    return this.conv_1x1Exp?.forward(map) ?? map;
  }

  /** The mean of a map over rows and columns, [batch, channels, rows, columns] → [batch, channels]. */
  embed(map: Tensor): Tensor {
    return mean(map, { axis: [2, 3] });
  }

  /** Path of the attention weights of a layer of the last stage. */
  attentionPath(layer: number): string {
    return `encoder.layer.4.transformer.layer.${layer}.attention.attention.weights`;
  }
}

/**
 * MobileViT that classifies by the mean of its map: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { MobileViTForImageClassification, readMobileViTConfig } from '@heed/vision';
 * const config = readMobileViTConfig(
 *   new HfConfig({
 *     hidden_sizes: [4, 6, 8], neck_hidden_sizes: [2, 3, 4, 5, 6, 7, 10], num_attention_heads: 2,
 *     id2label: { 0: 'cat', 1: 'dog', 2: 'neither' },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new MobileViTForImageClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 64, 64])).shape); // [1, 3]
 * ```
 */
export class MobileViTForImageClassification extends Module implements PictureClassifier {
  readonly config: MobileViTConfig;
  readonly firstTokens = 0;
  readonly mobilevit: MobileViTModel;
  readonly dropout: Dropout;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: MobileViTConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.mobilevit = new MobileViTModel(config, { generator });
    this.dropout = new Dropout(config.classifierDropout, generator);
    this.classifier = new Linear(config.necks[6], config.labels.length);
  }

  /** Pixels [batch, channels, height, width] → logits [batch, labels]. */
  override forward(pixels: Tensor): Tensor {
    const picture = this.mobilevit.embed(this.mobilevit.forward(pixels));
    return this.classifier.forward(this.dropout.forward(picture));
  }

  /** Path of the attention weights of a layer of the last stage. */
  attentionPath(layer: number): string {
    return `mobilevit.${this.mobilevit.attentionPath(layer)}`;
  }
}
