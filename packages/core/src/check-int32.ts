import type { TensorSpec } from './backend/backend.ts';
import { DTypeError } from './errors.ts';
import { showValue } from './weights/strict-json.ts';

/**
 * Refuses ids, classes or places that are no int32, and numbers that are not in a tensor.
 *
 * @param name Whose and which, for the message: `embedding: ids`.
 */
export function checkInt32(name: string, given: TensorSpec | undefined): asserts given is TensorSpec {
  if (given?.dtype === 'int32') return;
  const seen =
    given?.dtype ?? `${showValue(given)}, which is no tensor: tensor(ids, { dtype: 'int32' }) makes one`;
  throw new DTypeError(`${name} must be int32, got ${seen}`);
}
