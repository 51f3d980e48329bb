import { Linear, Module, maxPool2d, mean, ShapeError, showShape, type Tensor } from '@heed/core';
import { activationNamed } from '@heed/transformer';
import { ResNetConvolution, type ResNetNorms, ResNetStage } from './block.ts';
import type { ResNetConfig } from './config.ts';

/** A convolution of side 7 and a pool, which leave a quarter of the height and width. */
export class ResNetEmbeddings extends Module {
  readonly embedder: ResNetConvolution;
  readonly #activation: (x: Tensor) => Tensor;
  readonly #channels: number;

  constructor(config: ResNetConfig, norms: ResNetNorms) {
    super(config);
    const { channels, stemWidth, activation } = config;
    this.embedder = new ResNetConvolution(channels, stemWidth, 7, norms, { stride: 2 });
    this.#activation = activationNamed(activation);
    this.#channels = channels;
  }

  override forward(pixels: Tensor): Tensor {
    if (pixels.rank !== 4 || pixels.shape[1] !== this.#channels) {
      throw new ShapeError(
        `ResNet: pixels must be [batch, ${this.#channels}, height, width], got ${showShape(pixels.shape)}`,
      );
    }
    const map = this.#activation(this.embedder.forward(pixels));
    return maxPool2d(map, { kernel: 3, stride: 2, padding: 1 });
  }
}

/** The stages. */
export class ResNetEncoder extends Module {
  readonly stages: readonly ResNetStage[];

  constructor(config: ResNetConfig, norms: ResNetNorms) {
    super(config);
    const { stages, stemWidth } = config;
    this.stages = stages.map((stage, at) => {
      return new ResNetStage(config, stage, stages[at - 1]?.width ?? stemWidth, norms);
    });
  }

  /** What each stage gives. */
  override forward(map: Tensor): readonly Tensor[] {
    const maps: Tensor[] = [];
    for (const stage of this.stages) maps.push(stage.forward(maps.at(-1) ?? map));
    return maps;
  }
}

/**
 * ResNet without a head (He et al. 2016), the step in the convolution of side 3 as most published weights have it ("v1.5"):
 * pixels [batch, channels, height, width] → a map [batch, width, rows, columns], 32 times smaller for four stages. Its
 * fields are the names of published weights.
 *
 * Observers can ask for the output of any stage (`encoder.stages.2`) and block (`encoder.stages.2.layers.0`).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readResNetConfig, ResNetModel } from '@heed/vision';
 * const config = readResNetConfig(new HfConfig({ embedding_size: 4, hidden_sizes: [8, 16], depths: [1, 2] }));
 * const generator = new RandomGenerator(0);
 * const model = new ResNetModel(config).initialize(generator);
 * const map = model.forward(generator.normal([1, 3, 40, 24]));
 * console.log(map.shape, model.embed(map).shape); // [1, 16, 5, 3] [1, 16]
 * ```
 */
export class ResNetModel extends Module {
  readonly config: ResNetConfig;
  readonly embedder: ResNetEmbeddings;
  readonly encoder: ResNetEncoder;

  /** @param norms By batches by default. */
  constructor(config: ResNetConfig, norms: ResNetNorms = { frozen: false }) {
    super(config);
    this.config = config;
    this.embedder = new ResNetEmbeddings(config, norms);
    this.encoder = new ResNetEncoder(config, norms);
  }

  /**
   * The map of the last stage.
   *
   * @throws {ShapeError} for another number of channels.
   */
  override forward(pixels: Tensor): Tensor {
    return this.featureMaps(pixels).at(-1) ?? pixels;
  }

  /** The maps of all stages, the finest first. */
  featureMaps(pixels: Tensor): readonly Tensor[] {
    return this.encoder.forward(this.embedder.forward(pixels));
  }

  /** The mean over all places, [batch, width, rows, columns] → [batch, width]. */
  embed(map: Tensor): Tensor {
    return mean(map, { axis: [2, 3] });
  }
}

/**
 * ResNet that classifies pictures: pixels [batch, channels, height, width] → logits [batch, labels]. The net that Vision
 * Transformers are compared with.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readResNetConfig, ResNetForImageClassification } from '@heed/vision';
 * const config = readResNetConfig(
 *   new HfConfig({
 *     embedding_size: 4, hidden_sizes: [8, 16], depths: [1, 1], layer_type: 'basic',
 *     id2label: { 0: 'cat', 1: 'dog', 2: 'neither' },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ResNetForImageClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 32, 32])).shape); // [1, 3]
 * ```
 */
export class ResNetForImageClassification extends Module {
  readonly config: ResNetConfig;
  readonly resnet: ResNetModel;
  readonly classifier: Linear;

  constructor(config: ResNetConfig) {
    super(config);
    this.config = config;
    this.resnet = new ResNetModel(config);
    this.classifier = new Linear(config.stages.at(-1)?.width ?? 0, config.labels.length);
  }

  override forward(pixels: Tensor): Tensor {
    return this.classifier.forward(this.resnet.embed(this.resnet.forward(pixels)));
  }
}
