import {
  add,
  broadcastTo,
  concat,
  Dropout,
  Module,
  Parameter,
  type RandomGenerator,
  type Tensor,
  truncatedNormal,
} from '@heed/core';
import { interpolatePositions } from '../../patches/interpolate-positions.ts';
import { PatchEmbedding } from '../../patches/patch-embedding.ts';
import { gridOf } from '../../patches/size.ts';
import type { VisionConfig } from '../vision-config.ts';

/** The patch projection under its published name. */
export class ViTPatchEmbeddings extends Module {
  readonly projection: PatchEmbedding;

  constructor(config: Pick<VisionConfig, 'channels' | 'width' | 'patchSize'>) {
    super(config);
    const { channels, width, patchSize } = config;
    this.projection = new PatchEmbedding(channels, width, patchSize);
  }

  override forward(pixels: Tensor): Tensor {
    return this.projection.forward(pixels);
  }
}

/**
 * Patches as tokens behind a class token (and, in DeiT, a distillation token), with learned positions, which are
 * interpolated for pictures of another size than the model was trained for.
 */
export class ViTEmbeddings extends Module {
  /** [1, 1, width] */
  readonly clsToken: Parameter;
  /** [1, 1, width], in DeiT alone. */
  readonly distillationToken: Parameter | undefined;
  /** [1, tokens, width] */
  readonly positionEmbeddings: Parameter;
  readonly patchEmbeddings: ViTPatchEmbeddings;
  readonly dropout: Dropout;
  readonly #config: VisionConfig;

  constructor(
    config: VisionConfig,
    generator: RandomGenerator,
    { distilled = false }: { readonly distilled?: boolean } = {},
  ) {
    super(config);
    const { width, imageSize, patchSize, channels } = config;
    const [rows, columns] = gridOf([1, channels, ...imageSize], patchSize);
    const token = (): Parameter => new Parameter([1, 1, width], truncatedNormal(0.02));
    this.clsToken = token();
    this.distillationToken = distilled ? token() : undefined;
    const tokens = (distilled ? 2 : 1) + rows * columns;
    this.positionEmbeddings = new Parameter([1, tokens, width], truncatedNormal(0.02));
    this.patchEmbeddings = new ViTPatchEmbeddings(config);
    this.dropout = new Dropout(config.dropout, generator);
    this.#config = config;
  }

  /** Pixels [batch, channels, height, width] → [batch, tokens, width] */
  override forward(pixels: Tensor): Tensor {
    const { imageSize, patchSize, channels, width } = this.#config;
    const patches = this.patchEmbeddings.forward(pixels);
    const first = [this.clsToken, this.distillationToken].filter((token) => token !== undefined);
    const batch = pixels.shape[0] ?? 0;
    const tokens = first.map((token) => broadcastTo(token, [batch, 1, width]));
    const positions = interpolatePositions(this.positionEmbeddings.value, {
      from: gridOf([1, channels, ...imageSize], patchSize),
      to: gridOf(pixels.shape, patchSize),
      firstTokens: first.length,
    });
    return this.dropout.forward(add(concat([...tokens, patches], { axis: 1 }), positions));
  }
}
