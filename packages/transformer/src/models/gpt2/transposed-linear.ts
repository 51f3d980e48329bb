import {
  add,
  Module,
  matmul,
  normalInitializer,
  Parameter,
  reshape,
  type Tensor,
  zerosInitializer,
} from '@heed/core';

/**
 * Affine map of the last axis with the weight the other way round, as GPT-2's checkpoints hold it (`Conv1D` in
 * transformers): `y = x W + b`, `[…, inputs] → […, outputs]`, weight `[inputs, outputs]`.
 *
 * @example
 * ```ts
 * import { ones, RandomGenerator } from '@heed/core';
 * import { TransposedLinear } from '@heed/transformer';
 * const layer = new TransposedLinear(3, 2).initialize(new RandomGenerator(0));
 * console.log(layer.weight.shape, layer.forward(ones([5, 3])).shape); // [3, 2] [5, 2]
 * ```
 */
export class TransposedLinear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter;

  constructor(inputs: number, outputs: number) {
    super();
    this.weight = new Parameter([inputs, outputs], normalInitializer(0.02));
    this.bias = new Parameter([outputs], zerosInitializer);
  }

  override forward(x: Tensor): Tensor {
    const [inputs = 0, outputs = 0] = this.weight.shape;
    const leading = x.shape.slice(0, -1);
    const rows = leading.reduce((product, length) => product * length, 1);
    const product = matmul(reshape(x, [rows, inputs]), this.weight);
    return reshape(add(product, this.bias), [...leading, outputs]);
  }
}
