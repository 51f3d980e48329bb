import { add, Module, Parameter, rmsNorm, type Tensor, zerosInitializer } from '@heed/core';

/**
 * Gemma's RMSNorm, whose weight is the distance from 1: `y = x / √(mean(x²) + ε) · (1 + weight)`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { GemmaNorm } from '@heed/transformer';
 * const norm = new GemmaNorm(2, 1e-6).initialize(new RandomGenerator(0));
 * console.log(norm.forward(tensor([[3, 4]])).toString()); // 0.8485…, 1.1313…
 * ```
 */
export class GemmaNorm extends Module {
  readonly weight: Parameter;
  readonly #epsilon: number;

  constructor(width: number, epsilon: number) {
    super();
    this.weight = new Parameter([width], zerosInitializer);
    this.#epsilon = epsilon;
  }

  override forward(x: Tensor): Tensor {
    return rmsNorm(x, add(this.weight, 1), { epsilon: this.#epsilon });
  }
}
