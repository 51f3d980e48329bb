import {
  add,
  BatchNorm,
  Conv2d,
  type Conv2dOptions,
  FrozenBatchNorm,
  kaimingNormal,
  Module,
  relu,
  type Tensor,
} from '@heed/core';
import { activationNamed, stackLayers } from '@heed/transformer';
import type { ResNetConfig, ResNetStageConfig } from './config.ts';

/** How a ResNet normalises: by batches, or with statistics that stay as they are. */
export interface ResNetNorms {
  readonly frozen: boolean;
}

/** A convolution with its norm. Padding keeps the size of the picture, but for the stride. */
export class ResNetConvolution extends Module {
  readonly convolution: Conv2d;
  readonly normalization: BatchNorm | FrozenBatchNorm;

  constructor(
    inputs: number,
    outputs: number,
    side: number,
    norms: ResNetNorms,
    options: Pick<Conv2dOptions, 'stride'> & { readonly dilation?: number } = {},
  ) {
    super();
    const { dilation = 1 } = options;
    const padding = dilation * Math.floor(side / 2);
    const given = { ...options, padding, bias: false, initializer: kaimingNormal };
    this.convolution = new Conv2d(inputs, outputs, side, given);
    this.normalization = norms.frozen ? new FrozenBatchNorm(outputs) : new BatchNorm(outputs);
  }

  override forward(map: Tensor): Tensor {
    return this.normalization.forward(this.convolution.forward(map));
  }
}

/** Where a block stands. */
interface BlockPlace {
  readonly inputs: number;
  readonly stride: 1 | 2;
  readonly dilations: readonly [number, number];
}

/** Convolutions beside a way around them, `act(layer(x) + x)`: He et al. 2016, figure 5. */
export class ResNetBlock extends Module {
  /** Brings the input to the output's shape, where they differ. */
  readonly shortcut: ResNetConvolution | undefined;
  readonly layer: readonly ResNetConvolution[];
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: ResNetConfig, width: number, place: BlockPlace, norms: ResNetNorms) {
    super(config);
    const { inputs, stride, dilations } = place;
    const changes = inputs !== width || stride !== 1;
    this.shortcut = changes ? new ResNetConvolution(inputs, width, 1, norms, { stride }) : undefined;
    if (config.block === 'basic') {
      this.layer = [
        new ResNetConvolution(inputs, width, 3, norms, { stride, dilation: dilations[0] }),
        new ResNetConvolution(width, width, 3, norms, { dilation: dilations[1] }),
      ];
    } else {
      const inner = width / 4;
      const [first, second] = config.stepsFirst ? [stride, 1] : [1, stride];
      this.layer = [
        new ResNetConvolution(inputs, inner, 1, norms, { stride: first }),
        new ResNetConvolution(inner, inner, 3, norms, { stride: second, dilation: dilations[0] }),
        new ResNetConvolution(inner, width, 1, norms),
      ];
    }
    this.#activation = activationNamed(config.activation);
  }

  override forward(map: Tensor): Tensor {
    const through = this.layer.reduce((x, layer, at) => layer.forward(at === 0 ? x : relu(x)), map);
    return this.#activation(add(through, this.shortcut?.forward(map) ?? map));
  }
}

/** The blocks of a stage. */
export class ResNetStage extends Module {
  readonly layers: readonly ResNetBlock[];

  constructor(config: ResNetConfig, stage: ResNetStageConfig, inputs: number, norms: ResNetNorms) {
    super(config, stage);
    const { width, depth, stride, dilation } = stage;
    this.layers = stackLayers(depth, (at) => {
      const place: BlockPlace =
        at === 0
          ? { inputs, stride, dilations: [1, dilation] }
          : { inputs: width, stride: 1, dilations: [dilation, dilation] };
      return new ResNetBlock(config, width, place, norms);
    });
  }

  override forward(map: Tensor): Tensor {
    return this.layers.reduce((x, layer) => layer.forward(x), map);
  }
}
