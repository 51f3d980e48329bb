import { LearnedPositions } from '@heed/attention';
import {
  add,
  broadcastTo,
  concat,
  expandDims,
  Module,
  normalInitializer,
  Parameter,
  reshape,
  type Tensor,
} from '@heed/core';
import { interpolatePositions } from '../../patches/interpolate-positions.ts';
import { PatchEmbedding } from '../../patches/patch-embedding.ts';
import { gridOf } from '../../patches/size.ts';
import type { VisionConfig } from '../vision-config.ts';

/** Patches with learned positions, behind a class token in CLIP and without one in SigLIP. */
export class TowerVisionEmbeddings extends Module {
  /** [width], in CLIP alone. */
  readonly classEmbedding: Parameter | undefined;
  readonly patchEmbedding: PatchEmbedding;
  readonly positionEmbedding: LearnedPositions;
  readonly #config: VisionConfig;

  constructor(config: VisionConfig, tower: { readonly classToken: boolean }) {
    super(config, tower);
    const { classToken } = tower;
    const { width, channels, patchSize, imageSize } = config;
    const [rows, columns] = gridOf([1, channels, ...imageSize], patchSize);
    this.classEmbedding = classToken ? new Parameter([width], normalInitializer(0.02)) : undefined;
    this.patchEmbedding = new PatchEmbedding(channels, width, patchSize, { bias: !classToken });
    this.positionEmbedding = new LearnedPositions(rows * columns + (classToken ? 1 : 0), width);
    this.#config = config;
  }

  /** Pixels [batch, channels, height, width] → [batch, tokens, width] */
  override forward(pixels: Tensor): Tensor {
    const { width, channels, patchSize, imageSize } = this.#config;
    const patches = this.patchEmbedding.forward(pixels);
    const positions = interpolatePositions(expandDims(this.positionEmbedding.weight, { axis: 0 }), {
      from: gridOf([1, channels, ...imageSize], patchSize),
      to: gridOf(pixels.shape, patchSize),
      firstTokens: this.classEmbedding === undefined ? 0 : 1,
    });
    if (this.classEmbedding === undefined) return add(patches, positions);
    const first = broadcastTo(reshape(this.classEmbedding, [1, 1, width]), [pixels.shape[0] ?? 0, 1, width]);
    return add(concat([first, patches], { axis: 1 }), positions);
  }
}
