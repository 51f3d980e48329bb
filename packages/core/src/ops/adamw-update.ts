import { ShapeError } from '../errors.ts';
import { applyMany, checkFloating, defineOp } from '../op.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Attributes of one AdamW update. */
export type AdamWAttributes = {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  /** Number of this update, from 1. */
  readonly step: number;
};

const op = defineOp<AdamWAttributes>({
  name: 'adamwUpdate',
  infer: (inputs) => {
    checkFloating('adamwUpdate', ...inputs);
    const [parameter, , first, second] = inputs;
    const odd = inputs.find((input) => !sameShape(input.shape, parameter?.shape ?? []));
    if (odd !== undefined) {
      throw new ShapeError(
        `adamwUpdate: all four tensors must be ${showShape(parameter?.shape ?? [])}, got ${showShape(odd.shape)}`,
      );
    }
    return parameter && first && second ? [parameter, first, second] : [];
  },
  reference: ([parameter, gradient, first, second], [p, m, v], attributes) => {
    if (!parameter || !gradient || !first || !second || !p || !m || !v) return;
    const { rate, beta1, beta2, epsilon, weightDecay, step } = attributes;
    const stepSize = rate / (1 - beta1 ** step);
    const root = Math.sqrt(1 - beta2 ** step);
    for (let i = 0; i < p.data.length; i++) {
      const g = gradient.data[i] ?? 0;
      const mean = beta1 * (first.data[i] ?? 0) + (1 - beta1) * g;
      const square = beta2 * (second.data[i] ?? 0) + (1 - beta2) * g * g;
      m.data[i] = mean;
      v.data[i] = square;
      p.data[i] =
        (parameter.data[i] ?? 0) * (1 - rate * weightDecay) -
        (stepSize * mean) / (Math.sqrt(square) / root + epsilon);
    }
  },
});

/** Parameter and moments after an update. */
export interface AdamWResult {
  readonly parameter: Tensor;
  readonly firstMoment: Tensor;
  readonly secondMoment: Tensor;
}

/**
 * One update of AdamW (Loshchilov and Hutter 2019) for one parameter: decoupled decay `p ← p (1 − rate · decay)`,
 * then `p ← p − rate · m̂ / (√v̂ + ε)` with the bias-corrected moments. All tensors have one shape.
 *
 * @example
 * ```ts
 * import { adamwUpdate, tensor, zeros } from '@heed/core';
 * const moments = { firstMoment: zeros([1]), secondMoment: zeros([1]) };
 * const options = { rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, step: 1 };
 * const { parameter } = adamwUpdate(tensor([1]), tensor([1]), moments, options); // [0.9]
 * ```
 */
export function adamwUpdate(
  parameter: Tensor,
  gradient: Tensor,
  moments: { readonly firstMoment: Tensor; readonly secondMoment: Tensor },
  attributes: AdamWAttributes,
): AdamWResult {
  const inputs = [parameter, gradient, moments.firstMoment, moments.secondMoment];
  const [p = parameter, firstMoment = parameter, secondMoment = parameter] = applyMany(
    op,
    inputs,
    attributes,
  );
  return { parameter: p, firstMoment, secondMoment };
}
