import { IndexError } from '../errors.ts';
import { apply, defineOp } from '../op.ts';
import type { Tensor } from '../tensor.ts';

type ClassMaskAttributes = { readonly classes: number; readonly ignoreIndex: number };

const op = defineOp<ClassMaskAttributes>({
  name: 'classMask',
  infer: ([targets], { classes }) => [{ shape: [targets?.shape[0] ?? 0, classes], dtype: 'bool' }],
  reference: ([targets], [y], { classes, ignoreIndex }) => {
    if (targets === undefined || y === undefined) return;
    targets.data.forEach((target: number, place: number) => {
      if (target === ignoreIndex) return;
      checkTarget(target, place, classes);
      y.data[place * classes + target] = 1;
    });
  },
});

/** Refuses a target that is no class. */
function checkTarget(target: number, place: number, classes: number): void {
  if (target < 0 || target >= classes) {
    throw new IndexError(
      `target ${target} at place ${place} is outside the ${classes} classes (0 to ${classes - 1})`,
    );
  }
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
