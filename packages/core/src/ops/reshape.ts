import { ShapeError } from '../errors.ts';
import { recordingTapes } from '../gradient/tape.ts';
import { tidy } from '../memory/scope.ts';
import { asTensor, type TensorLike } from '../op.ts';
import { checkShape, type Shape, sameShape, showShape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Fills in the one size that is −1, if there is one. */
function fillIn(x: Tensor, shape: Shape): Shape {
  const open = Array.isArray(shape) ? shape.indexOf(-1) : -1;
  if (open < 0) return shape;
  if (shape.lastIndexOf(-1) > open) {
    throw new ShapeError(`reshape: one size may be -1, got ${showShape(shape)}`);
  }
  const known = sizeOf(shape.toSpliced(open, 1));
  if (known === 0 || !Number.isInteger(x.size / known)) {
    throw new ShapeError(
      `reshape: ${showShape(x.shape)} has ${x.size} elements, which do not fill ${showShape(shape)}`,
    );
  }
  return shape.with(open, x.size / known);
}

function resolveShape(x: Tensor, shape: Shape): Shape {
  const resolved = fillIn(x, shape);
  checkShape('reshape', resolved);
  if (sizeOf(resolved) !== x.size) {
    throw new ShapeError(
      `reshape: ${showShape(x.shape)} has ${x.size} elements, ${showShape(shape)} has ${sizeOf(resolved)}`,
    );
  }
  return resolved;
}

/**
 * The same elements in row-major order under another shape. Shares the buffer. One size may be −1 and is
 * worked out.
 *
 * @throws {ShapeError} when the number of elements differs.
 *
 * @example
 * ```ts
 * import { reshape, tensor } from '@heed/core';
 * const y = reshape(tensor([1, 2, 3, 4, 5, 6]), [2, -1]); // [[1, 2, 3], [4, 5, 6]]
 * ```
 */
export function reshape(x: TensorLike, shape: Shape): Tensor {
  if (typeof x === 'number') return tidy(() => reshape(asTensor(x), shape));
  const input = asTensor(x);
  const resolved = resolveShape(input, shape);
  if (sameShape(resolved, input.shape)) return input;
  const output = input.aliasWithShape(resolved);
  for (const tape of recordingTapes([input])) {
    tape.record({
      name: 'reshape',
      inputs: [input],
      outputs: [output],
      backward: ([gradient]) => [gradient && reshape(gradient, input.shape)],
    });
  }
  return output;
}
