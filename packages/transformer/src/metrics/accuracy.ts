import { checkKind, ShapeError } from '@heed/core';

/**
 * The share of predictions that are right.
 *
 * @throws {ShapeError} for lists of different lengths, and for empty ones.
 *
 * @example
 * ```ts
 * import { accuracy } from '@heed/transformer';
 * console.log(accuracy([0, 1, 1, 2], [0, 1, 2, 2])); // 0.75
 * ```
 */
export function accuracy<Class>(predicted: readonly Class[], expected: readonly Class[]): number {
  checkPairs('accuracy', predicted, expected);
  return predicted.filter((found, index) => found === expected[index]).length / predicted.length;
}

/** Refuses lists that do not belong together. */
export function checkPairs(name: string, predicted: readonly unknown[], expected: readonly unknown[]): void {
  checkKind(`${name}: predicted`, predicted, 'a list');
  checkKind(`${name}: expected`, expected, 'a list');
  if (predicted.length === expected.length && predicted.length > 0) return;
  throw new ShapeError(`${name}: got ${predicted.length} predictions and ${expected.length} expected values`);
}
