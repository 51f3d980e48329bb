import { LifetimeError } from '../errors.ts';
import { checkKind } from '../options.ts';
import { isPlainObject } from '../plain-object.ts';
import { innermostScope, setInnermostScope, Tensor, type TensorOwner } from '../tensor.ts';

/**
 * Every tensor inside a value: a tensor, or arrays and plain objects of values. What else an object holds (caches,
 * modules) owns its tensors itself.
 */
export function collectTensors(value: unknown, found: Set<Tensor> = new Set()): Set<Tensor> {
  if (value instanceof Tensor) found.add(value);
  else if (Array.isArray(value)) for (const item of value) collectTensors(item, found);
  else if (value instanceof Map) for (const item of value.values()) collectTensors(item, found);
  else if (isPlainObject(value)) for (const item of Object.values(value)) collectTensors(item, found);
  return found;
}

/** Frees what a scope owns; each tensor leaves it as it is freed. */
function freeAll(owner: TensorOwner): void {
  while (owner.newest !== undefined) owner.newest.dispose();
}

/** Moves the tensors of a result from the scope that ends to the one around it. */
function passOn(result: unknown, scope: TensorOwner, outer: TensorOwner | undefined): void {
  if (result instanceof Tensor) {
    if (result.scope === scope) result.moveTo(outer);
    return;
  }
  for (const tensor of collectTensors(result)) if (tensor.scope === scope) tensor.moveTo(outer);
}

/**
 * Runs `fn` and frees every tensor made inside, except those in what it returns, which pass to the scope around.
 * Module calls do this by themselves.
 *
 * @param fn A synchronous function; for work across `await` there is {@link Scope}.
 *
 * @example
 * ```ts
 * import { add, multiply, tensor, tidy } from '@heed/core';
 * const x = tensor([1, 2]);
 * const y = tidy(() => add(multiply(x, x), x)); // the product is freed
 * ```
 */
export function tidy<Result>(fn: () => Result): Result {
  if (typeof fn !== 'function') checkKind('tidy: fn', fn, 'a function');
  const outer = innermostScope();
  const scope: TensorOwner = { newest: undefined };
  setInnermostScope(scope);
  try {
    const result = fn();
    if (result instanceof Promise) {
      throw new LifetimeError(
        'tidy takes a synchronous function; use `using scope = new Scope()` across await',
      );
    }
    passOn(result, scope, outer);
    return result;
  } finally {
    setInnermostScope(outer);
    freeAll(scope);
  }
}

/**
 * Takes a tensor out of its scope: it lives until `dispose()` is called.
 *
 * @example
 * ```ts
 * import { keep, tensor, tidy } from '@heed/core';
 * let best = tensor([0]);
 * tidy(() => { best = keep(tensor([1])); });
 * best.dispose();
 * ```
 */
export function keep<Value>(value: Value): Value {
  for (const tensor of collectTensors(value)) tensor.moveTo(undefined);
  return value;
}

/**
 * A scope that lives across `await`: tensors made while it is the innermost one are freed when it ends.
 *
 * Opening it makes it the innermost scope of the whole program, which suits one task at a time. Where several
 * asynchronous tasks run together, open it with `Scope.detached()` and make tensors inside `scope.run(() => …)`,
 * so that no task frees what another made.
 *
 * @example
 * ```ts
 * import { multiply, Scope, tensor } from '@heed/core';
 * {
 *   using scope = new Scope();
 *   const x = multiply(tensor([1, 2]), 3);
 *   console.log(await x.data());
 * } // x and its inputs are freed here
 * ```
 */
export class Scope implements TensorOwner {
  newest: Tensor | undefined;
  #outer: TensorOwner | undefined;
  #open = false;

  constructor() {
    this.#outer = innermostScope();
    this.#open = true;
    setInnermostScope(this);
  }

  /** A scope that only `run` fills. */
  static detached(): Scope {
    const scope = new Scope();
    setInnermostScope(scope.#outer);
    scope.#open = false;
    return scope;
  }

  /** Runs a synchronous function whose tensors belong to this scope. */
  run<Result>(fn: () => Result): Result {
    const outer = innermostScope();
    setInnermostScope(this);
    try {
      return fn();
    } finally {
      setInnermostScope(outer);
    }
  }

  /** Lets tensors outlive this scope: they pass to the scope around it, or to the caller. */
  keep<Value>(value: Value): Value {
    passOn(value, this, this.#outer);
    return value;
  }

  /** Frees what the scope owns. Safe to repeat. */
  dispose(): void {
    if (this.#open) {
      if (innermostScope() !== this) {
        throw new LifetimeError(
          'scopes must end in the reverse order of their opening; tasks that run together need Scope.detached()',
        );
      }
      this.#open = false;
      setInnermostScope(this.#outer);
    }
    freeAll(this);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
