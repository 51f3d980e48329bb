import { ShapeError } from '../errors.ts';
import { applyMany, asTensor, defineOp, type TensorLike } from '../op.ts';
import { checkOptions, checkWhole } from '../options.ts';
import { resolveAxis, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { concat } from './concat.ts';
import { slice } from './slice.ts';

/** How {@link split} cuts. */
export interface SplitOptions {
  /** The axis; negative axes count from the back. */
  readonly axis: number;
  /** Number of equal parts. */
  readonly parts: number;
}

// One op, and not a row of slices: the gradients of all parts are then joined once, where each slice would pad its
// own to the full size.
const op = defineOp<{ readonly axis: number; readonly parts: number }>({
  name: 'split',
  infer: ([x], { axis, parts }) => {
    const own = x?.shape ?? [];
    const shape = own.map((length, index) => (index === axis ? length / parts : length));
    return Array.from({ length: parts }, () => ({ shape, dtype: x?.dtype ?? 'float32' }));
  },
  vjp: (gradients, { attributes: { axis } }) => [concat(gradients, { axis })],
  decompose: ([x], { axis, parts }) => {
    if (x === undefined) return [];
    const length = (x.shape[axis] ?? 0) / parts;
    return Array.from({ length: parts }, (_, part) =>
      slice(x, { axis, start: part * length, end: (part + 1) * length }),
    );
  },
});

/**
 * Cuts a tensor along an axis into equal parts; undoes {@link concat}.
 *
 * @throws {ShapeError} when the axis does not divide into the parts.
 * @throws {OptionError} when `parts` is not a whole number of at least 1.
 *
 * @example
 * ```ts
 * import { split, tensor } from '@heed/core';
 * const [left, right] = split(tensor([[1, 2, 3, 4]]), { axis: 1, parts: 2 }); // [[1, 2]] and [[3, 4]]
 * ```
 */
export function split(
  x: TensorLike,
  options: SplitOptions & { readonly parts: 2 },
): readonly [Tensor, Tensor];
/** Cuts a tensor along an axis into three equal parts. */
export function split(
  x: TensorLike,
  options: SplitOptions & { readonly parts: 3 },
): readonly [Tensor, Tensor, Tensor];
/** Cuts a tensor along an axis into four equal parts. */
export function split(
  x: TensorLike,
  options: SplitOptions & { readonly parts: 4 },
): readonly [Tensor, Tensor, Tensor, Tensor];
/** Cuts a tensor along an axis into equal parts. */
export function split(x: TensorLike, options: SplitOptions): readonly Tensor[];
export function split(x: TensorLike, options: SplitOptions): readonly Tensor[] {
  checkOptions('split', options, ['axis', 'parts']);
  const input = asTensor(x);
  const axis = resolveAxis('split', options.axis, input.rank);
  const { parts } = options;
  checkWhole('split: parts', parts);
  if ((input.shape[axis] ?? 0) % parts !== 0) {
    throw new ShapeError(
      `split: axis ${axis} of ${showShape(input.shape)} does not divide into ${parts} parts`,
    );
  }
  return parts === 1 ? [input] : applyMany(op, [input], { axis, parts });
}
