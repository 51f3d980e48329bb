import {
  add,
  broadcastTo,
  concat,
  Dropout,
  LayerNorm,
  Module,
  Parameter,
  RandomGenerator,
  reshape,
  sigmoid,
  slice,
  type Tensor,
  truncatedNormal,
} from '@heed/core';
import { stackLayers } from '@heed/transformer';
import { interpolatePositions } from '../../patches/interpolate-positions.ts';
import { gridOf, type Size } from '../../patches/size.ts';
import { DetectionHead } from '../detection/detection-head.ts';
import type { DetectionOutput } from '../detection/detection-output.ts';
import type { PatchModel } from '../vision-model.ts';
import { ViTPatchEmbeddings } from '../vit-like/embeddings.ts';
import { ViTLayer } from '../vit-like/layer.ts';
import type { YolosConfig } from './config.ts';

/** The grid of patches; what is left over at the right and below is not looked at. */
function flooredGrid(pixels: Tensor, [rows, columns]: Size): Size {
  return [Math.floor((pixels.shape[2] ?? 0) / rows), Math.floor((pixels.shape[3] ?? 0) / columns)];
}

/** Positions [1, 1 + patches + detection tokens, width] for another grid. */
function positionsFor(table: Tensor, grid: Size, config: YolosConfig): Tensor {
  const { imageSize, patchSize, channels, detectionTokens } = config;
  const end = (table.shape[1] ?? 0) - detectionTokens;
  const patches = interpolatePositions(slice(table, { axis: 1, end }), {
    from: gridOf([1, channels, ...imageSize], patchSize),
    to: grid,
    firstTokens: 1,
  });
  return concat([patches, slice(table, { axis: 1, start: end })], { axis: 1 });
}

/** A class token, patches and detection tokens, with learned positions. */
export class YolosEmbeddings extends Module {
  /** [1, 1, width] */
  readonly clsToken: Parameter;
  /** [1, detection tokens, width] */
  readonly detectionTokens: Parameter;
  readonly patchEmbeddings: ViTPatchEmbeddings;
  /** [1, tokens, width] */
  readonly positionEmbeddings: Parameter;
  readonly dropout: Dropout;
  readonly #config: YolosConfig;

  constructor(config: YolosConfig, generator: RandomGenerator) {
    super(config);
    const { width, detectionTokens, channels, imageSize, patchSize } = config;
    const [rows, columns] = gridOf([1, channels, ...imageSize], patchSize);
    const parameter = (tokens: number): Parameter => new Parameter([1, tokens, width], truncatedNormal(0.02));
    this.clsToken = parameter(1);
    this.detectionTokens = parameter(detectionTokens);
    this.patchEmbeddings = new ViTPatchEmbeddings(config);
    this.positionEmbeddings = parameter(1 + rows * columns + detectionTokens);
    this.dropout = new Dropout(config.dropout, generator);
    this.#config = config;
  }

  /** Pixels [batch, channels, height, width] → [batch, 1 + patches + detection tokens, width] */
  override forward(pixels: Tensor, grid: Size): Tensor {
    const { width, detectionTokens, patchSize } = this.#config;
    const batch = pixels.shape[0] ?? 0;
    const wide = slice(pixels, { axis: 3, end: grid[1] * patchSize[1] });
    const whole = slice(wide, { axis: 2, end: grid[0] * patchSize[0] });
    const tokens = [
      broadcastTo(this.clsToken, [batch, 1, width]),
      this.patchEmbeddings.forward(whole),
      broadcastTo(this.detectionTokens, [batch, detectionTokens, width]),
    ];
    const positions = positionsFor(this.positionEmbeddings.value, grid, this.#config);
    return this.dropout.forward(add(concat(tokens, { axis: 1 }), positions));
  }
}

/** The stack of layers, with positions added between them where the model has such. */
export class YolosEncoder extends Module {
  readonly layer: readonly ViTLayer[];
  /** [layers − 1, 1, tokens, width] */
  readonly midPositionEmbeddings: Parameter | undefined;
  readonly #config: YolosConfig;

  constructor(config: YolosConfig, tokens: number, generator: RandomGenerator) {
    super(config);
    const { layers, width, positionsBetweenLayers } = config;
    this.layer = stackLayers(layers, () => new ViTLayer(config, generator));
    this.midPositionEmbeddings = positionsBetweenLayers
      ? new Parameter([layers - 1, 1, tokens, width], truncatedNormal(0.02))
      : undefined;
    this.#config = config;
  }

  override forward(states: Tensor, grid: Size): Tensor {
    return this.layer.reduce((state, layer, index) => {
      const next = layer.forward(state);
      if (this.midPositionEmbeddings === undefined || index === this.layer.length - 1) return next;
      const [, , tokens = 0, width = 0] = this.midPositionEmbeddings.shape;
      const table = slice(this.midPositionEmbeddings, { axis: 0, start: index, end: index + 1 });
      return add(next, positionsFor(reshape(table, [1, tokens, width]), grid, this.#config));
    }, states);
  }
}

/** YOLOS without heads: pixels [batch, channels, height, width] → states [batch, tokens, width]. */
export class YolosModel extends Module implements PatchModel {
  readonly config: YolosConfig;
  readonly firstTokens = 1;
  readonly embeddings: YolosEmbeddings;
  readonly encoder: YolosEncoder;
  readonly layernorm: LayerNorm;

  /** @param generator Source of all dropout. */
  constructor(config: YolosConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.embeddings = new YolosEmbeddings(config, generator);
    const tokens = this.embeddings.positionEmbeddings.shape[1] ?? 0;
    this.encoder = new YolosEncoder(config, tokens, generator);
    this.layernorm = new LayerNorm(config.width, { epsilon: config.epsilon });
  }

  /** States of class token, patches and detection tokens. */
  override forward(pixels: Tensor): Tensor {
    const grid = flooredGrid(pixels, this.config.patchSize);
    return this.layernorm.forward(this.encoder.forward(this.embeddings.forward(pixels, grid), grid));
  }

  /** Path of the attention weights of a layer: [batch, heads, tokens, tokens], detection tokens last. */
  attentionPath(layer: number): string {
    return `encoder.layer.${layer}.attention.attention.weights`;
  }
}

/**
 * YOLOS (Fang et al. 2021): a plain ViT that finds things. Each of its detection tokens says what it found and where;
 * {@link detectedObjects} reads that.
 *
 * Observers can ask for the output of any layer (`vit.encoder.layer.3`) and its attention
 * (`….attention.attention.weights`), in which the last rows are what the detection tokens look at.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig, stackLayers } from '@heed/transformer';
 * import { detectedObjects, readYolosConfig, YolosForObjectDetection } from '@heed/vision';
 * const config = readYolosConfig(
 *   new HfConfig({
 *     image_size: [16, 24], patch_size: 8, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2,
 *     num_attention_heads: 2, num_detection_tokens: 3, id2label: { 0: 'cat', 1: 'dog' },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new YolosForObjectDetection(config).initialize(generator);
 * const found = model.forward(generator.normal([1, 3, 16, 24]));
 * console.log(found.logits.shape, found.boxes.shape); // [1, 3, 3] [1, 3, 4]
 * console.log(detectedObjects(found, config.labels, { threshold: 0 })[0]?.length); // 3
 * ```
 */
export class YolosForObjectDetection extends Module implements PatchModel {
  readonly config: YolosConfig;
  readonly firstTokens = 1;
  readonly vit: YolosModel;
  readonly classLabelsClassifier: DetectionHead;
  readonly bboxPredictor: DetectionHead;

  /** @param generator Source of all dropout. */
  constructor(config: YolosConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.vit = new YolosModel(config, generator);
    this.classLabelsClassifier = new DetectionHead(config.width, config.labels.length + 1);
    this.bboxPredictor = new DetectionHead(config.width, 4);
  }

  /** Pixels [batch, channels, height, width] → what each detection token found. */
  override forward(pixels: Tensor): DetectionOutput {
    const states = this.vit.forward(pixels);
    const start = (states.shape[1] ?? 0) - this.config.detectionTokens;
    const detections = slice(states, { axis: 1, start });
    return {
      logits: this.classLabelsClassifier.forward(detections),
      boxes: sigmoid(this.bboxPredictor.forward(detections)),
    };
  }

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `vit.${this.vit.attentionPath(layer)}`;
  }
}
