import { GradientError, ShapeError } from '../errors.ts';
import { recordingTapes } from '../gradient/tape.ts';
import { resolveAxis, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/**
 * Writes `source` into `target` in place, along `axis` from `start`: the one op that changes a tensor. It is for
 * caches, which own their tensors; nothing else may hold `target`.
 *
 * @throws {ShapeError} when the source does not fit there.
 * @throws {GradientError} while a tape follows one of them: an overwritten tensor has no gradient.
 *
 * @example
 * ```ts
 * import { tensor, writeInto, zeros } from '@heed/core';
 * const buffer = zeros([2, 4]);
 * writeInto(buffer, tensor([[1], [2]]), { axis: 1, start: 3 });
 * ```
 */
export function writeInto(
  target: Tensor,
  source: Tensor,
  position: { readonly axis: number; readonly start: number },
): void {
  const axis = resolveAxis('writeInto', position.axis, target.rank);
  const fits =
    source.rank === target.rank &&
    source.dtype === target.dtype &&
    source.shape.every((length, index) =>
      index === axis
        ? position.start >= 0 && position.start + length <= (target.shape[index] ?? 0)
        : length === target.shape[index],
    );
  if (!fits) {
    throw new ShapeError(
      `writeInto: ${source.dtype} ${showShape(source.shape)} does not fit into ${target.dtype} ` +
        `${showShape(target.shape)} at ${position.start} of axis ${axis}`,
    );
  }
  if (recordingTapes([target, source]).length > 0) {
    throw new GradientError('writeInto: caches cannot be used where gradients are recorded');
  }
  target.backend.writeSlice(target, source, { axis, start: position.start });
}
