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
  checkPlace(target, source, axis, position.start);
  refuseTapes([target, source]);
  target.backend.writeSlice(target, source, { axis, start: position.start });
}

/** Refuses rows that do not fit into a tensor. */
export function checkPlace(target: Tensor, source: Tensor, axis: number, start: number): void {
  if (fits(target, source, axis, start)) return;
  throw new ShapeError(
    `writeInto: ${source.dtype} ${showShape(source.shape)} does not fit into ${target.dtype} ` +
      `${showShape(target.shape)} at ${start} of axis ${axis}`,
  );
}

/** Refuses to overwrite what a tape follows, or by it. */
export function refuseTapes(tensors: readonly Tensor[]): void {
  if (recordingTapes(tensors).length === 0) return;
  throw new GradientError('writeInto: caches cannot be used where gradients are recorded');
}

function fits(target: Tensor, source: Tensor, axis: number, start: number): boolean {
  if (!Number.isInteger(start) || source.rank !== target.rank || source.dtype !== target.dtype) return false;
  for (let index = 0; index < target.rank; index++) {
    const [own = 0, room = 0] = [source.shape[index], target.shape[index]];
    if (index === axis ? start < 0 || start + own > room : own !== room) return false;
  }
  return true;
}
