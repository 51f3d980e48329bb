import { Linear, Module, RandomGenerator, sigmoid, type Tensor } from '@heed/core';
import { DetectionHead } from '../detection/detection-head.ts';
import type { DetectionOutput } from '../detection/detection-output.ts';
import type { DetrConfig } from './config.ts';
import { DetrModel, type DetrOptions, type DetrStates } from './model.ts';

/** What DETR finds: of each query, what it is and where. */
export interface DetrOutput extends DetectionOutput {
  /** The same of earlier layers, the first one first, where they are trained too. */
  readonly auxiliary: readonly DetectionOutput[];
}

/**
 * DETR (Carion et al. 2020), which finds things in pictures: each of its learned queries says what it found and where.
 * `detectedObjects` reads that, `detectionLoss` trains it.
 *
 * Observers can ask for what a query looks at, `model.decoder.layers.5.encoderAttn.weights`: [batch, heads, queries, places].
 *
 * @example
 * ```ts
 * import { Adam, RandomGenerator, valueAndGrad } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { detectedObjects, detectionLoss, DetrForObjectDetection, readDetrConfig } from '@heed/vision';
 * const config = readDetrConfig(
 *   new HfConfig({
 *     d_model: 8, encoder_layers: 1, decoder_layers: 1, encoder_attention_heads: 2, decoder_attention_heads: 2,
 *     encoder_ffn_dim: 16, decoder_ffn_dim: 16, num_queries: 5, id2label: { 0: 'cat', 1: 'dog' },
 *     backbone_config: { model_type: 'resnet', embedding_size: 4, hidden_sizes: [8, 16], depths: [1, 1] },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new DetrForObjectDetection(config, generator).initialize(generator);
 * const pixels = generator.normal([1, 3, 32, 24]);
 * console.log(detectedObjects(model.forward(pixels), config.labels, { threshold: 0 })[0]?.length); // 5
 *
 * const dog = { labels: [1], boxes: [[0.5, 0.5, 0.2, 0.4]] } as const;
 * const optimizer = new Adam(model.train(), { rate: 1e-4 });
 * const { value, gradients } = valueAndGrad(model, () => detectionLoss(model.forward(pixels), [dog], config.loss).total);
 * optimizer.step(gradients);
 * console.log(value.item());
 * ```
 */
export class DetrForObjectDetection extends Module {
  readonly config: DetrConfig;
  readonly model: DetrModel;
  readonly classLabelsClassifier: Linear;
  readonly bboxPredictor: DetectionHead;

  /** @param generator Source of all dropout. */
  constructor(config: DetrConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.model = new DetrModel(config, generator);
    this.classLabelsClassifier = new Linear(config.width, config.labels.length + 1);
    this.bboxPredictor = new DetectionHead(config.width, 4);
  }

  /**
   * Pixels [batch, channels, height, width] → what each query found. Boxes are shares of the picture without its padding.
   *
   * @throws {ShapeError} for another number of channels, and for a mask that is not as large as the pixels.
   */
  override forward(pixels: Tensor, options: DetrOptions = {}): DetrOutput {
    return this.read(this.model.forward(pixels, options));
  }

  /** What the heads read from the states of the model. */
  read({ queries, auxiliary }: Pick<DetrStates, 'queries' | 'auxiliary'>): DetrOutput {
    return { ...this.#found(queries), auxiliary: auxiliary.map((states) => this.#found(states)) };
  }

  /** Path of the attention weights of a layer of the decoder, from queries to the places of the map. */
  attentionPath(layer: number): string {
    return `model.decoder.layers.${layer}.encoderAttn.weights`;
  }

  #found(states: Tensor): DetectionOutput {
    return {
      logits: this.classLabelsClassifier.forward(states),
      boxes: sigmoid(this.bboxPredictor.forward(states)),
    };
  }
}
