import { tidy } from '../memory/scope.ts';
import { asTensor, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxis } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { split } from './split.ts';
import { squeeze } from './squeeze.ts';

/**
 * Takes a tensor apart along an axis, which disappears; undoes {@link stack}. An axis of size 0 gives no tensors.
 *
 * @example
 * ```ts
 * import { tensor, unstack } from '@heed/core';
 * const [first, second] = unstack(tensor([[1, 2], [3, 4]]), { axis: 0 }); // [1, 2] and [3, 4]
 * ```
 */
export function unstack(x: TensorLike, options: { readonly axis: number }): readonly Tensor[] {
  checkOptions('unstack', options, ['axis']);
  const input = asTensor(x);
  const axis = resolveAxis('unstack', options.axis, input.rank);
  const parts = input.shape[axis] ?? 0;
  if (parts === 0) return [];
  return tidy(() => split(input, { axis, parts }).map((part) => squeeze(part, { axis })));
}
