import { checkKind } from '../options.ts';
import { type Shape, sameShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { reshape } from './reshape.ts';
import { sum } from './sum.ts';

/**
 * Sums a gradient over the axes that broadcasting stretched, back to the operand's `shape`; for gradient rules.
 *
 * @example
 * ```ts
 * import { ones, sumTo } from '@heed/core';
 * console.log(sumTo(ones([4, 3]), [3]).toString()); // [4, 4, 4]
 * ```
 */
export function sumTo(gradient: Tensor, shape: Shape): Tensor {
  checkKind('sumTo: gradient', gradient, 'a tensor');
  checkKind('sumTo: shape', shape, 'a list');
  if (sameShape(gradient.shape, shape)) return gradient;
  const extra = gradient.rank - shape.length;
  const axes = gradient.shape.flatMap((length, axis) =>
    axis < extra || (shape[axis - extra] === 1 && length !== 1) ? [axis] : [],
  );
  const kept = sum(gradient, { axis: axes });
  const result = reshape(kept, shape);
  if (result !== kept) kept.dispose();
  return result;
}
