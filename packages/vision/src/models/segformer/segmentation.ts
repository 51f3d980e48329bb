import {
  argmax,
  BatchNorm,
  Conv2d,
  checkKind,
  concat,
  Dropout,
  Linear,
  type LinearOptions,
  Module,
  RandomGenerator,
  relu,
  type Tensor,
  tidy,
} from '@heed/core';
import type { Size } from '../../patches/size.ts';
import { resizeMap } from '../resize-map.ts';
import { toMap, toTokens } from '../token-map.ts';
import type { PatchModel } from '../vision-model.ts';
import type { SegformerConfig } from './config.ts';
import { freshConvolution, freshLinear } from './fresh.ts';
import { SegformerModel } from './model.ts';

/** Brings the map of a stage to the decoder's width, under its published name. */
export class SegformerProjection extends Module {
  readonly proj: Linear;

  constructor(inputs: number, outputs: number, weights: LinearOptions = {}) {
    super();
    this.proj = new Linear(inputs, outputs, weights);
  }

  override forward(map: Tensor): Tensor {
    return toMap(this.proj.forward(toTokens(map)), [map.shape[2] ?? 0, map.shape[3] ?? 0]);
  }
}

/** The head that brings all stages to the resolution of the first and mixes them patch by patch. */
export class SegformerDecodeHead extends Module {
  readonly linearC: readonly SegformerProjection[];
  readonly linearFuse: Conv2d;
  readonly batchNorm: BatchNorm;
  readonly dropout: Dropout;
  readonly classifier: Conv2d;

  constructor(config: SegformerConfig, generator: RandomGenerator) {
    super(config);
    const { stages, decoderWidth, classifierDropout, labels } = config;
    const weights = freshLinear(config);
    this.linearC = stages.map(({ width }) => new SegformerProjection(width, decoderWidth, weights));
    const initializer = freshConvolution();
    this.linearFuse = new Conv2d(decoderWidth * stages.length, decoderWidth, 1, { bias: false, initializer });
    this.batchNorm = new BatchNorm(decoderWidth);
    this.dropout = new Dropout(classifierDropout, generator);
    this.classifier = new Conv2d(decoderWidth, labels.length, 1, weights);
  }

  /** Maps from fine to coarse → logits [batch, labels, rows, columns] of the finest. */
  override forward(maps: readonly Tensor[]): Tensor {
    const grid = [maps[0]?.shape[2] ?? 0, maps[0]?.shape[3] ?? 0] as const;
    const all = maps.map((map, at) => resizeMap(this.linearC[at]?.forward(map) ?? map, grid));
    const fused = this.linearFuse.forward(concat(all.toReversed(), { axis: 1 }));
    return this.classifier.forward(this.dropout.forward(relu(this.batchNorm.forward(fused))));
  }
}

/**
 * SegFormer (Xie et al. 2021) that names every pixel: pixels [batch, channels, height, width] → logits
 * [batch, labels, height / 4, width / 4]; {@link segmentationMap} brings them to the picture's size.
 *
 * Observers can ask for the attention of any layer (`segformer.encoder.block.0.layers.0.attention.self.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readSegformerConfig, SegformerForSemanticSegmentation, segmentationMap } from '@heed/vision';
 * const config = readSegformerConfig(
 *   new HfConfig({
 *     depths: [1, 1, 1, 1], hidden_sizes: [4, 4, 8, 8], num_attention_heads: [1, 1, 2, 2], decoder_hidden_size: 8,
 *     sr_ratios: [2, 2, 1, 1], id2label: { 0: 'sky', 1: 'street', 2: 'else' },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new SegformerForSemanticSegmentation(config).initialize(generator);
 * const logits = model.forward(generator.normal([1, 3, 32, 64]));
 * console.log(logits.shape, segmentationMap(logits, [32, 64]).shape); // [1, 3, 8, 16] [1, 32, 64]
 * ```
 */
export class SegformerForSemanticSegmentation extends Module implements PatchModel {
  readonly config: SegformerConfig;
  readonly firstTokens = 0;
  readonly segformer: SegformerModel;
  readonly decodeHead: SegformerDecodeHead;

  /** @param generator Source of all dropout. */
  constructor(config: SegformerConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.segformer = new SegformerModel(config, generator);
    this.decodeHead = new SegformerDecodeHead(config, generator);
  }

  override forward(pixels: Tensor): Tensor {
    return this.decodeHead.forward(this.segformer.featureMaps(pixels));
  }

  /** Path of the attention weights of a layer, counted over all stages. */
  attentionPath(layer: number): string {
    return `segformer.${this.segformer.attentionPath(layer)}`;
  }
}

/**
 * The likeliest class of every pixel: logits [batch, labels, rows, columns], resized bilinearly as transformers'
 * `post_process_semantic_segmentation` does → int32 [batch, height, width].
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { segmentationMap } from '@heed/vision';
 * const logits = tensor([[[[1, 0]], [[0, 1]]]]);
 * console.log(segmentationMap(logits, [1, 4]).toString()); // [[[0, 0, 1, 1]]]
 * ```
 */
export function segmentationMap(logits: Tensor, size: Size): Tensor {
  checkKind('segmentationMap: logits', logits, 'a tensor');
  return tidy(() => argmax(resizeMap(logits, size), { axis: 1 }));
}
