import { linear, type RecurrentCell, slice, type Tensor, unstack } from '@heed/core';

/** A cell's input product `W [a; b]`, of which part `a` is known for all steps before the first. */
export interface InputParts {
  /** `W_a a + bias` of each step, [batch, gates · hidden]. */
  readonly known: readonly Tensor[];
  /** `W_b b` of one step: [batch, width] → [batch, gates · hidden]. */
  readonly rest: (b: Tensor) => Tensor;
}

/**
 * Splits the input weight of a cell, so that what does not depend on the recurrence is one product for all steps.
 *
 * @param a [batch, length, width of a]
 */
export function inputParts(cell: RecurrentCell, a: Tensor): InputParts {
  const width = a.shape[2] ?? 0;
  const left = slice(cell.weightIh, { axis: 1, start: 0, end: width });
  const right = slice(cell.weightIh, { axis: 1, start: width });
  return {
    known: unstack(linear(a, left, cell.biasIh), { axis: 1 }),
    rest: (b) => linear(b, right),
  };
}
