import { loadPartial, madd } from '../lanes';
import { clearPackedRow, multiplyPacked, packHere } from '../matmul/serial';
import { get } from '../pool';
import { addWeighted, CAUSAL, KEYS, LENGTH, MASK } from './scores';

// Products of weights with keys, values, queries or gradients. The weight of a hidden pair is 0, but 0 · NaN is NaN: what a
// query does not see would spoil it. So results are looked at once they are there, and where one is not finite all is
// computed again, carefully: without the rows that are not finite, which then are added to those alone that see them. Sums
// of finite numbers are the same bits either way.

/** True while products look at each row. */
let careful: bool = false;

export function setCareful(on: bool): void {
  careful = on;
}

export function isCareful(): bool {
  return careful;
}

/** True where some query may not see some key; by causality a single query sees all. */
export function hidesSome(): bool {
  return get<usize>(MASK) != 0 || (get<bool>(CAUSAL) && get<i32>(LENGTH) > 1);
}

/** True if none of `count` numbers is NaN or ∞: 0 · x is 0 then, and NaN otherwise. */
export function allFinite(x: usize, count: usize): bool {
  const zero = f32x4.splat(0);
  let a = zero;
  let b = zero;
  let c = zero;
  let d = zero;
  const end = x + ((count & ~3) << 2);
  for (const far = x + ((count & ~15) << 2); x < far; x += 64) {
    a = madd(v128.load(x), zero, a);
    b = madd(v128.load(x, 16), zero, b);
    c = madd(v128.load(x, 32), zero, c);
    d = madd(v128.load(x, 48), zero, d);
  }
  for (; x < end; x += 16) a = madd(v128.load(x), zero, a);
  const left = count & 3;
  if (left != 0) b = madd(loadPartial(x, left, 0), zero, b);
  const sum = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  return i32x4.all_true(f32x4.eq(sum, zero));
}

/**
 * `out += weights · x`: m rows of `width` floats from k rows of as many. Weights are rows of KEYS floats, [m, k] or
 * `transposed` [k, m].
 */
export function addProduct(weights: usize, transposed: bool, x: usize, width: i32, out: usize, m: i32, k: i32): void {
  const step = <usize>width << 2;
  packHere(x, width, false, width, k);
  if (careful) {
    for (let j = 0; j < k; j++) if (!allFinite(x + <usize>j * step, width)) clearPackedRow(j, width, k);
  }
  multiplyPacked(weights, KEYS, transposed, out, width, m, width, k, 0, true);
  if (!careful) return;
  for (let j = 0; j < k; j++) {
    const row = x + <usize>j * step;
    if (allFinite(row, width)) continue;
    for (let i = 0; i < m; i++) {
      const place = transposed ? j * KEYS + i : i * KEYS + j;
      addWeighted(out + <usize>i * step, row, step, width, weights + (<usize>place << 2), 1);
    }
  }
}
