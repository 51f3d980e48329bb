import { BackendError } from '../errors.ts';
import { showValue } from '../weights/strict-json.ts';
import type { Backend } from './backend.ts';

/**
 * Refuses what is no backend, such as the promise of one, where it is given and not at the first op.
 *
 * @param name Who was given it, for the message.
 */
export function checkBackend(name: string, backend: Backend): void {
  const given: unknown = backend;
  if (isObject(given) && typeof given['upload'] === 'function' && isObject(given['kernels'])) return;
  throw new BackendError(`${name}: a backend is expected, got ${seen(given)}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function seen(given: unknown): string {
  if (typeof given === 'function') return `the function ${given.name}: call it, and await what it gives`;
  return showValue(given);
}
