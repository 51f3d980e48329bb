import type { Backend } from './backend.ts';
import { checkBackend } from './check-backend.ts';
import { cpu } from './reference.ts';

let current: Backend = cpu;

/**
 * Makes `backend` the one on which new tensors and parameters live, and returns the one before it.
 *
 * @throws {BackendError} for what is no backend: `use(wasm())` lacks an `await`.
 *
 * @example
 * ```ts
 * import { cpu, use } from '@heed/core';
 * use(cpu);
 * ```
 */
export function use(backend: Backend): Backend {
  checkBackend('use', backend);
  const before = current;
  current = backend;
  return before;
}

/**
 * The backend on which new tensors live: `cpu` until `use` says otherwise.
 *
 * @example
 * ```ts
 * import { currentBackend } from '@heed/core';
 * console.log(currentBackend().name, currentBackend().memory()); // cpu { buffers: 0, bytes: 0 }
 * ```
 */
export function currentBackend(): Backend {
  return current;
}
