import { OptionError } from '../errors.ts';
import { add } from '../ops/add.ts';
import { multiply } from '../ops/multiply.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Optimizer, type OptimizerOptions, type Trainable, type UpdateInput } from './optimizer.ts';
import { checkNumber } from './schedules/schedule.ts';

/** Options of {@link SGD}. */
export interface SGDOptions extends OptimizerOptions {
  /** Part of the former direction that is kept; 0 by default. */
  readonly momentum?: number;
  /** Part of each later gradient that is left out of the momentum; 0 by default. */
  readonly dampening?: number;
  /** Look ahead along the momentum; off by default. Needs momentum and no dampening. */
  readonly nesterov?: boolean;
}

/**
 * Stochastic gradient descent with momentum (Sutskever et al. 2013, in PyTorch's form), where λ is `weightDecay`,
 * 0 by default:
 *
 * `g ← g + λθ`, `b ← μb + (1 − dampening) g` (`b = g` at first), `θ ← θ − rate · b`; with Nesterov
 * `θ ← θ − rate · (g + μb)`.
 *
 * @throws {OptionError} for options that are unknown, missing or out of range.
 *
 * @example
 * ```ts
 * import { Linear, RandomGenerator, SGD, sum, tensor, valueAndGrad } from '@heed/core';
 * const model = new Linear(2, 1).initialize(new RandomGenerator(1));
 * const optimizer = new SGD(model, { rate: 0.1, momentum: 0.9, nesterov: true });
 * const { gradients } = valueAndGrad(model, () => sum(model.forward(tensor([[1, 2]]))));
 * console.log(optimizer.step(gradients)); // 0.1
 * ```
 */
export class SGD extends Optimizer {
  readonly #momentum: number;
  readonly #dampening: number;
  readonly #nesterov: boolean;

  constructor(model: Trainable, options: SGDOptions) {
    checkOptions('SGD', options, [
      'rate',
      'momentum',
      'dampening',
      'nesterov',
      'weightDecay',
      'decays',
      'stateType',
    ]);
    const { momentum = 0, dampening = 0, nesterov = false, weightDecay = 0, decays = () => true } = options;
    checkNumber('SGD', 'momentum', momentum);
    checkNumber('SGD', 'dampening', dampening);
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw new OptionError('SGD: nesterov needs a momentum above 0 and a dampening of 0');
    }
    super(model, options, { name: 'SGD', slots: momentum > 0 ? ['momentum'] : [], weightDecay, decays });
    this.#momentum = momentum;
    this.#dampening = dampening;
    this.#nesterov = nesterov;
  }

  protected override update(inputs: readonly UpdateInput[]): readonly (readonly [Tensor, ...Tensor[]])[] {
    return inputs.map((input) => this.#updateOne(input));
  }

  #updateOne(input: UpdateInput): readonly [Tensor, ...Tensor[]] {
    const { value, rate, weightDecay } = input;
    const gradient = weightDecay > 0 ? addScaled(input.gradient, value, weightDecay) : input.gradient;
    if (this.#momentum === 0) return [addScaled(value, gradient, -rate)];
    const momentum = this.#nextMomentum(gradient, input);
    const direction = this.#nesterov ? addScaled(gradient, momentum, this.#momentum) : momentum;
    return [addScaled(value, direction, -rate), momentum];
  }

  #nextMomentum(gradient: Tensor, { slots: [before], step }: UpdateInput): Tensor {
    if (before === undefined || step === 1) return gradient;
    const kept = multiply(before, this.#momentum);
    return this.#dampening === 0 ? add(kept, gradient) : addScaled(kept, gradient, 1 - this.#dampening);
  }
}

/** `a + factor · b`. */
function addScaled(a: Tensor, b: Tensor, factor: number): Tensor {
  return add(a, multiply(b, factor));
}
