import { tidy } from '../memory/scope.ts';
import { checkKind } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { forHeadsOf } from './attention-weights.ts';
import { cast } from './cast.ts';
import { equal } from './equal.ts';
import { greater } from './greater.ts';
import { logicalNot } from './logical-not.ts';
import { matmul } from './matmul.ts';
import { multiply } from './multiply.ts';
import { sum } from './sum.ts';
import { transpose } from './transpose.ts';
import { where } from './where.ts';

/** `x` with zeros in each row that holds NaN or ∞, and which rows were sound: boolean [batch, heads, S, 1]. */
export function soundRows(x: Tensor): { rows: Tensor; sound: Tensor } {
  // 0 · x is 0 for a number and NaN for anything else.
  const sound = equal(sum(multiply(x, 0), { axis: -1, keepAxes: true }), 0);
  return { rows: where(sound, x, 0), sound };
}

/**
 * `weights · values`, [batch, heads, L, width], in which a hidden key counts for nothing even where its value is
 * NaN or ∞; a plain product would turn the weight 0 into NaN. A query that sees such a value gets NaN.
 *
 * @param weights [batch, heads, L, S]
 * @param values [batch, keyHeads, S, width]
 * @param visible boolean [batch|1, heads|1, L|1, S]
 *
 * @example
 * ```ts
 * import { tensor, weightedValues } from '@heed/core';
 * const weights = tensor([1, 0], { shape: [1, 1, 1, 2] });
 * const values = tensor([5, Number.NaN], { shape: [1, 1, 2, 1] });
 * const visible = tensor([true, false], { shape: [1, 1, 1, 2] });
 * console.log(weightedValues(weights, values, visible).item()); // 5
 * ```
 */
export function weightedValues(weights: Tensor, values: Tensor, visible: Tensor | undefined): Tensor {
  checkKind('weightedValues: weights', weights, 'a tensor');
  checkKind('weightedValues: values', values, 'a tensor');
  return tidy(() => visibleValues(weights, values, visible));
}

function visibleValues(weights: Tensor, values: Tensor, visible: Tensor | undefined): Tensor {
  if (visible === undefined) return matmul(weights, forHeadsOf(weights, values));
  const [, maskHeads, maskQueries] = visible.shape;
  if (maskHeads === 1 && maskQueries === 1) {
    // Padding: all queries see the same keys.
    const kept = where(transpose(visible), values, 0);
    return matmul(weights, forHeadsOf(weights, kept));
  }
  const { rows, sound } = soundRows(values);
  const unsound = forHeadsOf(weights, cast(logicalNot(sound), weights.dtype));
  const reached = greater(matmul(cast(visible, weights.dtype), unsound), 0);
  return where(reached, Number.NaN, matmul(weights, forHeadsOf(weights, rows)));
}
