import { full, Module, multiply, Parameter, type Tensor } from '@heed/core';

/** A learned factor for each channel of a branch (Touvron et al. 2021, CaiT): it begins small. */
export class LayerScale extends Module {
  /** [width] */
  readonly lambda1: Parameter;

  constructor(width: number, initial: number) {
    super();
    this.lambda1 = new Parameter([width], (shape) => full(shape, initial));
  }

  override forward(x: Tensor): Tensor {
    return multiply(x, this.lambda1);
  }
}
