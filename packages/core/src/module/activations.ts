import { IndexError, ValueError } from '../errors.ts';
import { checkKind } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import type { Module } from './module.ts';
import { type Observer, observe } from './observe.ts';
import { nearPaths } from './path-pattern.ts';

/**
 * Tensors that passed through a model, by path, each path in the order of its passages. They live until `dispose()`,
 * or to the end of a block with `using`.
 */
export class Activations<Result = unknown> extends Map<string, readonly Tensor[]> {
  /** What the function that ran the model returned; it stays the caller's. */
  readonly result: Result;

  constructor(passed: Iterable<readonly [string, readonly Tensor[]]>, result: Result) {
    super(passed);
    this.result = result;
  }

  /**
   * The tensor that passed a path, at its first passage or a later one (from 0).
   *
   * @throws {IndexError} when nothing passed there, or not as often; it lists near paths.
   */
  at(path: string, call = 0): Tensor {
    const tensors = this.get(path) ?? [];
    const tensor = tensors[call];
    if (tensor !== undefined) return tensor;
    const near = nearPaths(path, [...this.keys()], 5);
    throw new IndexError(
      `activations: '${path}' passed ${tensors.length} times, asked for passage ${call}` +
        `${tensors.length === 0 && near.length > 0 ? `; near it: ${near.join(', ')}` : ''}`,
    );
  }

  /** Frees the tensors, but for those that somebody else owns too. */
  dispose(): void {
    for (const tensors of this.values()) for (const tensor of tensors) tensor.release();
    this.clear();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/**
 * Runs `fn` and keeps what passes the paths of `model`: attention maps, hidden states, logits. See {@link observe}
 * for paths and patterns.
 *
 * @param patterns Which paths to keep; what several fit is kept once.
 * @param fn What to run; it may be asynchronous.
 * @throws {OptionError} when a pattern fits no path, listing near ones.
 *
 * @example
 * ```ts
 * import { collect, Linear, RandomGenerator, tensor } from '@heed/core';
 * const model = new Linear(2, 3).initialize(new RandomGenerator(1));
 * using kept = collect(model, ['**'], () => model.forward(tensor([[1, 2]])));
 * for (const [path, tensors] of kept) console.log(`'${path}'`, tensors.map((output) => output.shape)); // '' [[1, 3]]
 * ```
 */
export function collect<Result>(
  model: Module,
  patterns: readonly string[],
  fn: () => Promise<Result>,
): Promise<Activations<Result>>;
/** Runs `fn` and keeps what passes the paths of `model`, at once: attention maps, hidden states, logits. */
export function collect<Result>(
  model: Module,
  patterns: readonly string[],
  fn: () => Result,
): Activations<Result>;
export function collect<Result>(
  model: Module,
  patterns: readonly string[],
  fn: () => Result | Promise<Result>,
): Activations<Result> | Promise<Activations<Result>> {
  checkKind('collect: patterns', patterns, 'a list');
  const passed = new Map<string, Tensor[]>();
  const hold: Observer = (value, { path, call }) => {
    const tensors = passed.get(path) ?? [];
    // Where two patterns fit a path, this is the second time.
    if (tensors.length === call) passed.set(path, [...tensors, value.retain()]);
  };
  const free = (): void => new Activations(passed, undefined).dispose();
  try {
    const result = observe(model, Object.fromEntries(patterns.map((pattern) => [pattern, hold])), fn);
    if (!(result instanceof Promise)) return new Activations(passed, result);
    return result.then(
      (value) => new Activations(passed, value),
      (error: unknown) => {
        free();
        throw error;
      },
    );
  } catch (error) {
    free();
    throw error;
  }
}

/**
 * Activation patching (Vig et al. 2020; causal tracing in Meng et al. 2022): runs `fn` with what passes some paths
 * replaced by what passed them in another run. If a corrupted input then gives the clean answer, the answer comes by
 * these paths.
 *
 * @param activations By path, the tensor for each passage, such as `collect` gives; all or some of them.
 * @throws {OptionError} when the model has no such path.
 * @throws {ValueError} when a path passes more often than there are tensors.
 * @throws {ShapeError} when a tensor does not fit into its place: both inputs need the same length.
 *
 * @example
 * ```ts
 * import { collect, Linear, patchActivations, RandomGenerator, tensor } from '@heed/core';
 * const model = new Linear(2, 3).initialize(new RandomGenerator(1));
 * using clean = collect(model, [''], () => model.forward(tensor([[1, 2]])));
 * const patched = patchActivations(model, clean, () => model.forward(tensor([[5, 5]])));
 * console.log(patched.toString() === clean.result.toString()); // true
 * ```
 */
export function patchActivations<Result>(
  model: Module,
  activations: ReadonlyMap<string, readonly Tensor[]>,
  fn: () => Result,
): Result {
  checkKind('patchActivations: activations', activations, 'a map');
  const patch: Observer = (_, { path, call }) => {
    const tensors = activations.get(path) ?? [];
    const tensor = tensors[call];
    if (tensor !== undefined) return tensor;
    throw new ValueError(
      `patchActivations: '${path}' passes more often than the ${tensors.length} times that there are tensors for`,
    );
  };
  return observe(model, Object.fromEntries([...activations.keys()].map((path) => [path, patch])), fn);
}
