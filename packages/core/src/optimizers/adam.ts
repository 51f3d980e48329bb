import { LifetimeError, OptionError } from '../errors.ts';
import { type AdamWResult, adamwUpdate } from '../ops/adamw-update.ts';
import { add } from '../ops/add.ts';
import { multiply } from '../ops/multiply.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import {
  type DecayRule,
  Optimizer,
  type OptimizerOptions,
  type Trainable,
  type UpdateInput,
} from './optimizer.ts';
import { checkNumber } from './schedules/schedule.ts';

/** Options of {@link Adam} and {@link AdamW}. */
export interface AdamOptions extends OptimizerOptions {
  /** Decay of the first moment, the mean of the gradients; 0.9 by default. */
  readonly beta1?: number;
  /** Decay of the second moment, the mean of their squares; 0.999 by default. */
  readonly beta2?: number;
  /** Added to the root of the second moment; 1e-8 by default. */
  readonly epsilon?: number;
}

/** The moments' settings, checked. */
export interface Moments {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Names of {@link AdamOptions}. */
export const adamOptionNames: readonly string[] = [
  'rate',
  'beta1',
  'beta2',
  'epsilon',
  'weightDecay',
  'decays',
  'stateType',
];
/** The state tensors of the moments, of which the second holds squares. */
export const momentSlots = { slots: ['firstMoment', 'secondMoment'], squares: ['secondMoment'] } as const;

/** The moments' settings, checked, of the options of an optimizer. */
export function checkMoments(name: string, options: AdamOptions): Moments {
  checkOptions(name, options, adamOptionNames);
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  for (const [option, beta] of Object.entries({ beta1, beta2 })) {
    if (!(beta >= 0 && beta < 1))
      throw new OptionError(`${name}: ${option} must lie in 0…1 below 1, got ${beta}`);
  }
  checkNumber(name, 'epsilon', epsilon);
  return { beta1, beta2, epsilon };
}

/** The fused update, one for each backend that parameters live on. */
export function adamStep(
  inputs: readonly UpdateInput[],
  moments: Moments,
  gradientOf: (input: UpdateInput) => Tensor,
  decayOf: (input: UpdateInput) => number,
): readonly (readonly [Tensor, Tensor, Tensor])[] {
  const results = new Map<UpdateInput, AdamWResult | undefined>();
  for (const group of Map.groupBy(inputs, ({ value }) => value.backend).values()) {
    const parameters = group.map((input) => {
      const [firstMoment, secondMoment] = input.slots;
      if (firstMoment === undefined || secondMoment === undefined)
        throw new LifetimeError('Adam: its moments are gone');
      const { value: parameter, step } = input;
      return {
        parameter,
        gradient: gradientOf(input),
        firstMoment,
        secondMoment,
        weightDecay: decayOf(input),
        step,
      };
    });
    const next = adamwUpdate(parameters, { ...moments, rate: group[0]?.rate ?? 0 });
    for (const [index, input] of group.entries()) results.set(input, next[index]);
  }
  return inputs.flatMap((input) => {
    const next = results.get(input);
    return next === undefined ? [] : [[next.parameter, next.firstMoment, next.secondMoment] as const];
  });
}

/**
 * Adam (Kingma and Ba 2015). With g the gradient and t the update:
 *
 * `m ← β₁m + (1 − β₁)g`, `v ← β₂v + (1 − β₂)g²`, `θ ← θ − rate · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)`.
 *
 * `weightDecay`, 0 by default, is the L2 penalty of PyTorch's Adam: `g ← g + λθ` before all this, on all parameters.
 * Transformers are rather trained with {@link AdamW}.
 *
 * @throws {OptionError} for options that are unknown, missing or out of range.
 *
 * @example
 * ```ts
 * import { Adam, Linear, noam, RandomGenerator, sum, tensor, valueAndGrad } from '@heed/core';
 * const model = new Linear(2, 1).initialize(new RandomGenerator(1));
 * const rate = noam({ width: 2, warmup: 100 });
 * const optimizer = new Adam(model, { rate, beta2: 0.98, epsilon: 1e-9 });
 * const { gradients } = valueAndGrad(model, () => sum(model.forward(tensor([[1, 2]]))));
 * console.log(optimizer.step(gradients)); // 0.000707, the rate of update 1
 * ```
 */
export class Adam extends Optimizer {
  readonly #moments: Moments;

  constructor(model: Trainable, options: AdamOptions) {
    const moments = checkMoments('Adam', options);
    const { weightDecay = 0, decays = () => true } = options;
    super(model, options, { name: 'Adam', ...momentSlots, weightDecay, decays });
    this.#moments = moments;
  }

  protected override update(inputs: readonly UpdateInput[]): readonly (readonly [Tensor, ...Tensor[]])[] {
    const penalised = ({ value, gradient, weightDecay }: UpdateInput): Tensor =>
      weightDecay > 0 ? add(gradient, multiply(value, weightDecay)) : gradient;
    return adamStep(inputs, this.#moments, penalised, () => 0);
  }
}

/** Matrices and tables decay; biases and gains of norms, which have one axis, do not. */
export const matricesDecay: DecayRule = (_, parameter) => parameter.shape.length >= 2;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019): `θ ← θ − rate · λθ`, then the step of {@link Adam}
 * on the bare gradient. λ is `weightDecay`, 0.01 by default.
 *
 * Parameters with fewer than two axes, biases and the gains of norms, do not decay unless `decays` says so;
 * `groups()` shows who does.
 *
 * @throws {OptionError} for options that are unknown, missing or out of range.
 *
 * @example
 * ```ts
 * import { AdamW, LayerNorm, Linear, Module, type Tensor } from '@heed/core';
 * class Block extends Module {
 *   readonly norm = new LayerNorm(4);
 *   readonly inner = new Linear(4, 3);
 *   override forward(x: Tensor): Tensor {
 *     return this.inner.forward(this.norm.forward(x));
 *   }
 * }
 * console.log(new AdamW(new Block(), { rate: 1e-3, weightDecay: 0.1 }).groups());
 * // [{ name: 'decay', weightDecay: 0.1, parameters: ['inner.weight'] },
 * //  { name: 'no decay', weightDecay: 0, parameters: ['norm.weight', 'norm.bias', 'inner.bias'] }]
 * ```
 */
export class AdamW extends Optimizer {
  readonly #moments: Moments;

  constructor(model: Trainable, options: AdamOptions) {
    const moments = checkMoments('AdamW', options);
    const { weightDecay = 0.01, decays = matricesDecay } = options;
    super(model, options, { name: 'AdamW', ...momentSlots, weightDecay, decays });
    this.#moments = moments;
  }

  protected override update(inputs: readonly UpdateInput[]): readonly (readonly [Tensor, ...Tensor[]])[] {
    return adamStep(
      inputs,
      this.#moments,
      ({ gradient }) => gradient,
      ({ weightDecay }) => weightDecay,
    );
  }
}
