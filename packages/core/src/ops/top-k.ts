import { OptionError } from '../errors.ts';
import { applyMany, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { showShape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { arange } from './arange.ts';
import { cast } from './cast.ts';
import { equal } from './equal.ts';
import { multiply } from './multiply.ts';
import { reshape } from './reshape.ts';
import { sum } from './sum.ts';
import { to } from './to.ts';

const op = defineOp<{ readonly k: number }>({
  name: 'topK',
  infer: ([x], { k }) => {
    const own = x?.shape ?? [];
    const dtype = checkFloating('topK', ...(x ? [x] : []));
    const width = own.at(-1) ?? 0;
    if (own.length < 1 || !Number.isInteger(k) || k < 1 || k > width) {
      throw new OptionError(
        `topK: k must be a whole number from 1 to the last size of ${showShape(own)}, got ${k}`,
      );
    }
    const shape = [...own.slice(0, -1), k];
    return [
      { shape, dtype },
      { shape, dtype: 'int32' },
    ];
  },
  vjp: ([gradient], { inputs: [x], outputs: [, indices], attributes: { k } }) => {
    if (gradient === undefined || x === undefined || indices === undefined) return [];
    // Each gradient goes back to the place that its value came from.
    const width = x.shape.at(-1) ?? 0;
    const places = to(arange(width), x.backend);
    const chosen = cast(equal(reshape(indices, [...x.shape.slice(0, -1), k, 1]), places), x.dtype);
    return [sum(multiply(chosen, reshape(gradient, [...x.shape.slice(0, -1), k, 1])), { axis: -2 })];
  },
  reference: ([x], [values, indices], { k }) => {
    if (x === undefined || values === undefined || indices === undefined) return;
    const width = x.shape.at(-1) ?? 1;
    const rows = sizeOf(x.shape.slice(0, -1));
    for (let row = 0; row < rows; row++) {
      const from = row * width;
      const at = (index: number): number => x.data[from + index] ?? 0;
      const inOrder = (a: number, b: number): number => descending(at(a), at(b)) || a - b;
      const order: number[] = [];
      let last: number | undefined;
      for (let index = 0; index < width; index++) {
        if (order.length === 2 * k) {
          order.sort(inOrder).length = k;
          last = at(order[k - 1] ?? 0);
        }
        // What comes behind k others is none of the first k: of a long row few are ever sorted.
        if (last === undefined || descending(at(index), last) < 0) order.push(index);
      }
      order.sort(inOrder);
      for (let place = 0; place < k; place++) {
        const index = order[place] ?? 0;
        values.data[row * k + place] = at(index);
        indices.data[row * k + place] = index;
      }
    }
  },
});

/** Compares for an order with the largest first; NaN counts as largest, as in PyTorch. */
function descending(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a === b ? 0 : b - a;
}

/** The largest elements and where they stood. */
export interface TopK {
  /** […, k], largest first. */
  readonly values: Tensor;
  /** int32 […, k]; of equal elements the first comes first. */
  readonly indices: Tensor;
}

/**
 * The k largest elements of the last axis, largest first, with their indices. NaN counts as largest.
 *
 * @throws {OptionError} when k is not a whole number from 1 to the size of the axis.
 *
 * @example
 * ```ts
 * import { tensor, topK } from '@heed/core';
 * const { values, indices } = topK(tensor([3, 9, 5]), 2); // [9, 5] and [1, 2]
 * ```
 */
export function topK(x: TensorLike, k: number): TopK {
  const input = asTensor(x);
  const [values = input, indices = input] = applyMany(op, [input], { k });
  return { values, indices };
}
