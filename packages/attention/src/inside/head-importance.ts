import {
  abs,
  checkOptions,
  divide,
  grad,
  maximum,
  type Module,
  multiply,
  observe,
  ones,
  ShapeError,
  showShape,
  sqrt,
  sum,
  type Tensor,
  tidy,
  to,
} from '@heed/core';

/** Options of {@link headImportance}. */
export interface HeadImportanceOptions {
  /** Which attention to judge: patterns of `context` points; `**.context` by default. */
  readonly patterns?: readonly string[];
  /** Divide by the Euclidean norm over the heads of a layer, as in Michel et al. 2019, §4.1; off by default. */
  readonly normalized?: boolean;
}

/**
 * Head importance (Michel et al. 2019, equation 2): how much the loss would change if a head were taken out, to first
 * order. Each head h of each example x gets a gate ξₕ = 1 on what it reads, and `I_h = Σₓ |∂L / ∂ξₕ(x)|`. Where the
 * loss is the mean over the examples this is the paper's expectation `E |∂L(x) / ∂ξₕ|`.
 *
 * @param fn Runs the model and returns its loss, a number that sums or averages what the examples of the batch lose.
 * @returns For each observed path, [heads].
 * @throws {OptionError} when the patterns fit nothing.
 * @throws {GradientError} when the loss is not one float, or does not depend on the heads.
 *
 * @example
 * ```ts
 * import { headImportance, MultiHeadAttention } from '@heed/attention';
 * import { mean, multiply, RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new MultiHeadAttention(8, 2).initialize(generator);
 * const states = generator.normal([3, 5, 8]);
 * const importance = headImportance(attention, () => {
 *   const output = attention.forward(states);
 *   return mean(multiply(output, output));
 * });
 * console.log(importance.get('context')?.shape); // [2]
 * ```
 */
export function headImportance(
  model: Module,
  fn: () => Tensor,
  options: HeadImportanceOptions = {},
): Map<string, Tensor> {
  checkOptions('headImportance', options, ['patterns', 'normalized']);
  const { patterns = ['**.context'], normalized = false } = options;
  return tidy(() => {
    const gates = openGates(model, patterns, fn);
    const paths = [...gates.keys()];
    const gradients = grad((...given) => {
      const gate = new Map(paths.map((path, index) => [path, given[index]]));
      return observe(model, forEach(patterns, (context, path) => multiply(context, gate.get(path) ?? 1)), fn);
    })(...gates.values());
    return new Map(
      gradients.map((gradient, index) => {
        const importance = sum(abs(gradient), { axis: [0, 2, 3] });
        return [paths[index] ?? '', normalized ? toUnitNorm(importance) : importance];
      }),
    );
  });
}
