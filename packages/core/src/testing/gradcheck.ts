import { DTypeError, ValueError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import { tidy } from '../memory/scope.ts';
import { multiply } from '../ops/multiply.ts';
import { sum } from '../ops/sum.ts';
import { tensor } from '../ops/tensor.ts';
import { checkOptions } from '../options.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { errorOf } from './reading.ts';
import { weightedSum } from './sample.ts';

/** Options of {@link gradcheck}. */
export interface GradcheckOptions {
  /** Step of the differences; 1e-5 by default. */
  readonly epsilon?: number;
  /** Largest error allowed, relative to the derivative where that is above 1; 1e-6 by default. */
  readonly tolerance?: number;
  /**
   * Number of random directions along which derivatives are compared, instead of each element of each input alone:
   * for functions that take long.
   */
  readonly directions?: number;
}

/** A function of tensors whose float outputs are checked. */
export type CheckedFunction = (...inputs: Tensor[]) => Tensor | readonly Tensor[];

/** A direction in the space of all inputs: one array per input. */
interface Direction {
  readonly name: string;
  readonly steps: readonly (readonly number[])[];
}

function* alongElements(sizes: readonly number[]): Generator<Direction> {
  for (const [input, size] of sizes.entries()) {
    for (let element = 0; element < size; element++) {
      const steps = sizes.map((length, at) =>
        Array.from({ length }, (_, index) => Number(at === input && index === element)),
      );
      yield { name: `input ${input}, element ${element}`, steps };
    }
  }
}

function* atRandom(sizes: readonly number[], directions: number): Generator<Direction> {
  const generator = new RandomGenerator(directions);
  for (let index = 0; index < directions; index++) {
    const steps = sizes.map((length) => Array.from({ length }, () => generator.nextNormal()));
    yield { name: `direction ${index}`, steps };
  }
}

/**
 * Compares the gradients of a function with central differences `(f(x + ε d) − f(x − ε d)) / 2ε`, for every element
 * of every input, or along random directions. The function's outputs are summed with fixed weights.
 *
 * @param fn A function of float64 tensors; run it on the reference backend.
 * @returns the largest error.
 * @throws {ValueError} that names the first input and element that differ, with both derivatives.
 * @throws {DTypeError} for inputs that are not float64.
 *
 * @example
 * ```ts
 * import { exp, tensor } from '@heed/core';
 * import { gradcheck } from '@heed/core/testing';
 * gradcheck((x) => exp(x), [tensor([0, 1], { dtype: 'float64' })]);
 * ```
 */
export function gradcheck(
  fn: CheckedFunction,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): number {
  checkOptions('gradcheck', options, ['epsilon', 'tolerance', 'directions']);
  const { epsilon = 1e-5, tolerance = 1e-6, directions } = options;
  for (const [index, { dtype }] of inputs.entries()) {
    if (dtype !== 'float64') {
      throw new DTypeError(
        `gradcheck: input ${index} is ${dtype}; differences are exact enough in float64 only`,
      );
    }
  }
  const loss = (...given: Tensor[]): Tensor => weightedSum(fn(...given));
  const gradients = tidy(() => grad(loss)(...inputs).map((gradient) => [...gradient.dataSync()]));
  const numbers = inputs.map((x) => [...x.dataSync()]);
  const lossAt = (steps: Direction['steps'], factor: number): number =>
    tidy(() => {
      const moved = numbers.map((values, at) =>
        values.map((value, i) => value + factor * (steps[at]?.[i] ?? 0)),
      );
      const tensors = moved.map((values, at) =>
        tensor(values, { shape: inputs[at]?.shape ?? [], dtype: 'float64' }),
      );
      return loss(...tensors).item();
    });
  const sizes = inputs.map((x) => x.size);
  let largest = 0;
  for (const { name, steps } of directions === undefined
    ? alongElements(sizes)
    : atRandom(sizes, directions)) {
    const expected = (lossAt(steps, epsilon) - lossAt(steps, -epsilon)) / (2 * epsilon);
    const actual = sumOfProducts(gradients, steps);
    const error = errorOf(actual, expected);
    if (error > tolerance) {
      throw new ValueError(`gradcheck: ${name}: the gradient is ${actual}, differences give ${expected}`);
    }
    largest = Math.max(largest, error);
  }
  return largest;
}

function sumOfProducts(a: Direction['steps'], b: Direction['steps']): number {
  return a.reduce(
    (total, row, at) => row.reduce((part, value, i) => part + value * (b[at]?.[i] ?? 0), total),
    0,
  );
}

/**
 * {@link gradcheck} of the gradient itself: second derivatives, along random directions (5 by default).
 *
 * @returns the largest error.
 * @throws {ValueError} when second derivatives differ.
 *
 * @example
 * ```ts
 * import { tanh, tensor } from '@heed/core';
 * import { gradcheckSecondOrder } from '@heed/core/testing';
 * gradcheckSecondOrder((x) => tanh(x), [tensor([0, 1], { dtype: 'float64' })]);
 * ```
 */
export function gradcheckSecondOrder(
  fn: CheckedFunction,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): number {
  const gradient = (...given: Tensor[]): readonly Tensor[] => [
    ...grad((...xs) => weightedSum(fn(...xs)))(...given),
    // A gradient that is constant still counts as a function of every input.
    ...given.map((x) => multiply(sum(x), 0)),
  ];
  return gradcheck(gradient, inputs, { directions: 5, ...options });
}
