import type { Tensor } from '../tensor.ts';
import { cast } from './cast.ts';
import { fullLike } from './full.ts';
import { greater } from './greater.ts';
import { max } from './max.ts';
import { transpose } from './transpose.ts';
import { where } from './where.ts';

/**
 * Values with zeros at the keys that no query of any head sees, so that NaN or 1e30 in padding cannot reach the
 * result: a weight of 0 times NaN would still be NaN. Values are shared by all queries, so keys that only some
 * queries see must hold numbers.
 *
 * @param values [batch, keyHeads, S, width]
 * @param visible boolean [batch|1, heads|1, L|1, S]
 */
export function visibleValues(values: Tensor, visible: Tensor | undefined): Tensor {
  if (visible === undefined || visible.size === 0) return values;
  const seen = max(cast(visible, values.dtype), { axis: [1, 2], keepAxes: true });
  const perKey = greater(transpose(seen, [0, 1, 3, 2]), 0);
  return where(perKey, values, fullLike(values, 0));
}
