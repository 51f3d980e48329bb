import { GradientError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import { fullLike } from '../ops/full.ts';
import { checkKind } from '../options.ts';
import { showShape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { backward } from './backward.ts';
import { openTapes, Tape, withTapes } from './tape.ts';

/** Something with parameters by path: every `Module`. */
export interface Differentiable {
  /** The tensors to take gradients of, by path. */
  trainableValues(): ReadonlyMap<string, Tensor>;
}

function checkScalar(name: string, value: unknown): asserts value is Tensor {
  if (!(value instanceof Tensor)) {
    const seen =
      value instanceof Promise ? 'a Promise: gradients are of what is computed at once' : String(value);
    throw new GradientError(`${name}: the function must return a tensor, it returned ${seen}`);
  }
  if (value.size !== 1 || (value.dtype !== 'float32' && value.dtype !== 'float64')) {
    throw new GradientError(
      `${name}: the function must return one float number, it returned ${value.dtype} ${showShape(value.shape)}`,
    );
  }
}

/** Runs `fn` under a new tape that watches `wanted`, then returns its scalar and the gradients. */
function differentiate(
  name: string,
  wanted: readonly Tensor[],
  fn: () => Tensor,
): { value: Tensor; gradients: Tensor[] } {
  return tidy(() => {
    const tape = new Tape();
    try {
      for (const tensor of wanted) tape.watch(tensor);
      const value = withTapes([...openTapes(), tape], fn);
      checkScalar(name, value);
      const gradients = backward(tape, [[value, fullLike(value, 1)]], wanted);
      return { value, gradients };
    } finally {
      tape.end();
    }
  });
}

/**
 * The gradient function of a scalar function: `grad(fn)(x, y)` returns `[∂fn/∂x, ∂fn/∂y]`. It can be used inside
 * `fn` of another `grad`, for second derivatives.
 *
 * @param fn A function of tensors that returns one number.
 * @throws {GradientError} when the result is not one float, or does not depend on the arguments.
 *
 * @example
 * ```ts
 * import { grad, multiply, sum, tensor } from '@heed/core';
 * const [dx] = grad((x) => sum(multiply(x, x)))(tensor([1, 2, 3]));
 * console.log(await dx?.data()); // [2, 4, 6]
 * ```
 */
export function grad(fn: (...inputs: Tensor[]) => Tensor): (...inputs: Tensor[]) => Tensor[] {
  checkKind('grad: fn', fn, 'a function');
  return (...inputs) => tidy(() => differentiate('grad', inputs, () => fn(...inputs)).gradients);
}

/** The loss and, by path, the gradient of every trainable parameter. */
export interface ValueAndGradients {
  readonly value: Tensor;
  readonly gradients: ReadonlyMap<string, Tensor>;
}

/**
 * Runs `fn`, which uses `model`, and returns its value with the gradient of each parameter that is not frozen.
 * A parameter that is reachable under two paths (tied) has one gradient, under the first.
 *
 * @throws {GradientError} when the value is not one float, or does not depend on the model.
 *
 * @example
 * ```ts
 * import { Linear, mean, RandomGenerator, tensor, valueAndGrad } from '@heed/core';
 * const model = new Linear(2, 1);
 * model.initialize(new RandomGenerator(1));
 * const { value, gradients } = valueAndGrad(model, () => mean(model.forward(tensor([[1, 2]]))));
 * console.log(value.shape, [...gradients.keys()]); // [] ['weight', 'bias']
 * ```
 */
export function valueAndGrad(model: Differentiable, fn: () => Tensor): ValueAndGradients {
  checkKind('valueAndGrad: model', model, 'a model with trainable values');
  checkKind('valueAndGrad: fn', fn, 'a function');
  const values = model.trainableValues();
  const { value, gradients } = differentiate('valueAndGrad', [...values.values()], fn);
  const paths = [...values.keys()];
  return { value, gradients: new Map(gradients.map((gradient, index) => [paths[index] ?? '', gradient])) };
}
