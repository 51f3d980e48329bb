import { DTypeError, LifetimeError, OptionError, ShapeError } from '../errors.ts';
import { checkKind } from '../options.ts';
import { sameShape, showShape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import type { Module } from './module.ts';
import { type Context, createContext, runThen } from './observation-context.ts';
import { choiceOf, joinPath, matchesPath, patternToRegExp } from './path-pattern.ts';

/** Where and when an observed tensor passed. */
export interface Passage {
  /** Path from the observed model: `decoder.layers.0.crossAttention.weights`. */
  readonly path: string;
  /** How many times this path had passed before in this `observe`: a batch or a generated step each. From 0. */
  readonly call: number;
}

/**
 * Reads a tensor on its way; a returned tensor of the same shape and type takes its place. The tensor lives until the
 * call around it ends: `keep` it, or read it at once. What an observer itself computes passes no observers.
 */
export type Observer = (value: Tensor, passage: Passage) => Tensor | undefined | void;

interface Observation {
  /** The `observe` around this one. */
  readonly outer: Observation | undefined;
  /** The modules of the observed model, each with every path that leads to it. */
  readonly paths: ReadonlyMap<Module, readonly string[]>;
  readonly rules: readonly { readonly pattern: RegExp; readonly observer: Observer }[];
  /** How often each path has passed. */
  readonly calls: Map<string, number>;
  state: 'running' | 'pending' | 'ended';
}

/** How many observations have not ended. While there are none, passing costs one comparison. */
let open = 0;
let context: Context<Observation | undefined> | undefined;

function currentContext(): Context<Observation | undefined> {
  context ??= createContext();
  return context;
}

/** The observations that see the running function, innermost first. */
function* observations(): Generator<Observation> {
  for (let at = currentContext().current(); at !== undefined; at = at.outer)
    if (at.state !== 'ended') yield at;
}

function observersAt(
  { paths, rules }: Observation,
  module: Module,
  name = '',
): { path: string; observers: Observer[] } | undefined {
  for (const base of paths.get(module) ?? []) {
    const path = joinPath(base, name);
    const observers = rules.filter(({ pattern }) => matchesPath(pattern, path)).map((rule) => rule.observer);
    if (observers.length > 0) return { path, observers };
  }
  return undefined;
}

/** True when somebody observes the tensor that `module` calls `name`: then it is worth computing. */
export function isObserved(module: Module, name: string): boolean {
  if (open === 0) return false;
  return observations().some((observation) => observersAt(observation, module, name) !== undefined);
}

/** True when somebody observes something in a model that `module` is part of. */
export function isWatched(module: Module): boolean {
  if (open === 0) return false;
  return observations().some(({ paths }) => paths.has(module));
}

/**
 * Passes a tensor by the observers of `module` (of its point `name`, or of its output) and returns what goes on: what a
 * module of yours does with tensors that should be seen. Their names stand in its `observationPoints`.
 *
 * @example
 * ```ts
 * import { Linear, Module, observe, passBy, RandomGenerator, relu, type Tensor } from '@heed/core';
 * class Layer extends Module {
 *   readonly inner = new Linear(3, 5);
 *   readonly outer = new Linear(5, 3);
 *   override get observationPoints(): readonly string[] {
 *     return ['hidden'];
 *   }
 *   override forward(x: Tensor): Tensor {
 *     return this.outer.forward(passBy(this, 'hidden', relu(this.inner.forward(x))));
 *   }
 * }
 * const generator = new RandomGenerator(0);
 * const layer = new Layer().initialize(generator);
 * const x = generator.normal([2, 3]);
 * observe(layer, { hidden: (hidden) => console.log(hidden.shape) }, () => layer.forward(x)); // [2, 5]
 * ```
 */
export function passBy(module: Module, name: string | undefined, value: Tensor): Tensor {
  return open === 0 ? value : passObservers(module, name, value);
}

function passObservers(module: Module, name: string | undefined, value: Tensor): Tensor {
  let current = value;
  for (const observation of observations()) {
    const found = observersAt(observation, module, name);
    if (found === undefined) continue;
    const { path, observers } = found;
    const call = observation.calls.get(path) ?? 0;
    observation.calls.set(path, call + 1);
    for (const observer of observers) {
      const given: unknown = currentContext().run(undefined, () => observer(current, { path, call }));
      if (given !== undefined) current = checkReplacement(path, current, given);
    }
  }
  return current;
}

function checkReplacement(path: string, seen: Tensor, given: unknown): Tensor {
  if (!(given instanceof Tensor)) {
    const what = given instanceof Promise ? 'a promise: observers are synchronous' : typeof given;
    throw new OptionError(
      `observe: the observer of '${path}' must return a tensor or nothing, it returned ${what}`,
    );
  }
  const told = `observe: ${seen.dtype} ${showShape(seen.shape)} passes '${path}', its observer returned`;
  if (!sameShape(given.shape, seen.shape)) throw new ShapeError(`${told} shape ${showShape(given.shape)}`);
  if (given.dtype !== seen.dtype) throw new DTypeError(`${told} ${given.dtype}`);
  return given;
}

/**
 * Runs `fn` while observers read or replace what passes the paths of `model`: the output of any module under its
 * path (`encoder.layers.0`), and the points that modules name (`….crossAttention.weights`).
 * Asking changes no numbers.
 *
 * Calls nest: the inner observers see a value first, the outer ones what these let pass. An asynchronous `fn` is
 * observed until its promise settles, and nothing else is, wherever the runtime has `AsyncLocalStorage` (Node, Deno,
 * Bun). In browsers, until then all calls of the model are observed, and a second `observe` of it is refused: await
 * one call before the next.
 *
 * @param observers Observers by path pattern; `*` is one part of a path, or a piece of one, `**` any number of parts.
 * All that match are called, in the order given.
 * @param fn What to run; it may be asynchronous.
 * @throws {OptionError} when a pattern matches no module's path or point of a module, listing near ones, or an
 * observer returns something else than a tensor.
 * @throws {ShapeError} and {DTypeError} when a tensor that an observer returns does not fit into the place.
 * @throws {LifetimeError} in a browser, when an asynchronous call of the model is being observed.
 *
 * @example
 * ```ts
 * import { Linear, observe, RandomGenerator, tensor } from '@heed/core';
 * const model = new Linear(2, 3);
 * model.initialize(new RandomGenerator(1));
 * observe(model, { '': (output) => console.log(output.shape) }, () => model.forward(tensor([[1, 2]])));
 * ```
 */
export function observe<Result>(
  model: Module,
  observers: Readonly<Record<string, Observer>>,
  fn: () => Result,
): Result {
  checkKind('observe: fn', fn, 'a function');
  checkKind('observe: model', model, 'a module');
  const runtime = currentContext();
  const paths = new Map<Module, readonly string[]>();
  for (const [path, module] of model.modules()) paths.set(module, [...(paths.get(module) ?? []), path]);
  const points = [...paths].flatMap(([module, bases]) =>
    bases.flatMap((base) => [base, ...module.observationPoints.map((point) => joinPath(base, point))]),
  );
  const rules = Object.entries(observers).map(([pattern, observer]) => {
    checkKind(`observe: the observer of '${pattern}'`, observer, 'a function');
    return { pattern: checkedPattern(pattern, model, points), observer };
  });
  if (!runtime.isExact) checkAlone(model, paths);
  const observation: Observation = {
    outer: runtime.current(),
    paths,
    rules,
    calls: new Map(),
    state: 'running',
  };
  open += 1;
  return runThen(
    () => {
      const result = runtime.run(observation, fn);
      if (result instanceof Promise) observation.state = 'pending';
      return result;
    },
    () => {
      observation.state = 'ended';
      open -= 1;
    },
  );
}

function checkedPattern(pattern: string, model: Module, points: readonly string[]): RegExp {
  const regExp = patternToRegExp(pattern);
  if (points.some((point) => matchesPath(regExp, point))) return regExp;
  throw new OptionError(
    `observe: nothing in ${model.constructor.name} has the path '${pattern}'; ${choiceOf(pattern, points)}`,
  );
}

/** Where calls cannot be told apart, an observer must not get into another's. */
function checkAlone(model: Module, paths: ReadonlyMap<Module, readonly string[]>): void {
  for (const other of observations()) {
    if (other.state !== 'pending' || !paths.keys().some((module) => other.paths.has(module))) continue;
    throw new LifetimeError(
      `observe: an asynchronous call of this ${model.constructor.name} is being observed, and this runtime cannot ` +
        'tell calls apart; await it first, or give all observers at once',
    );
  }
}
