import { OptionError } from '../errors.ts';
import { checkpoint } from '../gradient/checkpoint.ts';
import { tidy } from '../memory/scope.ts';
import { checkConfig, checkKind } from '../options.ts';
import { isPlainObject } from '../plain-object.ts';
import type { RandomGenerator, RandomState } from '../random/random-generator.ts';
import { Tensor } from '../tensor.ts';
import { showValue } from '../weights/strict-json.ts';
import { generatorsOf } from './generators.ts';
import { ModuleBuffer } from './module-buffer.ts';
import { passBy } from './observe.ts';
import { Parameter } from './parameter.ts';
import { selectPaths } from './path-pattern.ts';

/** Which parameters to count. */
export interface ParameterCountOptions {
  /** Leave frozen parameters out. */
  readonly trainableOnly?: boolean;
}

/**
 * Base class of everything with parameters. A module is a class with `forward`; its fields are its tree: fields
 * that hold a `Parameter`, a `Module` or an array of modules are found by themselves, under the field's name.
 *
 * Every call of `forward` goes through one wrapper, which frees what the call made and did not return, and lets
 * observers read or replace the output.
 *
 * @example
 * ```ts
 * import { add, Linear, Module, RandomGenerator, relu, tensor, type Tensor } from '@heed/core';
 * class Residual extends Module {
 *   readonly inner = new Linear(4, 4);
 *   override forward(x: Tensor): Tensor {
 *     return add(x, relu(this.inner.forward(x)));
 *   }
 * }
 * const model = new Residual();
 * model.initialize(new RandomGenerator(1));
 * console.log(model.forward(tensor([[1, 2, 3, 4]])).shape, model.parameterCount()); // [1, 4] 20
 * ```
 */
export abstract class Module {
  #training = false;
  #recomputes = false;

  /**
   * @param configs What a subclass is made of, where that stands in configs: `super(config)`.
   * @throws {OptionError} for a config that was forgotten, that is no plain object, or that is empty.
   */
  constructor(...configs: readonly object[]) {
    for (const config of configs) checkConfig(new.target.name, config);
    const forward = this.forward;
    Object.defineProperty(this, 'forward', {
      value: (...inputs: never[]): unknown => {
        try {
          return tidy(() => this.#call(forward, inputs));
        } catch (error) {
          throw told(error, this, inputs);
        }
      },
    });
  }

  #call(forward: (...inputs: never[]) => unknown, inputs: never[]): unknown {
    const output = this.#recomputes
      ? recomputed(this, () => forward.apply(this, inputs))
      : forward.apply(this, inputs);
    return output instanceof Tensor ? passBy(this, undefined, output) : output;
  }

  /** What the module computes. */
  abstract forward(...inputs: never[]): unknown;

  /** Names of tensors inside `forward` that observers can ask for, such as `weights`. */
  get observationPoints(): readonly string[] {
    return [];
  }

  /** True in training mode, where dropout is on. New modules are in evaluation mode. */
  get training(): boolean {
    return this.#training;
  }

  /** Switches this module and all below it to training mode, or back with `false`. */
  train(on = true): this {
    for (const [, module] of this.modules()) module.#training = on;
    return this;
  }

  /** Switches this module and all below it to evaluation mode. */
  eval(): this {
    return this.train(false);
  }

  /**
   * Gradient checkpointing (Chen et al. 2016): a forward call of this module keeps none of its activations, and runs
   * again when gradients are asked for. Memory for time; the numbers are the same, dropout included. For the blocks of
   * a deep model, whose `forward` returns one tensor; `false` switches it off.
   */
  recompute(on = true): this {
    this.#recomputes = on;
    return this;
  }

  /** The modules directly below, with their names; items of arrays are called `layers.0`, `layers.1`, …. */
  *children(): Generator<[name: string, module: Module]> {
    for (const [name, value] of Object.entries(this)) {
      if (value instanceof Module) yield [name, value];
      else if (Array.isArray(value)) {
        for (const [index, item] of value.entries())
          if (item instanceof Module) yield [`${name}.${index}`, item];
      }
    }
  }

  /** This module (path '') and all below it, in the order of the fields. */
  *modules(path = ''): Generator<[path: string, module: Module]> {
    yield [path, this];
    for (const [name, child] of this.children()) yield* child.modules(path === '' ? name : `${path}.${name}`);
  }

  /** Every parameter under every path that reaches it: a tied one comes once per path. */
  *parameterPaths(): Generator<[path: string, parameter: Parameter]> {
    for (const [path, module] of this.modules()) {
      for (const [name, value] of Object.entries(module)) {
        if (value instanceof Parameter) yield [path === '' ? name : `${path}.${name}`, value];
      }
    }
  }

  /** The parameters by path; a tied one comes once, under its first path. */
  parameters(): ReadonlyMap<string, Parameter> {
    const seen = new Set<Parameter>();
    const result = new Map<string, Parameter>();
    for (const [path, parameter] of this.parameterPaths()) {
      if (seen.has(parameter)) continue;
      seen.add(parameter);
      result.set(path, parameter);
    }
    return result;
  }

  /** The tensors of the parameters that are not frozen, by path: what gradients are taken of. */
  trainableValues(): ReadonlyMap<string, Tensor> {
    return new Map([...this.parameters()].filter(([, p]) => p.trainable).map(([path, p]) => [path, p.value]));
  }

  /**
   * Draws fresh values for all parameters, in the order of their paths.
   *
   * @throws {OptionError} for a module or a parameter in a field that is not looked into, such as a `Map`, and for what is
   * no generator.
   */
  initialize(generator: RandomGenerator): this {
    checkKind('initialize: generator', generator, 'a RandomGenerator');
    for (const [path, module] of this.modules()) refuseHidden(path, module);
    for (const parameter of this.parameters().values()) parameter.initialize(generator);
    return this;
  }

  /**
   * Freezes parameters here and below: they get no gradient and are not trained.
   *
   * @param patterns Which ones, by their paths: `embeddings.**`, `layer.*.bias`; all without one.
   * @throws {OptionError} for a pattern that stands for no parameter.
   */
  freeze(...patterns: readonly string[]): this {
    return this.#setTrainable(false, patterns);
  }

  /** Undoes `freeze`, for all parameters or those that patterns stand for. */
  unfreeze(...patterns: readonly string[]): this {
    return this.#setTrainable(true, patterns);
  }

  #setTrainable(trainable: boolean, patterns: readonly string[]): this {
    const parameters = new Map(this.parameterPaths());
    const paths = patterns.length === 0 ? parameters.keys() : selectPaths(patterns, parameters.keys());
    for (const path of paths) {
      const parameter = parameters.get(path);
      if (parameter !== undefined) parameter.trainable = trainable;
    }
    return this;
  }

  /** Number of elements in all parameters, tied ones counted once, buffers not at all. */
  parameterCount(options: ParameterCountOptions = {}): number {
    let count = 0;
    for (const parameter of this.parameters().values()) {
      if (parameter instanceof ModuleBuffer) continue;
      if (parameter.trainable || !options.trainableOnly) count += parameter.size;
    }
    return count;
  }

  /** Frees the memory of the parameters and of everything else that this module and those below own. */
  dispose(): void {
    for (const [, child] of this.children()) child.dispose();
    for (const value of Object.values(this)) if (value instanceof Parameter) value.dispose();
  }
}

/**
 * A TypeError of a forward that was given what can be no tensor, in words that say what that was: of callers without types
 * this is the likely cause.
 */
function told(error: unknown, module: Module, inputs: readonly unknown[]): unknown {
  const [first] = inputs;
  const isNothing = typeof first !== 'object' || first === null;
  if (!(error instanceof TypeError) || !(isNothing || inputs.some(isOdd))) return error;
  const seen = inputs.map((input) => {
    if (!isPlainObject(input)) return showValue(input);
    return `{ ${Object.entries(input)
      .map(([name, value]) => `${name}: ${showValue(value)}`)
      .join(', ')} }`;
  });
  return new OptionError(
    `${module.constructor.name}: forward cannot take (${seen.join(', ')}): ${error.message}`,
    { cause: error },
  );
}

/** True for texts, lists and promises, and for options that hold such. */
function isOdd(input: unknown): boolean {
  if (typeof input === 'string' || Array.isArray(input) || ArrayBuffer.isView(input)) return true;
  return input instanceof Promise || (isPlainObject(input) && Object.values(input).some(isOdd));
}

/** Refuses what the tree does not reach, and what would so be neither trained nor saved. */
function refuseHidden(path: string, module: Module): void {
  for (const [name, value] of Object.entries(module)) {
    const lost = itemsOf(value).find((item) => item instanceof Module || item instanceof Parameter);
    if (lost === undefined) continue;
    const place = `${path === '' ? module.constructor.name : path}.${name}`;
    throw new OptionError(
      `${place} hides a ${lost.constructor.name}: modules are found in fields and in arrays of modules, parameters in fields`,
    );
  }
}

/** What a field holds in places that are not looked into. */
function itemsOf(value: unknown): readonly object[] {
  if (value instanceof Map || value instanceof Set) return [...value.values()];
  if (Array.isArray(value))
    return value.flat().filter((item) => !(item instanceof Module) || !value.includes(item));
  return isPlainObject(value) ? Object.values(value).filter((item) => item instanceof Object) : [];
}

/** Runs a module's forward under a checkpoint: the second time it draws the same random numbers as the first. */
function recomputed(module: Module, run: () => unknown): Tensor {
  const generators = [...generatorsOf(module)];
  const before = generators.map((generator) => generator.state());
  let isAgain = false;
  return checkpoint(() => {
    const now = generators.map((generator) => generator.state());
    if (isAgain) for (const [index, generator] of generators.entries()) restore(generator, before[index]);
    const output = run();
    if (isAgain) for (const [index, generator] of generators.entries()) restore(generator, now[index]);
    isAgain = true;
    if (output instanceof Tensor) return output;
    throw new OptionError(`${module.constructor.name}: recompute() is for modules that return one tensor`);
  });
}

function restore(generator: RandomGenerator, state: RandomState | undefined): void {
  if (state !== undefined) generator.restore(state);
}
