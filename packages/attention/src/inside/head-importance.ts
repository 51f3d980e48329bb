import {
  abs,
  checkOptions,
  divide,
  grad,
  greater,
  type Module,
  multiply,
  type Observer,
  observe,
  ones,
  ShapeError,
  showShape,
  sqrt,
  sum,
  type Tensor,
  tidy,
  to,
  where,
} from '@heed/core';

/** Options of {@link headImportance}. */
export interface HeadImportanceOptions {
  /** Which attention to judge: patterns of `context` points; `**.context` by default. */
  readonly patterns?: readonly string[];
  /** Divide by the Euclidean norm over the heads of a layer (Molchanov et al. 2017); off by default. */
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
      const observers = paths.map((path, index): [string, Observer] => {
        const gate = given[index];
        return [path, (context) => gate && multiply(context, gate)];
      });
      return observe(model, Object.fromEntries(observers), fn);
    })(...gates.values());
    return new Map(
      gradients.map((gradient, index) => {
        const importance = sum(abs(gradient), { axis: [0, 2, 3] });
        return [paths[index] ?? '', normalized ? toUnitNorm(importance) : importance];
      }),
    );
  });
}

/** Runs the model once to see its heads: by path, ones [batch, heads, 1, 1]. */
function openGates(model: Module, patterns: readonly string[], fn: () => Tensor): Map<string, Tensor> {
  const seen = new Map<string, Tensor>();
  const see: Observer = (context, { path }) => {
    const batch = (seen.get(path) ?? context).shape[0];
    if (context.rank !== 4 || context.shape[0] !== batch) {
      throw new ShapeError(
        `headImportance: '${path}' is ${showShape(context.shape)}, expected a context ` +
          '[batch, heads, queries, headDimension] of one batch',
      );
    }
    seen.set(path, context);
  };
  tidy(() => observe(model, Object.fromEntries(patterns.map((pattern) => [pattern, see])), fn));
  return new Map(
    [...seen].map(
      ([
        path,
        {
          shape: [batch = 0, heads = 0],
          dtype,
          backend,
        },
      ]) => [path, to(ones([batch, heads, 1, 1], dtype), backend)],
    ),
  );
}

/** Zeros stay zeros. */
function toUnitNorm(importance: Tensor): Tensor {
  const norm = sqrt(sum(multiply(importance, importance)));
  return divide(importance, where(greater(norm, 0), norm, 1));
}
