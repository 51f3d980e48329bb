import {
  add,
  checkOptions,
  checkWhole,
  DTypeError,
  fullLike,
  grad,
  multiply,
  ShapeError,
  sameShape,
  showShape,
  subtract,
  sum,
  type Tensor,
  tidy,
} from '@heed/core';

/** Options of {@link integratedGradients}. */
export interface IntegratedGradientsOptions {
  /** The input that stands for nothing, of the shape and type of the input; zeros by default. */
  readonly baseline?: Tensor;
  /** Points at which the gradient is taken; 50 by default. */
  readonly steps?: number;
}

/** What {@link integratedGradients} gives. */
export interface IntegratedGradients {
  /** How much each element of the input adds to the result, of the shape of the input. */
  readonly attributions: Tensor;
  /** A number: the sum of the attributions less `F(x) − F(x′)`, 0 for exact integrals. Take more steps if it is large. */
  readonly gap: Tensor;
}

/**
 * Integrated gradients (Sundararajan et al. 2017, equation 1): what each element of the input contributes to a number,
 * `(x − x′) · ∫₀¹ ∇F(x′ + α (x − x′)) dα`, by the midpoint rule. Contributions add up to `F(x) − F(x′)`.
 *
 * Ids have no gradient: replace the embedded tokens by means of an observer, as in the example.
 *
 * @param fn F, from a tensor to one number.
 * @throws {ShapeError} or {DTypeError} when the baseline does not fit the input.
 * @throws {OptionError} when steps is no whole number from 1.
 * @throws {GradientError} when the result is not one float, or does not depend on the input.
 *
 * @example
 * ```ts
 * import { integratedGradients } from '@heed/attention';
 * import { Embedding, observe, RandomGenerator, sum, tanh, tensor } from '@heed/core';
 * const model = new Embedding(5, 2).initialize(new RandomGenerator(0));
 * const ids = tensor([3, 1], { dtype: 'int32' });
 * const score = () => sum(tanh(model.forward(ids)));
 * const { attributions } = integratedGradients(
 *   (embedded) => observe(model, { '': () => embedded }, score),
 *   model.forward(ids),
 * );
 * console.log(attributions.shape); // [2, 2]: by token and by unit; sum over the last axis for tokens
 * ```
 */
export function integratedGradients(
  fn: (input: Tensor) => Tensor,
  input: Tensor,
  options: IntegratedGradientsOptions = {},
): IntegratedGradients {
  checkOptions('integratedGradients', options, ['baseline', 'steps']);
  const steps = checkWhole('integratedGradients: steps', options.steps ?? 50);
  return tidy(() => {
    const baseline = options.baseline ?? fullLike(input, 0);
    checkBaseline(input, baseline);
    const way = subtract(input, baseline);
    let total = fullLike(input, 0);
    for (let step = 0; step < steps; step++) {
      const before = total;
      total = tidy(() => {
        const [gradient = total] = grad(fn)(add(baseline, multiply(way, (step + 0.5) / steps)));
        return add(total, gradient);
      });
      before.dispose();
    }
    const attributions = multiply(way, multiply(total, 1 / steps));
    const gap = subtract(sum(attributions), subtract(fn(input), fn(baseline)));
    return { attributions, gap };
  });
}

function checkBaseline(input: Tensor, baseline: Tensor): void {
  if (!sameShape(baseline.shape, input.shape)) {
    const [expected, seen] = [showShape(input.shape), showShape(baseline.shape)];
    throw new ShapeError(`integratedGradients: the input is ${expected}, the baseline ${seen}`);
  }
  if (baseline.dtype !== input.dtype) {
    throw new DTypeError(`integratedGradients: the input is ${input.dtype}, the baseline ${baseline.dtype}`);
  }
}

/**
 * Gradient × input (Shrikumar et al. 2017): `x · ∇F(x)`, the contributions to a number to first order; one step of
 * {@link integratedGradients} from zeros, taken at the end.
 *
 * @param fn F, from a tensor to one number.
 * @throws {GradientError} when the result is not one float, or does not depend on the input.
 *
 * @example
 * ```ts
 * import { gradientTimesInput } from '@heed/attention';
 * import { multiply, sum, tensor } from '@heed/core';
 * console.log(gradientTimesInput((x) => sum(multiply(x, tensor([2, 3]))), tensor([5, 7])).toString()); // [10, 21]
 * ```
 */
export function gradientTimesInput(fn: (input: Tensor) => Tensor, input: Tensor): Tensor {
  return tidy(() => {
    const [gradient = fullLike(input, 0)] = grad(fn)(input);
    return multiply(input, gradient);
  });
}
