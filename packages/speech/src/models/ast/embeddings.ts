import {
  add,
  broadcastTo,
  concat,
  conv2d,
  Dropout,
  Module,
  Parameter,
  type RandomGenerator,
  reshape,
  ShapeError,
  showShape,
  type Tensor,
  transpose,
  truncatedNormal,
  zerosInitializer,
} from '@heed/core';
import type { AudioSpectrogramConfig } from './config.ts';

/** A convolution over pictures [batch, 1, bins, frames], one window for each patch. */
export class AudioPatchConvolution extends Module {
  /** [width, 1, patch bins, patch frames] */
  readonly weight: Parameter;
  /** [width] */
  readonly bias: Parameter;
  readonly #stride: readonly [bins: number, frames: number];

  constructor(config: AudioSpectrogramConfig) {
    super(config);
    const { width, patchSize, frequencyStride, timeStride } = config;
    this.weight = new Parameter([width, 1, patchSize, patchSize], truncatedNormal(0.02));
    this.bias = new Parameter([width], zerosInitializer);
    this.#stride = [frequencyStride, timeStride];
  }

  override forward(picture: Tensor): Tensor {
    return conv2d(picture, this.weight, this.bias, { stride: this.#stride });
  }
}

/** Overlapping patches of a spectrogram, lower bins first: [batch, frames, bins] → [batch, patches, width]. */
export class AudioPatchEmbeddings extends Module {
  readonly projection: AudioPatchConvolution;

  constructor(config: AudioSpectrogramConfig) {
    super(config);
    this.projection = new AudioPatchConvolution(config);
  }

  override forward(features: Tensor): Tensor {
    const [batch = 0, frames = 0, bins = 0] = features.shape;
    const picture = reshape(transpose(features, [0, 2, 1]), [batch, 1, bins, frames]);
    const map = this.projection.forward(picture);
    const [, width = 0, rows = 0, columns = 0] = map.shape;
    return transpose(reshape(map, [batch, width, rows * columns]), [0, 2, 1]);
  }
}

/** Patches as tokens behind a class token and a distillation token, with learned positions. */
export class AudioSpectrogramEmbeddings extends Module {
  /** [1, 1, width] */
  readonly clsToken: Parameter;
  /** [1, 1, width] */
  readonly distillationToken: Parameter;
  /** [1, 2 + patches, width] */
  readonly positionEmbeddings: Parameter;
  readonly patchEmbeddings: AudioPatchEmbeddings;
  readonly dropout: Dropout;
  readonly #config: AudioSpectrogramConfig;

  constructor(config: AudioSpectrogramConfig, generator: RandomGenerator) {
    super(config);
    const { width, melBins, frames, patchSize, frequencyStride, timeStride } = config;
    const places = (size: number, stride: number): number => Math.floor((size - patchSize) / stride) + 1;
    const patches = places(melBins, frequencyStride) * places(frames, timeStride);
    this.clsToken = new Parameter([1, 1, width], truncatedNormal(0.02));
    this.distillationToken = new Parameter([1, 1, width], truncatedNormal(0.02));
    this.positionEmbeddings = new Parameter([1, 2 + patches, width], truncatedNormal(0.02));
    this.patchEmbeddings = new AudioPatchEmbeddings(config);
    this.dropout = new Dropout(config.dropout, generator);
    this.#config = config;
  }

  /** @throws {ShapeError} for features of another size. */
  override forward(features: Tensor): Tensor {
    const { frames, melBins, width } = this.#config;
    const [batch = 0] = features.shape;
    if (features.rank !== 3 || features.shape[1] !== frames || features.shape[2] !== melBins) {
      throw new ShapeError(
        `features must be [batch, ${frames}, ${melBins}], [batch, frames, bins], got ${showShape(features.shape)}`,
      );
    }
    const first = [this.clsToken, this.distillationToken].map((token) =>
      broadcastTo(token, [batch, 1, width]),
    );
    const tokens = concat([...first, this.patchEmbeddings.forward(features)], { axis: 1 });
    return this.dropout.forward(add(tokens, this.positionEmbeddings));
  }
}
