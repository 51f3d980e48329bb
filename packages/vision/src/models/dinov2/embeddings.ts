import {
  add,
  broadcastTo,
  concat,
  Dropout,
  Module,
  Parameter,
  type RandomGenerator,
  slice,
  type Tensor,
  truncatedNormal,
} from '@heed/core';
import { interpolatePositions } from '../../patches/interpolate-positions.ts';
import { gridOf } from '../../patches/size.ts';
import { ViTPatchEmbeddings } from '../vit-like/embeddings.ts';
import type { Dinov2Config } from './config.ts';

/** A class token, registers and patches as tokens; registers have no positions. */
export class Dinov2Embeddings extends Module {
  /** [1, 1, width] */
  readonly clsToken: Parameter;
  /** [1, registers, width] */
  readonly registerTokens: Parameter | undefined;
  readonly patchEmbeddings: ViTPatchEmbeddings;
  /** [1, 1 + patches, width] */
  readonly positionEmbeddings: Parameter;
  readonly dropout: Dropout;
  readonly #config: Dinov2Config;

  constructor(config: Dinov2Config, generator: RandomGenerator) {
    super(config);
    const { width, registers, imageSize, patchSize, channels } = config;
    const [rows, columns] = gridOf([1, channels, ...imageSize], patchSize);
    const parameter = (tokens: number): Parameter => new Parameter([1, tokens, width], truncatedNormal(0.02));
    this.clsToken = parameter(1);
    this.registerTokens = registers > 0 ? parameter(registers) : undefined;
    this.patchEmbeddings = new ViTPatchEmbeddings(config);
    this.positionEmbeddings = parameter(1 + rows * columns);
    this.dropout = new Dropout(config.dropout, generator);
    this.#config = config;
  }

  /** Pixels [batch, channels, height, width] → [batch, 1 + registers + patches, width] */
  override forward(pixels: Tensor): Tensor {
    const { imageSize, patchSize, channels, width, registers } = this.#config;
    const batch = pixels.shape[0] ?? 0;
    const patches = this.patchEmbeddings.forward(pixels);
    const positions = interpolatePositions(this.positionEmbeddings.value, {
      from: gridOf([1, channels, ...imageSize], patchSize),
      to: gridOf(pixels.shape, patchSize),
      firstTokens: 1,
      antialias: registers > 0,
    });
    const tokens = add(
      concat([broadcastTo(this.clsToken, [batch, 1, width]), patches], { axis: 1 }),
      positions,
    );
    if (this.registerTokens === undefined) return this.dropout.forward(tokens);
    const scratch = broadcastTo(this.registerTokens, [batch, registers, width]);
    const [first, rest] = [slice(tokens, { axis: 1, end: 1 }), slice(tokens, { axis: 1, start: 1 })];
    return this.dropout.forward(concat([first, scratch, rest], { axis: 1 }));
  }
}
