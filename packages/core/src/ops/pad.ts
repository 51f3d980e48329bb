import { encodeElement } from '../encode-element.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { apply, asTensor, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxis, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { slice } from './slice.ts';

/** How much to add to an axis. */
export interface PadOptions {
  /** The axis; negative axes count from the back. */
  readonly axis: number;
  /** Elements to add in front; 0 by default. */
  readonly before?: number;
  /** Elements to add behind; 0 by default. */
  readonly after?: number;
  /** What to add; 0 by default. */
  readonly value?: number;
}

const op = defineOp<{
  readonly axis: number;
  readonly before: number;
  readonly after: number;
  readonly value: number;
}>({
  name: 'pad',
  infer: ([x], { axis, before, after }) => [
    {
      shape: (x?.shape ?? []).map((length, index) => (index === axis ? before + length + after : length)),
      dtype: x?.dtype ?? 'float32',
    },
  ],
  vjp: ([gradient], { inputs: [x], attributes: { axis, before } }) => [
    gradient && x && slice(gradient, { axis, start: before, end: before + (x.shape[axis] ?? 0) }),
  ],
  reference: ([x], [y], { axis, before, value }) => {
    if (x === undefined || y === undefined) return;
    const inner = stridesOf(x.shape)[axis] ?? 1;
    const from = (x.shape[axis] ?? 1) * inner;
    const to = (y.shape[axis] ?? 1) * inner;
    const rows = from === 0 ? 0 : sizeOf(x.shape) / from;
    y.data.fill(encodeElement(value, y.dtype) ?? 0);
    for (let i = 0; i < rows; i++)
      y.data.set(x.data.subarray(i * from, (i + 1) * from), i * to + before * inner);
  },
});

/**
 * Adds elements in front of and behind an axis.
 *
 * @throws {ShapeError} for negative amounts.
 * @throws {DTypeError} for a value that the type has no place for.
 *
 * @example
 * ```ts
 * import { pad, tensor } from '@heed/core';
 * const y = pad(tensor([1, 2]), { axis: 0, after: 2 }); // [1, 2, 0, 0]
 * ```
 */
export function pad(x: TensorLike, options: PadOptions): Tensor {
  checkOptions('pad', options, ['axis', 'before', 'after', 'value']);
  const input = asTensor(x);
  const axis = resolveAxis('pad', options.axis, input.rank);
  const { before = 0, after = 0, value = 0 } = options;
  if (!(Number.isInteger(before) && Number.isInteger(after) && before >= 0 && after >= 0)) {
    throw new ShapeError(`pad: amounts must be whole numbers of at least 0, got ${before} and ${after}`);
  }
  if (encodeElement(value, input.dtype) === undefined) {
    throw new DTypeError(`pad: ${value} does not fit into ${input.dtype}`);
  }
  return apply(op, [input], { axis, before, after, value });
}
