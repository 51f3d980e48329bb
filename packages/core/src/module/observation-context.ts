/** Gives the functions that it runs a value, which they read as `current()`. */
export interface Context<Value> {
  /** True if asynchronous functions that run together are told apart. */
  readonly isExact: boolean;
  current(): Value | undefined;
  run<Result>(value: Value, fn: () => Result): Result;
}

/**
 * A context that follows a function across each `await`, where the runtime can do that (`AsyncLocalStorage` of Node,
 * Deno and Bun). Browsers cannot yet: there, an asynchronous function has its value until its promise settles, and
 * whatever runs in between has it too.
 */
export function createContext<Value>(): Context<Value> {
  const hooks = globalThis.process?.getBuiltinModule?.('node:async_hooks');
  if (hooks === undefined) return sharedContext();
  const storage = new hooks.AsyncLocalStorage<Value>();
  return {
    isExact: true,
    current: () => storage.getStore(),
    run: (value, fn) => storage.run(value, fn),
  };
}

function sharedContext<Value>(): Context<Value> {
  // Asynchronous functions may end in another order than they began.
  let running: readonly { readonly value: Value }[] = [];
  return {
    isExact: false,
    current: () => running.at(-1)?.value,
    run: (value, fn) => {
      const entry = { value };
      running = [...running, entry];
      return runThen(fn, () => {
        running = running.filter((other) => other !== entry);
      });
    },
  };
}

/** Runs `fn`, and `end` once it has returned or thrown, or its promise has settled. */
export function runThen<Result>(fn: () => Result, end: () => void): Result {
  let result: Result;
  try {
    result = fn();
  } catch (error) {
    end();
    throw error;
  }
  if (result instanceof Promise) void result.then(end, end);
  else end();
  return result;
}
