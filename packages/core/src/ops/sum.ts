import { tidy } from '../memory/scope.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxes, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { broadcastTo } from './broadcast-to.ts';
import { reshape } from './reshape.ts';

/** Options of the reductions. */
export interface ReductionOptions {
  /** The axis or axes to reduce; all by default. Negative axes count from the back. */
  readonly axis?: number | readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepAxes?: boolean;
}

/** Attributes of a reduction kernel: resolved axes, sorted. The output keeps the reduced axes with size 1. */
export type ReductionAttributes = { readonly axes: readonly number[] };

/** For each element of a reduction's input, the position of its output element. */
export function reducedPositions(
  shape: readonly number[],
  axes: readonly number[],
): (index: number) => number {
  const inner = stridesOf(shape);
  const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const outer = stridesOf(kept);
  return (index) => {
    let position = 0;
    for (let axis = 0; axis < shape.length; axis++) {
      if (axes.includes(axis)) continue;
      position += (Math.floor(index / (inner[axis] ?? 1)) % (shape[axis] ?? 1)) * (outer[axis] ?? 0);
    }
    return position;
  };
}

const op = defineOp<ReductionAttributes>({
  name: 'sum',
  infer: (inputs, { axes }) => {
    const dtype = checkFloating('sum', ...inputs);
    return [
      { shape: (inputs[0]?.shape ?? []).map((length, axis) => (axes.includes(axis) ? 1 : length)), dtype },
    ];
  },
  vjp: ([gradient], { inputs: [x] }) => [gradient && x && broadcastTo(gradient, x.shape)],
  reference: ([x], [y], { axes }) => {
    if (x === undefined || y === undefined) return;
    const at = reducedPositions(x.shape, axes);
    const sums = new Float64Array(sizeOf(y.shape));
    for (let i = 0; i < x.data.length; i++) {
      const position = at(i);
      sums[position] = (sums[position] ?? 0) + (x.data[i] ?? 0);
    }
    y.data.set(sums);
  },
});

/** Runs a reduction that keeps its axes, and drops them unless asked to keep them. */
export function reduce(
  name: string,
  x: TensorLike,
  options: ReductionOptions,
  run: (input: Tensor, axes: readonly number[]) => Tensor,
): Tensor {
  checkOptions(name, options, ['axis', 'keepAxes']);
  if (typeof x === 'number') return tidy(() => reduce(name, asTensor(x), options, run));
  const input = asTensor(x);
  const axes = resolveAxes(name, options.axis, input.rank);
  const kept = run(input, axes);
  if (options.keepAxes) return kept;
  const result = reshape(
    kept,
    kept.shape.filter((_, axis) => !axes.includes(axis)),
  );
  if (result !== kept) kept.dispose();
  return result;
}

/**
 * Sum over one axis, several, or all: `Σ x`.
 *
 * @throws {ShapeError} when the tensor has no such axis.
 *
 * @example
 * ```ts
 * import { sum, tensor } from '@heed/core';
 * const rows = sum(tensor([[1, 2], [3, 4]]), { axis: 1 }); // [3, 7]
 * ```
 */
export function sum(x: TensorLike, options: ReductionOptions = {}): Tensor {
  return reduce('sum', x, options, (input, axes) => apply(op, [input], { axes }));
}
