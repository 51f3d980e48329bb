import { ValueError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import { tidy } from '../memory/scope.ts';
import { add } from '../ops/add.ts';
import { multiply } from '../ops/multiply.ts';
import { sum } from '../ops/sum.ts';
import { tensor } from '../ops/tensor.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';

/** Options of {@link gradcheck}. */
export interface GradcheckOptions {
  /** Step of the differences; 1e-5 by default. */
  readonly epsilon?: number;
  /** Largest error allowed, relative to the derivative where that is above 1; 1e-6 by default. */
  readonly tolerance?: number;
}

/** Weights that differ from element to element, so that no error cancels in the sum. */
function weightsLike(x: Tensor): Tensor {
  const numbers = Array.from({ length: x.size }, (_, index) => Math.sin(1 + 1.7 * index));
  return tensor(numbers, { shape: x.shape, dtype: 'float64' });
}

/**
 * Compares the gradients of a function with central differences `(f(x + ε) − f(x − ε)) / 2ε`, for every element of
 * every input. The function's outputs are summed with fixed weights.
 *
 * @param fn A function of float64 tensors on the reference backend.
 * @throws {ValueError} that names the first input and element that differ, with both derivatives.
 *
 * @example
 * ```ts
 * import { exp, tensor } from '@heed/core';
 * import { gradcheck } from '@heed/core/testing';
 * gradcheck((x) => exp(x), [tensor([0, 1], { dtype: 'float64' })]);
 * ```
 */
export function gradcheck(
  fn: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): void {
  checkOptions('gradcheck', options, ['epsilon', 'tolerance']);
  const { epsilon = 1e-5, tolerance = 1e-6 } = options;
  const loss = (...given: Tensor[]): Tensor => {
    const output = fn(...given);
    return sum(multiply(output, weightsLike(output)));
  };
  const gradients = tidy(() =>
    grad(loss)(...inputs)
      .map((gradient) => gradient.dataSync())
      .map((data) => [...data]),
  );
  for (const [at, x] of inputs.entries()) {
    const numbers = [...x.dataSync()];
    for (const [element, value] of numbers.entries()) {
      const moved = (step: number): number =>
        tidy(() => {
          const other = numbers.with(element, value + step);
          const nudged = tensor(other, { shape: x.shape, dtype: 'float64' });
          return loss(...inputs.with(at, nudged)).item();
        });
      const expected = (moved(epsilon) - moved(-epsilon)) / (2 * epsilon);
      const actual = gradients[at]?.[element] ?? Number.NaN;
      if (!(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)))) {
        throw new ValueError(
          `gradcheck: input ${at}, element ${element}: the gradient is ${actual}, differences give ${expected}`,
        );
      }
    }
  }
}

/** {@link gradcheck} of the gradient itself: second derivatives, with a tolerance of 1e-5 by default. */
export function gradcheckSecondOrder(
  fn: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): void {
  for (const at of inputs.keys()) {
    const gradient = (...given: Tensor[]): Tensor => {
      const [result] = grad((x) => {
        const output = fn(...given.with(at, x));
        return sum(multiply(output, weightsLike(output)));
      })(...given.slice(at, at + 1));
      if (result === undefined) throw new ValueError('gradcheck: no gradient');
      // Keeps the result a function of every input, also where the gradient is constant.
      return given.reduce((total, x) => add(total, multiply(sum(x), 0)), result);
    };
    gradcheck(gradient, inputs, { tolerance: 1e-5, ...options });
  }
}
