import { tidy } from '../memory/scope.ts';
import { asTensor, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxes } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { divide } from './divide.ts';
import { type ReductionOptions, sum } from './sum.ts';

/**
 * Mean over one axis, several, or all: `Σ x / n`; NaN over nothing.
 *
 * @throws {ShapeError} when the tensor has no such axis.
 *
 * @example
 * ```ts
 * import { mean, tensor } from '@heed/core';
 * const y = mean(tensor([[1, 2], [3, 4]]), { axis: 0 }); // [2, 3]
 * ```
 */
export function mean(x: TensorLike, options: ReductionOptions = {}): Tensor {
  checkOptions('mean', options, ['axis', 'keepAxes']);
  return tidy(() => {
    const input = asTensor(x);
    const axes = resolveAxes('mean', options.axis, input.rank);
    const count = axes.reduce((product, axis) => product * (input.shape[axis] ?? 1), 1);
    return divide(sum(input, options), count);
  });
}
