import { OptionError } from '../errors.ts';
import { add } from '../ops/add.ts';
import { divide } from '../ops/divide.ts';
import { matmul } from '../ops/matmul.ts';
import { maximum } from '../ops/maximum.ts';
import { multiply } from '../ops/multiply.ts';
import { sqrt } from '../ops/sqrt.ts';
import { stack } from '../ops/stack.ts';
import { subtract } from '../ops/subtract.ts';
import { sum } from '../ops/sum.ts';
import { transpose } from '../ops/transpose.ts';
import { unstack } from '../ops/unstack.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import {
  type AdamOptions,
  adamOptionNames,
  adamStep,
  checkMoments,
  type Moments,
  matricesDecay,
  momentSlots,
} from './adam.ts';
import { type DecayRule, Optimizer, type Trainable, type UpdateInput } from './optimizer.ts';

/** Options of {@link Muon}; those of {@link AdamW} are for what is no hidden matrix. */
export interface MuonOptions extends Omit<AdamOptions, 'stateType'> {
  /** Which parameters with two axes are hidden matrices; all by default. Embeddings and last layers should not be. */
  readonly matrices?: DecayRule;
  /** Decay of the mean of the gradients of matrices; 0.95 by default. */
  readonly momentum?: number;
}

/** The polynomial `ax + bx³ + cx⁵` whose repetition brings singular values from 0…1 near 1. */
const [a, b, c] = [3.4445, -4.775, 2.0315];
const repetitions = 5;

/** Matrices [count, rows, columns] → about `U Vᵀ` of each `U S Vᵀ`, by the iteration of Newton and Schulz. */
function orthogonalize(matrices: Tensor): Tensor {
  const [, rows = 0, columns = 0] = matrices.shape;
  const turned = (x: Tensor): Tensor => (rows > columns ? transpose(x, [0, 2, 1]) : x);
  const norms = sqrt(sum(multiply(matrices, matrices), { axis: [1, 2], keepAxes: true }));
  let x = turned(divide(matrices, maximum(norms, 1e-7)));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const gram = matmul(x, x, { transposeB: true });
    const factor = add(multiply(gram, b), multiply(matmul(gram, gram), c));
    x = add(multiply(x, a), matmul(factor, x));
  }
  return turned(x);
}

/**
 * Muon (Jordan et al. 2024): the step of a hidden matrix is its momentum with all singular values near 1, so that no
 * direction of the gradient outshouts the others. With g the gradient and μ the momentum:
 *
 * `m ← μm + (1 − μ)g`, `θ ← θ − rate · λθ − rate · 0.2 √max(rows, columns) · orthogonal(μm + (1 − μ)g)`.
 *
 * The factor gives steps of the size of AdamW's (Liu et al. 2025, "Muon is scalable for LLM training"), so that rates and
 * weight decay tuned for {@link AdamW} serve. Everything else, vectors and tables and kernels, is updated as AdamW
 * does; λ is `weightDecay`, 0.01 by default. The second moment of a matrix stays 0.
 *
 * @throws {OptionError} for options that are unknown, missing or out of range.
 *
 * @example
 * ```ts
 * import { Linear, Module, Muon, relu, type Tensor } from '@heed/core';
 * class Net extends Module {
 *   readonly hidden = new Linear(4, 4);
 *   readonly classifier = new Linear(4, 3);
 *   override forward(x: Tensor): Tensor {
 *     return this.classifier.forward(relu(this.hidden.forward(x)));
 *   }
 * }
 * const matrices = (path: string) => path.startsWith('hidden');
 * const optimizer = new Muon(new Net(), { rate: 1e-3, weightDecay: 0.05, matrices });
 * ```
 */
export class Muon extends Optimizer {
  readonly #moments: Moments;
  readonly #momentum: number;
  readonly #isMatrix: (input: UpdateInput) => boolean;

  constructor(model: Trainable, options: MuonOptions) {
    checkOptions('Muon', options, [
      ...adamOptionNames.filter((name) => name !== 'stateType'),
      'matrices',
      'momentum',
    ]);
    const { matrices = () => true, momentum = 0.95, ...rest } = options;
    const moments = checkMoments('Muon', rest);
    if (!(momentum >= 0 && momentum < 1)) {
      throw new OptionError(`Muon: momentum must lie in 0…1 below 1, got ${momentum}`);
    }
    super(model, options, {
      name: 'Muon',
      ...momentSlots,
      weightDecay: options.weightDecay ?? 0.01,
      decays: options.decays ?? matricesDecay,
    });
    this.#moments = moments;
    this.#momentum = momentum;
    this.#isMatrix = ({ path, parameter }) => parameter.shape.length === 2 && matrices(path, parameter);
  }

  protected override update(inputs: readonly UpdateInput[]): readonly (readonly [Tensor, ...Tensor[]])[] {
    const { matrices = [], others = [] } = Object.groupBy(inputs, (input) =>
      this.#isMatrix(input) ? 'matrices' : 'others',
    );
    const steps = adamStep(
      others,
      this.#moments,
      ({ gradient }) => gradient,
      ({ weightDecay }) => weightDecay,
    );
    const results = new Map<UpdateInput, readonly [Tensor, ...Tensor[]]>(
      steps.flatMap((step, at) => {
        const input = others[at];
        return input === undefined ? [] : [[input, step] as const];
      }),
    );
    // Matrices of one shape go through the iteration together.
    for (const group of Map.groupBy(matrices, keyOf).values()) this.#updateGroup(group, results);
    return inputs.flatMap((input) => {
      const result = results.get(input);
      return result === undefined ? [] : [result];
    });
  }

  #updateGroup(
    group: readonly UpdateInput[],
    results: Map<UpdateInput, readonly [Tensor, ...Tensor[]]>,
  ): void {
    const moved = (from: Tensor, gradient: Tensor): Tensor =>
      add(multiply(from, this.#momentum), multiply(gradient, 1 - this.#momentum));
    const momenta = group.map(({ gradient, slots: [momentum] }) => moved(momentum ?? gradient, gradient));
    const ahead = momenta.map((momentum, at) => moved(momentum, group[at]?.gradient ?? momentum));
    const directions = unstack(orthogonalize(stack(ahead, { axis: 0 })), { axis: 0 });
    for (const [at, input] of group.entries()) {
      const { value, rate, weightDecay, slots } = input;
      const [direction, momentum, untouched] = [directions[at], momenta[at], slots[1]];
      if (direction === undefined || momentum === undefined || untouched === undefined) continue;
      const size = rate * 0.2 * Math.sqrt(Math.max(...value.shape));
      const kept = weightDecay > 0 ? multiply(value, 1 - rate * weightDecay) : value;
      results.set(input, [subtract(kept, multiply(direction, size)), momentum, untouched]);
    }
  }
}

/** Equal for matrices that can be stacked. */
function keyOf({ value }: UpdateInput): string {
  return `${value.backend.name} ${value.dtype} ${value.shape.join()}`;
}
