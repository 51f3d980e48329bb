import {
  checkKind,
  conv2d,
  linear,
  Module,
  Parameter,
  reshape,
  ShapeError,
  showShape,
  type Tensor,
  transpose,
  truncatedNormal,
  zerosInitializer,
} from '@heed/core';
import { checkSize, gridOf, type Size } from './size.ts';

/** Options of {@link PatchEmbedding}. */
export interface PatchEmbeddingOptions {
  /** Add a bias; true by default. */
  readonly bias?: boolean;
  /** Step from patch to patch; the patch's own size by default, so that patches neither overlap nor leave gaps. */
  readonly stride?: Size;
}

/**
 * The patches of pictures, row by row, each laid out flat as a convolution's kernel is (channel, row, column):
 * [batch, channels, height, width] → [batch, rows · columns, channels · patch rows · patch columns].
 *
 * @throws {ShapeError} where the picture does not divide into patches.
 *
 * @example
 * ```ts
 * import { ones } from '@heed/core';
 * import { cutPatches } from '@heed/vision';
 * console.log(cutPatches(ones([2, 3, 8, 12]), [4, 4]).shape); // [2, 6, 48]
 * ```
 */
export function cutPatches(pixels: Tensor, patch: Size): Tensor {
  const [patchRows, patchColumns] = checkSize('cutPatches: patch', patch);
  checkKind('cutPatches: pixels', pixels, 'a tensor');
  const [batch = 0, channels = 0] = pixels.shape;
  const [rows, columns] = gridOf(pixels.shape, [patchRows, patchColumns]);
  const cut = reshape(pixels, [batch, channels, rows, patchRows, columns, patchColumns]);
  return reshape(transpose(cut, [0, 2, 4, 1, 3, 5]), [
    batch,
    rows * columns,
    channels * patchRows * patchColumns,
  ]);
}

/**
 * Patches as tokens (Dosovitskiy et al. 2021, equation 1): a convolution whose step is the size of its window, which is
 * the same as one linear layer for every patch. [batch, channels, height, width] → [batch, rows · columns, width].
 *
 * Patches that do not overlap are computed by the linear layer, others by the convolution.
 *
 * @example
 * ```ts
 * import { ones, RandomGenerator } from '@heed/core';
 * import { PatchEmbedding } from '@heed/vision';
 * const embedding = new PatchEmbedding(3, 8, [4, 4]).initialize(new RandomGenerator(0));
 * console.log(embedding.forward(ones([1, 3, 8, 12])).shape); // 2 rows of 3 patches: [1, 6, 8]
 * ```
 */
export class PatchEmbedding extends Module {
  /** [width, channels, patch rows, patch columns] */
  readonly weight: Parameter;
  readonly bias: Parameter | undefined;
  readonly patchSize: Size;
  readonly #stride: Size;

  constructor(channels: number, width: number, patchSize: Size, options: PatchEmbeddingOptions = {}) {
    super();
    this.patchSize = checkSize('PatchEmbedding: patchSize', patchSize);
    this.#stride = checkSize('PatchEmbedding: stride', options.stride ?? patchSize);
    this.weight = new Parameter([width, channels, ...patchSize], truncatedNormal(0.02));
    this.bias = options.bias === false ? undefined : new Parameter([width], zerosInitializer);
  }

  /**
   * @throws {ShapeError} for another number of channels, and where a picture does not divide into patches.
   */
  override forward(pixels: Tensor): Tensor {
    const [width = 0, channels = 0] = this.weight.shape;
    if (pixels.rank !== 4 || pixels.shape[1] !== channels) {
      throw new ShapeError(
        `PatchEmbedding: pixels must be [batch, ${channels}, height, width], got ${showShape(pixels.shape)}`,
      );
    }
    if (this.#stride.every((step, axis) => step === this.patchSize[axis])) {
      const size = this.weight.size / Math.max(width, 1);
      return linear(cutPatches(pixels, this.patchSize), reshape(this.weight, [width, size]), this.bias);
    }
    const [step, across] = this.#stride;
    const map = conv2d(pixels, this.weight, this.bias, { stride: [step, across] });
    const [batch = 0, , rows = 0, columns = 0] = map.shape;
    return transpose(reshape(map, [batch, width, rows * columns]), [0, 2, 1]);
  }
}
