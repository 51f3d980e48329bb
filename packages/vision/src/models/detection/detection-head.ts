import { Linear, Module, relu, type Tensor } from '@heed/core';

/** What reads classes or boxes from the states of queries: three layers with relu between them. */
export class DetectionHead extends Module {
  readonly layers: readonly Linear[];

  constructor(width: number, outputs: number) {
    super();
    this.layers = [new Linear(width, width), new Linear(width, width), new Linear(width, outputs)];
  }

  /** […, width] → […, outputs] */
  override forward(x: Tensor): Tensor {
    return this.layers.reduce((state, layer, index) => layer.forward(index === 0 ? state : relu(state)), x);
  }
}
