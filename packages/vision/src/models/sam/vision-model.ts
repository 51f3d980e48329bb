import {
  add,
  Conv2d,
  Module,
  Parameter,
  RandomGenerator,
  reshape,
  ShapeError,
  showShape,
  type Tensor,
  transpose,
  truncatedNormal,
} from '@heed/core';
import { stackLayers } from '@heed/transformer';
import { gridOf } from '../../patches/size.ts';
import { ViTPatchEmbeddings } from '../vit-like/embeddings.ts';
import type { SamVisionConfig } from './config.ts';
import { MapNorm } from './map-norm.ts';
import { SamVisionLayer } from './vision-layer.ts';

/** Brings the map of the last layer to the width of prompts. */
export class SamVisionNeck extends Module {
  readonly conv1: Conv2d;
  readonly layerNorm1: MapNorm;
  readonly conv2: Conv2d;
  readonly layerNorm2: MapNorm;

  constructor(config: SamVisionConfig) {
    super(config);
    const { width, outputs } = config;
    this.conv1 = new Conv2d(width, outputs, 1, { bias: false });
    this.layerNorm1 = new MapNorm(outputs, { epsilon: 1e-6 });
    this.conv2 = new Conv2d(outputs, outputs, 3, { padding: 1, bias: false });
    this.layerNorm2 = new MapNorm(outputs, { epsilon: 1e-6 });
  }

  override forward(map: Tensor): Tensor {
    return this.layerNorm2.forward(this.conv2.forward(this.layerNorm1.forward(this.conv1.forward(map))));
  }
}

/** The encoder of pictures: patches, layers and neck. */
export class SamVisionEncoder extends Module {
  readonly patchEmbed: ViTPatchEmbeddings;
  /** [1, rows, columns, width] */
  readonly posEmbed: Parameter | undefined;
  readonly layers: readonly SamVisionLayer[];
  readonly neck: SamVisionNeck;
  readonly #config: SamVisionConfig;

  constructor(config: SamVisionConfig, generator: RandomGenerator) {
    super(config);
    const { imageSize, patchSize, channels, width, absolutePositions, window, globalLayers } = config;
    const grid = gridOf([1, channels, ...imageSize], patchSize);
    this.patchEmbed = new ViTPatchEmbeddings(config);
    this.posEmbed = absolutePositions ? new Parameter([1, ...grid, width], truncatedNormal(0.02)) : undefined;
    this.layers = stackLayers(config.layers, (at) => {
      return new SamVisionLayer(config, globalLayers.includes(at) ? 0 : window, grid, generator);
    });
    this.neck = new SamVisionNeck(config);
    this.#config = config;
  }

  /** Pixels [batch, channels, height, width] → a map [batch, outputs, rows, columns]. */
  override forward(pixels: Tensor): Tensor {
    const { imageSize, patchSize, width } = this.#config;
    if (pixels.shape[2] !== imageSize[0] || pixels.shape[3] !== imageSize[1]) {
      throw new ShapeError(
        `SAM reads pictures of ${imageSize.join(' × ')} pixels, got ${showShape(pixels.shape)}`,
      );
    }
    const patches = this.patchEmbed.forward(pixels);
    const map = reshape(patches, [pixels.shape[0] ?? 0, ...gridOf(pixels.shape, patchSize), width]);
    const placed = this.posEmbed === undefined ? map : add(map, this.posEmbed);
    const encoded = this.layers.reduce((state, layer) => layer.forward(state), placed);
    return this.neck.forward(transpose(encoded, [0, 3, 1, 2]));
  }
}

/**
 * SAM's encoder of pictures alone (Kirillov et al. 2023): a ViT with windows whose scores know the way from patch to patch.
 * Pixels [batch, channels, height, width] → a map [batch, outputs, rows, columns].
 *
 * Observers can ask for the output of any layer (`visionEncoder.layers.3`: [batch, rows, columns, width]) and its attention
 * (`visionEncoder.layers.3.attn.weights`: [batch · windows, heads, side², side²], or of all patches).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig, stackLayers } from '@heed/transformer';
 * import { readSamVisionConfig, SamVisionModel } from '@heed/vision';
 * const config = readSamVisionConfig(
 *   new HfConfig({
 *     image_size: 32, patch_size: 8, hidden_size: 8, num_hidden_layers: 2, num_attention_heads: 2, output_channels: 6,
 *     window_size: 3, global_attn_indexes: [1],
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new SamVisionModel(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 3, 32, 32])).shape); // [1, 6, 4, 4]
 * ```
 */
export class SamVisionModel extends Module {
  readonly config: SamVisionConfig;
  readonly visionEncoder: SamVisionEncoder;

  /** @param generator Source of all dropout. */
  constructor(config: SamVisionConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.visionEncoder = new SamVisionEncoder(config, generator);
  }

  /** @throws {ShapeError} for pictures of another size than `imageSize`. */
  override forward(pixels: Tensor): Tensor {
    return this.visionEncoder.forward(pixels);
  }

  /** Path of the attention weights of a layer. */
  attentionPath(layer: number): string {
    return `visionEncoder.layers.${layer}.attn.weights`;
  }
}
