import { Module, OptionError, RandomGenerator, type Tensor } from '@heed/core';
import type { DetrConfig } from './config.ts';
import { DetrForObjectDetection, type DetrOutput } from './detection.ts';
import { DetrMapAttention, DetrMaskHead } from './mask-head.ts';
import type { DetrOptions } from './model.ts';

/** What DETR finds, with a mask of each thing. */
export interface DetrSegmentationOutput extends DetrOutput {
  /** Logits of what belongs to each query's thing, [batch, queries, rows, columns]: a quarter of the picture's size. */
  readonly masks: Tensor;
}

/**
 * DETR with a head for masks (Carion et al. 2020, §4.4): what each of its queries found, where, and which pixels belong to
 * it. `detectedSegments` makes one map of that, `detectionLoss` trains it with masks.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { detectedSegments, DetrForSegmentation, readDetrConfig } from '@heed/vision';
 * const config = readDetrConfig(
 *   new HfConfig({
 *     d_model: 16, encoder_layers: 1, decoder_layers: 1, encoder_attention_heads: 8, decoder_attention_heads: 2,
 *     encoder_ffn_dim: 16, decoder_ffn_dim: 16, num_queries: 5, id2label: { 0: 'cat', 1: 'dog' },
 *     backbone_config: { model_type: 'resnet', embedding_size: 4, hidden_sizes: [4, 8, 12, 16], depths: [1, 1, 1, 1] },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new DetrForSegmentation(config).initialize(generator);
 * const output = model.forward(generator.normal([1, 3, 40, 24]));
 * console.log(output.masks.shape); // [1, 5, 10, 6]
 * const picture = { width: 24, height: 40 };
 * console.log(detectedSegments(output, config.labels, { pictures: [picture] })[0]?.map.shape); // [40, 24]
 * ```
 */
export class DetrForSegmentation extends Module {
  readonly config: DetrConfig;
  readonly detr: DetrForObjectDetection;
  readonly maskHead: DetrMaskHead;
  readonly bboxAttention: DetrMapAttention;

  /**
   * @param generator Source of all dropout.
   * @throws {OptionError} for a width and heads that masks cannot be made of, and for a backbone of other than four stages.
   */
  constructor(config: DetrConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    const { width, encoder, backbone } = config;
    if (width % 16 !== 0 || (width + encoder.heads) % 8 !== 0 || backbone.stages.length !== 4) {
      throw new OptionError(
        'DetrForSegmentation: needs a width that 16 divides, width and heads that 8 divides together, and 4 stages; ' +
          `got width ${width}, ${encoder.heads} heads, ${backbone.stages.length} stages`,
      );
    }
    this.config = config;
    this.detr = new DetrForObjectDetection(config, generator);
    this.maskHead = new DetrMaskHead(config);
    this.bboxAttention = new DetrMapAttention(width, encoder.heads);
  }

  /**
   * Pixels [batch, channels, height, width] → what each query found, and its mask.
   *
   * @throws {ShapeError} for another number of channels, and for a mask that is not as large as the pixels.
   */
  override forward(pixels: Tensor, options: DetrOptions = {}): DetrSegmentationOutput {
    const states = this.detr.model.forward(pixels, options);
    const masks = this.maskHead.forward(states, this.bboxAttention.forward(states));
    return { ...this.detr.read(states), masks };
  }

  /** Path of the attention weights of a layer of the decoder, from queries to the places of the map. */
  attentionPath(layer: number): string {
    return `detr.${this.detr.attentionPath(layer)}`;
  }
}
