import { OptionError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import type { Module } from './module.ts';

/** Where an observed tensor passed. */
export interface Passage {
  /** Path from the observed model: `decoder.layers.0.crossAttention.weights`. */
  readonly path: string;
}

/**
 * Reads a tensor on its way; a returned tensor takes its place. The tensor lives until the call around it ends:
 * `keep` it, or read it at once.
 */
export type Observer = (value: Tensor, passage: Passage) => Tensor | undefined | void;

interface Observation {
  readonly paths: ReadonlyMap<Module, string>;
  readonly rules: readonly { readonly pattern: RegExp; readonly observer: Observer }[];
}

let active: Observation | undefined;

/** `*` stands for one part of a path, `**` for any number of parts. */
function patternToRegExp(pattern: string): RegExp {
  const parts = pattern.split('.').map((part) => {
    if (part === '**') return '(?:[^.]+\\.)*?[^.]*';
    return part.replace(/[$()+?[\\\]^{|}]/g, '\\$&').replaceAll('*', '[^.]*');
  });
  return new RegExp(`^${parts.join('\\.')}$`);
}

function observersAt(
  module: Module,
  name: string | undefined,
): { path: string; observers: Observer[] } | undefined {
  const base = active?.paths.get(module);
  if (active === undefined || base === undefined) return undefined;
  const path = [base, name].filter((part) => part !== undefined && part !== '').join('.');
  const observers = active.rules.filter((rule) => rule.pattern.test(path)).map((rule) => rule.observer);
  return observers.length === 0 ? undefined : { path, observers };
}

/** True when somebody observes the tensor that `module` calls `name`: then it is worth computing. */
export function isObserved(module: Module, name: string): boolean {
  return active !== undefined && observersAt(module, name) !== undefined;
}

/** Passes a tensor by the observers of `module` (of its point `name`, or of its output) and returns what goes on. */
export function passBy(module: Module, name: string | undefined, value: Tensor): Tensor {
  if (active === undefined) return value;
  const found = observersAt(module, name);
  if (found === undefined) return value;
  let current = value;
  for (const observer of found.observers) current = observer(current, { path: found.path }) ?? current;
  return current;
}

/**
 * Runs `fn` while observers read or replace what passes the paths of `model`: the output of any module under its
 * path (`encoder.layers.0`), and the points that modules name (`….crossAttention.weights`).
 * Asking changes no numbers.
 *
 * @param observers Observers by path pattern; `*` is one part of a path, `**` any number of parts.
 * @param fn What to run; it may be asynchronous.
 * @throws {OptionError} when a pattern matches no module's path or point of a module.
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
  const paths = new Map([...model.modules()].map(([path, module]) => [module, path]));
  const rules = Object.entries(observers).map(([pattern, observer]) => {
    const regExp = patternToRegExp(pattern);
    checkPattern(pattern, regExp, model, paths);
    return { pattern: regExp, observer };
  });
  const before = active;
  active = { paths, rules };
  const restore = (): void => {
    active = before;
  };
  let result: Result;
  try {
    result = fn();
  } catch (error) {
    restore();
    throw error;
  }
  if (result instanceof Promise) void result.then(restore, restore);
  else restore();
  return result;
}

function checkPattern(
  pattern: string,
  regExp: RegExp,
  model: Module,
  paths: ReadonlyMap<Module, string>,
): void {
  const points = [...paths].flatMap(([module, path]) => [
    path,
    ...module.observationPoints.map((point) => (path === '' ? point : `${path}.${point}`)),
  ]);
  if (points.some((point) => regExp.test(point))) return;
  const last = pattern.split('.').at(-1) ?? '';
  const near = points.filter((point) => point.includes(last)).slice(0, 5);
  throw new OptionError(
    `observe: nothing in ${model.constructor.name} has the path '${pattern}'; ` +
      `${near.length > 0 ? 'near it' : 'there is'}: ${(near.length > 0 ? near : points.slice(0, 8)).join(', ')}`,
  );
}
