import {
  BatchNorm,
  conv2d,
  kaimingNormal,
  Linear,
  Module,
  mean,
  Parameter,
  relu,
  type Tensor,
} from '@heed/core';

/** A convolution of 3 × 3, batch normalisation, ReLU. */
class Convolution extends Module {
  readonly weight: Parameter;
  readonly norm: BatchNorm;
  readonly #stride: number;

  constructor(inputs: number, outputs: number, stride: number) {
    super();
    this.weight = new Parameter([outputs, inputs, 3, 3], kaimingNormal);
    this.norm = new BatchNorm(outputs);
    this.#stride = stride;
  }

  override forward(x: Tensor): Tensor {
    return relu(this.norm.forward(conv2d(x, this.weight, undefined, { stride: this.#stride, padding: 1 })));
  }
}

/** Four convolutions that halve the picture or keep its size, as `strides` says, and the mean of what they found. */
export class ConvolutionalNet extends Module {
  readonly layers: readonly Convolution[];
  readonly classifier: Linear;

  constructor(channels: number, classes: number, strides: readonly [number, number, number, number]) {
    super();
    const widths = [channels, 16, 32, 64, 64];
    this.layers = strides.map(
      (stride, at) => new Convolution(widths[at] ?? channels, widths[at + 1] ?? 64, stride),
    );
    this.classifier = new Linear(64, classes);
  }

  override forward(pixels: Tensor): Tensor {
    const map = this.layers.reduce((x, layer) => layer.forward(x), pixels);
    return this.classifier.forward(mean(map, { axis: [2, 3] }));
  }
}
