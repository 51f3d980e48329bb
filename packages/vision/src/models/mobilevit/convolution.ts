import { add, BatchNorm, Conv2d, Module, type Tensor } from '@heed/core';
import { activationNamed, stackLayers } from '@heed/transformer';
import type { MobileViTConfig } from './config.ts';

/** Options of {@link MobileViTConvLayer}. */
export interface MobileViTConvOptions {
  readonly stride?: number;
  readonly dilation?: number;
  readonly groups?: number;
  /** The function behind the norm, by its name in configs; none by default. */
  readonly activation?: string;
}

/** A convolution that keeps the size of a map, or divides it by the stride; then batch norm and an activation. */
export class MobileViTConvLayer extends Module {
  readonly convolution: Conv2d;
  readonly normalization: BatchNorm;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(inputs: number, outputs: number, kernel: number, options: MobileViTConvOptions = {}) {
    super();
    const { activation, dilation = 1, ...rest } = options;
    const padding = Math.floor((kernel - 1) / 2) * dilation;
    this.convolution = new Conv2d(inputs, outputs, kernel, { bias: false, padding, dilation, ...rest });
    this.normalization = new BatchNorm(outputs);
    this.#activation = activation === undefined ? (x) => x : activationNamed(activation);
  }

  override forward(map: Tensor): Tensor {
    return this.#activation(this.normalization.forward(this.convolution.forward(map)));
  }
}

/** A convolution of single pixels without norm and activation, under its published name. */
export class MobileViTProjection extends Module {
  readonly convolution: Conv2d;

  constructor(inputs: number, outputs: number, { bias = false }: { readonly bias?: boolean } = {}) {
    super();
    this.convolution = new Conv2d(inputs, outputs, 1, { bias });
  }

  override forward(map: Tensor): Tensor {
    return this.convolution.forward(map);
  }
}

/** The multiple of 8 nearest to a number of channels, but not less than nine tenths of it. */
function divisibleChannels(channels: number): number {
  const nearest = Math.max(8, Math.floor((channels + 4) / 8) * 8);
  return nearest < 0.9 * channels ? nearest + 8 : nearest;
}

/**
 * Inverted residual (Sandler et al. 2018, MobileNetV2): more channels, a convolution of each by itself, fewer channels; the
 * input is added where it has the shape of the output.
 */
export class MobileViTInvertedResidual extends Module {
  readonly expand_1x1: MobileViTConvLayer;
  readonly conv_3x3: MobileViTConvLayer;
  readonly reduce_1x1: MobileViTConvLayer;
  readonly #adds: boolean;

  constructor(
    config: MobileViTConfig,
    inputs: number,
    outputs: number,
    steps: { readonly stride: number; readonly dilation?: number },
  ) {
    super(config, steps);
    const { stride, dilation = 1 } = steps;
    const { expandRatio, activation } = config;
    const wide = divisibleChannels(Math.round(inputs * expandRatio));
    this.expand_1x1 = new MobileViTConvLayer(inputs, wide, 1, { activation });
    this.conv_3x3 = new MobileViTConvLayer(wide, wide, 3, { stride, dilation, groups: wide, activation });
    this.reduce_1x1 = new MobileViTConvLayer(wide, outputs, 1);
    this.#adds = stride === 1 && inputs === outputs;
  }

  override forward(map: Tensor): Tensor {
    const branch = this.reduce_1x1.forward(this.conv_3x3.forward(this.expand_1x1.forward(map)));
    return this.#adds ? add(map, branch) : branch;
  }
}

/** A stage of inverted residuals, the first of which may halve the map. */
export class MobileViTMobileNetLayer extends Module {
  readonly layer: readonly MobileViTInvertedResidual[];

  constructor(
    config: MobileViTConfig,
    inputs: number,
    outputs: number,
    stage: { readonly stride: number; readonly depth: number },
  ) {
    super(config, stage);
    const { stride, depth } = stage;
    this.layer = stackLayers(depth, (at) =>
      at === 0
        ? new MobileViTInvertedResidual(config, inputs, outputs, { stride })
        : new MobileViTInvertedResidual(config, outputs, outputs, { stride: 1 }),
    );
  }

  override forward(map: Tensor): Tensor {
    return this.layer.reduce((current, layer) => layer.forward(current), map);
  }
}
