import { checkInt32 } from '../check-int32.ts';
import type { TypedArray } from '../dtype.ts';
import { IndexError, OptionError, ShapeError } from '../errors.ts';
import { apply, defineOp } from '../op.ts';
import { checkOptions } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Which targets there may be. */
export type ClassMaskAttributes = { readonly classes: number; readonly ignoreIndex: number };

const op = defineOp<ClassMaskAttributes>({
  name: 'classMask',
  infer: ([targets], { classes }) => {
    checkInt32('classMask: targets', targets);
    const [rows = 0] = targets.shape;
    if (targets.shape.length !== 1) {
      throw new ShapeError(`classMask: targets must be [rows], got ${showShape(targets.shape)}`);
    }
    return [{ shape: [rows, classes], dtype: 'bool' }];
  },
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
 * @throws {DTypeError} for targets that are not int32.
 * @throws {ShapeError} for targets of other than one axis.
 * @throws {OptionError} for attributes that are not whole numbers.
 *
 * @example
 * ```ts
 * import { classMask, tensor } from '@heed/core';
 * const y = classMask(tensor([1], { dtype: 'int32' }), { classes: 3, ignoreIndex: -100 }); // [[false, true, false]]
 * ```
 */
export function classMask(targets: Tensor, attributes: ClassMaskAttributes): Tensor {
  checkOptions('classMask', attributes, ['classes', 'ignoreIndex']);
  const { classes, ignoreIndex } = attributes;
  if (!Number.isSafeInteger(classes) || classes < 0 || !Number.isSafeInteger(ignoreIndex)) {
    throw new OptionError(
      `classMask: classes (${classes}) and ignoreIndex (${ignoreIndex}) must be whole numbers, classes at least 0`,
    );
  }
  return apply(op, [targets], attributes);
}
