import type { TypedArray } from '../dtype.ts';
import { IndexError } from '../errors.ts';
import { apply, defineOp } from '../op.ts';
import type { Tensor } from '../tensor.ts';

/** Which targets there may be. */
export type ClassMaskAttributes = { readonly classes: number; readonly ignoreIndex: number };

const op = defineOp<ClassMaskAttributes>({
  name: 'classMask',
  infer: ([targets], { classes }) => [{ shape: [targets?.shape[0] ?? 0, classes], dtype: 'bool' }],
  reference: ([targets], [y], { classes, ignoreIndex }) => {
    if (targets === undefined || y === undefined) return;
    checkTargets(targets.data, { classes, ignoreIndex });
    targets.data.forEach((target: number, place: number) => {
      if (target !== ignoreIndex) y.data[place * classes + target] = 1;
    });
  },
});

/**
 * Refuses targets that are neither a class nor ignored, by the first of them.
 *
 * @throws {IndexError}
 */
export function checkTargets(targets: TypedArray, { classes, ignoreIndex }: ClassMaskAttributes): void {
  targets.forEach((target: number, place: number) => {
    if (target === ignoreIndex || (target >= 0 && target < classes)) return;
    throw new IndexError(
      `target ${target} at place ${place} is outside the ${classes} classes (0 to ${classes - 1})`,
    );
  });
}

/**
 * True at the class of each target: int32 [rows] → bool [rows, classes]. Ignored rows are all false.
 *
 * @throws {IndexError} for a target that is neither a class nor `ignoreIndex`.
 *
 * @example
 * ```ts
 * import { classMask, tensor } from '@heed/core';
 * const y = classMask(tensor([1], { dtype: 'int32' }), { classes: 3, ignoreIndex: -100 }); // [[false, true, false]]
 * ```
 */
export function classMask(targets: Tensor, attributes: ClassMaskAttributes): Tensor {
  return apply(op, [targets], attributes);
}
