import { ShapeError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import { apply, asTensor, defineOp, type TensorLike } from '../op.ts';
import { checkOptions, checkWhole } from '../options.ts';
import { resolveAxis, showShape, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { arange } from './arange.ts';
import { gather } from './gather.ts';
import { pad } from './pad.ts';
import { to } from './to.ts';

/** Which part of an axis to take. */
export interface SliceOptions {
  /** The axis; negative axes count from the back. */
  readonly axis: number;
  /** First index; 0 by default, negative ones count from the back. */
  readonly start?: number;
  /** Index after the last; the axis' size by default, negative ones count from the back. */
  readonly end?: number;
  /** Take each `step`-th index; 1 by default. */
  readonly step?: number;
}

const op = defineOp<{ readonly axis: number; readonly start: number; readonly end: number }>({
  name: 'slice',
  infer: ([x], { axis, start, end }) => [
    {
      shape: (x?.shape ?? []).map((length, index) => (index === axis ? end - start : length)),
      dtype: x?.dtype ?? 'float32',
    },
  ],
  vjp: ([gradient], { inputs: [x], attributes: { axis, start, end } }) => [
    gradient && x && pad(gradient, { axis, before: start, after: (x.shape[axis] ?? 0) - end }),
  ],
  reference: ([x], [y], { axis, start, end }) => {
    if (x === undefined || y === undefined) return;
    const inner = stridesOf(x.shape)[axis] ?? 1;
    const row = (x.shape[axis] ?? 1) * inner;
    const taken = (end - start) * inner;
    const rows = taken === 0 ? 0 : sizeOf(y.shape) / taken;
    for (let i = 0; i < rows; i++) {
      const from = i * row + start * inner;
      y.data.set(x.data.subarray(from, from + taken), i * taken);
    }
  },
});

/**
 * A range of one axis: indices `start` to `end − 1`, all or each `step`-th.
 *
 * @throws {ShapeError} when the range leaves the axis.
 * @throws {OptionError} for a step that is not a whole number of at least 1.
 *
 * @example
 * ```ts
 * import { slice, tensor } from '@heed/core';
 * const y = slice(tensor([[1, 2, 3], [4, 5, 6]]), { axis: 1, start: 1 }); // [[2, 3], [5, 6]]
 * ```
 */
export function slice(x: TensorLike, options: SliceOptions): Tensor {
  checkOptions('slice', options, ['axis', 'start', 'end', 'step']);
  const input = asTensor(x);
  const axis = resolveAxis('slice', options.axis, input.rank);
  const length = input.shape[axis] ?? 0;
  const resolve = (index: number): number => (index < 0 ? index + length : index);
  const start = resolve(options.start ?? 0);
  const end = resolve(options.end ?? length);
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length)) {
    throw new ShapeError(
      `slice: range ${options.start ?? 0} to ${options.end ?? length} leaves axis ${axis} of ${showShape(input.shape)}`,
    );
  }
  const { step = 1 } = options;
  checkWhole('slice: step', step);
  if (step > 1) return tidy(() => gather(input, to(arange(end, { start, step }), input.backend), { axis }));
  if (start === 0 && end === length) return input;
  return apply(op, [input], { axis, start, end });
}
