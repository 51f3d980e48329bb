import { concat, Dropout, Module, mean, multiply, ones, RandomGenerator, type Tensor, to } from '@heed/core';
import { resizeMap } from '../resize-map.ts';
import type { PatchModel } from '../vision-model.ts';
import type { MobileViTConfig } from './config.ts';
import { MobileViTConvLayer, MobileViTProjection } from './convolution.ts';
import { MobileViTModel } from './model.ts';

/** The mean of the whole map, mixed and put at every place. */
export class MobileViTPyramidPooling extends Module {
  readonly conv_1x1: MobileViTConvLayer;

  constructor(inputs: number, outputs: number) {
    super();
    this.conv_1x1 = new MobileViTConvLayer(inputs, outputs, 1, { activation: 'relu' });
  }

  override forward(map: Tensor): Tensor {
    const pooled = this.conv_1x1.forward(mean(map, { axis: [2, 3], keepAxes: true }));
    return resizeMap(pooled, [map.shape[2] ?? 0, map.shape[3] ?? 0]);
  }
}

/** Atrous spatial pyramid pooling (Chen et al. 2017): a map read at several distances at once. */
export class MobileViTPyramid extends Module {
  readonly convs: readonly (MobileViTConvLayer | MobileViTPyramidPooling)[];
  readonly project: MobileViTConvLayer;
  readonly dropout: Dropout;

  constructor(config: MobileViTConfig, generator: RandomGenerator) {
    super(config);
    const { necks, pyramid } = config;
    const { channels, dilations, dropout } = pyramid;
    const inputs = necks[5];
    const activation = 'relu';
    this.convs = [
      new MobileViTConvLayer(inputs, channels, 1, { activation }),
      ...dilations.map((dilation) => new MobileViTConvLayer(inputs, channels, 3, { dilation, activation })),
      new MobileViTPyramidPooling(inputs, channels),
    ];
    this.project = new MobileViTConvLayer(this.convs.length * channels, channels, 1, { activation });
    this.dropout = new Dropout(dropout, generator);
  }

  override forward(map: Tensor): Tensor {
    const all = this.convs.map((conv) => conv.forward(map));
    return this.dropout.forward(this.project.forward(concat(all, { axis: 1 })));
  }
}

/** The head of DeepLabv3 (Chen et al. 2017): the pyramid, then the class of every place. */
export class MobileViTDeepLabHead extends Module {
  readonly aspp: MobileViTPyramid;
  /** Leaves out whole channels. */
  readonly dropout: Dropout;
  readonly classifier: MobileViTProjection;

  constructor(config: MobileViTConfig, generator: RandomGenerator) {
    super(config);
    const { pyramid, labels, classifierDropout } = config;
    this.aspp = new MobileViTPyramid(config, generator);
    this.dropout = new Dropout(classifierDropout, generator);
    this.classifier = new MobileViTProjection(pyramid.channels, labels.length, { bias: true });
  }

  override forward(map: Tensor): Tensor {
    const features = this.aspp.forward(map);
    const [batch = 0, channels = 0] = features.shape;
    if (!this.training || this.dropout.rate === 0) return this.classifier.forward(features);
    const kept = this.dropout.forward(to(ones([batch, channels, 1, 1]), features.backend));
    return this.classifier.forward(multiply(features, kept));
  }
}

/**
 * MobileViT with the head of DeepLabv3: pixels [batch, channels, height, width] → logits [batch, labels, rows, columns] of
 * the last map, a class for every place; `segmentationMap` brings them to the picture's size.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { MobileViTForSemanticSegmentation, readMobileViTConfig, segmentationMap } from '@heed/vision';
 * const config = readMobileViTConfig(
 *   new HfConfig({
 *     hidden_sizes: [4, 6, 8], neck_hidden_sizes: [2, 3, 4, 5, 6, 7, 10], num_attention_heads: 2, output_stride: 16,
 *     aspp_out_channels: 5, atrous_rates: [1, 2, 3], id2label: { 0: 'sky', 1: 'street', 2: 'else' },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new MobileViTForSemanticSegmentation(config).initialize(generator);
 * const logits = model.forward(generator.normal([1, 3, 64, 96]));
 * console.log(logits.shape, segmentationMap(logits, [64, 96]).shape); // [1, 3, 4, 6] [1, 64, 96]
 * ```
 */
export class MobileViTForSemanticSegmentation extends Module implements PatchModel {
  readonly config: MobileViTConfig;
  readonly firstTokens = 0;
  readonly mobilevit: MobileViTModel;
  readonly segmentationHead: MobileViTDeepLabHead;

  /** @param generator Source of all dropout. */
  constructor(config: MobileViTConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.mobilevit = new MobileViTModel(config, { expandOutput: false, generator });
    this.segmentationHead = new MobileViTDeepLabHead(config, generator);
  }

  override forward(pixels: Tensor): Tensor {
    return this.segmentationHead.forward(this.mobilevit.forward(pixels));
  }

  /** Path of the attention weights of a layer of the last stage. */
  attentionPath(layer: number): string {
    return `mobilevit.${this.mobilevit.attentionPath(layer)}`;
  }
}
