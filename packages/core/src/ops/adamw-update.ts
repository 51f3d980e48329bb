import type { ReferenceArray } from '../backend/backend.ts';
import { ShapeError } from '../errors.ts';
import { applyMany, checkFloating, defineOp } from '../op.ts';
import { checkKind, checkOptions } from '../options.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** What an AdamW update has in common for all parameters. */
export type AdamWOptions = {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
};

/** One parameter to update. All tensors have one shape. */
export interface AdamWInput {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly firstMoment: Tensor;
  readonly secondMoment: Tensor;
  readonly weightDecay: number;
  /** Number of this update of this parameter, from 1. */
  readonly step: number;
}

/** Parameter and moments after an update. */
export interface AdamWResult {
  readonly parameter: Tensor;
  readonly firstMoment: Tensor;
  readonly secondMoment: Tensor;
}

/**
 * Attributes of the kernel. Inputs are parameter, gradient and both moments of one parameter after the other, outputs
 * parameter and both moments. Where `overwrite` says so a kernel may write these in the inputs' place and return
 * their buffers.
 */
export type AdamWAttributes = AdamWOptions & {
  readonly weightDecay: readonly number[];
  readonly step: readonly number[];
  readonly overwrite: readonly boolean[];
};

/** Tensors of one parameter among the inputs, and among the outputs. */
const given = 4;
const made = 3;

const op = defineOp<AdamWAttributes>({
  name: 'adamwUpdate',
  overwrites: true,
  infer: (inputs, { step }) =>
    step.flatMap((_, index) => {
      const own = inputs.slice(index * given, (index + 1) * given);
      checkFloating('adamwUpdate', ...own);
      const [parameter, , first, second] = own;
      const odd = own.find(({ shape }) => !sameShape(shape, parameter?.shape ?? []));
      if (odd !== undefined) {
        throw new ShapeError(
          `adamwUpdate: all four tensors must be ${showShape(parameter?.shape ?? [])}, got ${showShape(odd.shape)}`,
        );
      }
      return parameter && first && second ? [parameter, first, second] : [];
    }),
  reference: (inputs, outputs, attributes) => {
    for (const [index, step] of attributes.step.entries()) {
      const own = { ...attributes, step, weightDecay: attributes.weightDecay[index] ?? 0 };
      updateOne(inputs.slice(index * given), outputs.slice(index * made), own);
    }
  },
});

function updateOne(
  [parameter, gradient, first, second]: readonly ReferenceArray[],
  [p, m, v]: readonly ReferenceArray[],
  { rate, beta1, beta2, epsilon, weightDecay, step }: AdamWOptions & Pick<AdamWInput, 'weightDecay' | 'step'>,
): void {
  if (!parameter || !gradient || !first || !second || !p || !m || !v) return;
  const stepSize = rate / (1 - beta1 ** step);
  const root = Math.sqrt(1 - beta2 ** step);
  for (let i = 0; i < p.data.length; i++) {
    const g = gradient.data[i] ?? 0;
    m.data[i] = beta1 * (first.data[i] ?? 0) + (1 - beta1) * g;
    v.data[i] = beta2 * (second.data[i] ?? 0) + (1 - beta2) * g * g;
    // The moments as they are kept: a square beyond their type is infinite for the step as well.
    p.data[i] =
      (parameter.data[i] ?? 0) * (1 - rate * weightDecay) -
      (stepSize * (m.data[i] ?? 0)) / (Math.sqrt(v.data[i] ?? 0) / root + epsilon);
  }
}

/**
 * One update of AdamW (Loshchilov and Hutter 2019) of all the parameters given: decoupled decay
 * `p ← p (1 − rate · decay)`, then `p ← p − rate · m̂ / (√v̂ + ε)` with the bias-corrected moments.
 *
 * A parameter and its moments that nobody else holds (`isExclusive`) may be overwritten: the results take their place,
 * and no memory is needed for an update. All others are left as they are.
 *
 * As in PyTorch, a gradient whose square the type of the moments does not hold (above about 6e20 in float32 at β₂ 0.999)
 * makes the second moment infinite, and from then on its element only decays.
 *
 * @throws {ShapeError} when the tensors of a parameter differ in shape.
 *
 * @example
 * ```ts
 * import { adamwUpdate, tensor, zeros } from '@heed/core';
 * const weight = { parameter: tensor([1]), gradient: tensor([1]), firstMoment: zeros([1]), secondMoment: zeros([1]) };
 * const options = { rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
 * const [next] = adamwUpdate([{ ...weight, weightDecay: 0, step: 1 }], options);
 * console.log(await next?.parameter.data()); // [0.9]
 * ```
 */
export function adamwUpdate(
  parameters: readonly AdamWInput[],
  options: AdamWOptions,
): readonly AdamWResult[] {
  checkOptions('adamwUpdate', options, ['rate', 'beta1', 'beta2', 'epsilon']);
  checkKind('adamwUpdate: parameters', parameters, 'a list');
  const inputs = parameters.flatMap((one) => [
    one.parameter,
    one.gradient,
    one.firstMoment,
    one.secondMoment,
  ]);
  const outputs = applyMany(op, inputs, {
    ...options,
    weightDecay: parameters.map(({ weightDecay }) => weightDecay),
    step: parameters.map(({ step }) => step),
    overwrite: parameters.map(
      (one) => one.parameter.isExclusive && one.firstMoment.isExclusive && one.secondMoment.isExclusive,
    ),
  });
  return parameters.flatMap((_, index) => {
    const [parameter, firstMoment, secondMoment] = outputs.slice(index * made);
    return parameter && firstMoment && secondMoment ? [{ parameter, firstMoment, secondMoment }] : [];
  });
}
