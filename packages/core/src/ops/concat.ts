import { ShapeError } from '../errors.ts';
import { apply, asTensor, checkSameDType, defineOp, type TensorLike } from '../op.ts';
import { checkKind, checkOptions } from '../options.ts';
import { resolveAxis, showShape, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { slice } from './slice.ts';

const op = defineOp<{ readonly axis: number }>({
  name: 'concat',
  infer: (inputs, { axis }) => {
    const dtype = checkSameDType('concat', inputs);
    const first = inputs[0]?.shape ?? [];
    for (const { shape } of inputs) {
      const fits =
        shape.length === first.length && shape.every((length, i) => i === axis || length === first[i]);
      if (!fits) {
        throw new ShapeError(
          `concat: ${showShape(first)} and ${showShape(shape)} differ beside axis ${axis}`,
        );
      }
    }
    const total = inputs.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
    return [{ shape: first.map((length, index) => (index === axis ? total : length)), dtype }];
  },
  vjp: ([gradient], { inputs, attributes: { axis }, needs }) => {
    let start = 0;
    return inputs.map((input, index) => {
      const from = start;
      start += input.shape[axis] ?? 0;
      return needs[index] && gradient ? slice(gradient, { axis, start: from, end: start }) : undefined;
    });
  },
  reference: (inputs, [y], { axis }) => {
    if (y === undefined) return;
    const inner = stridesOf(y.shape)[axis] ?? 1;
    const row = (y.shape[axis] ?? 1) * inner;
    let offset = 0;
    for (const { data, shape } of inputs) {
      const taken = (shape[axis] ?? 1) * inner;
      const rows = taken === 0 ? 0 : sizeOf(shape) / taken;
      for (let i = 0; i < rows; i++) y.data.set(data.subarray(i * taken, (i + 1) * taken), i * row + offset);
      offset += taken;
    }
  },
});

/**
 * Joins tensors end to end along an axis; their other sizes must agree.
 *
 * @throws {ShapeError} for no tensors, or sizes that differ.
 *
 * @example
 * ```ts
 * import { concat, tensor } from '@heed/core';
 * const y = concat([tensor([1, 2]), tensor([3])], { axis: 0 }); // [1, 2, 3]
 * ```
 */
export function concat(tensors: readonly TensorLike[], options: { readonly axis: number }): Tensor {
  checkOptions('concat', options, ['axis']);
  checkKind('concat: tensors', tensors, 'a list');
  const inputs = tensors.map((item) => asTensor(item));
  const [first] = inputs;
  if (first === undefined) throw new ShapeError('concat: needs at least one tensor');
  return apply(op, inputs, { axis: resolveAxis('concat', options.axis, first.rank) });
}
