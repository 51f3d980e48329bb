import { get, parallel, put } from './pool';

// Running sums along the middle axis of [outer, length, inner], in float64.

/** Columns of one tile. */
const COLUMNS: i32 = 64;

/** Four neighbouring columns. */
// @ts-ignore: decorator
@inline
function fourColumns(x: usize, y: usize, length: i32, step: usize): void {
  let low = f64x2.splat(0);
  let high = low;
  for (let i = 0; i < length; i++) {
    const lanes = v128.load(x);
    low = f64x2.add(low, f64x2.promote_low_f32x4(lanes));
    high = f64x2.add(high, f64x2.promote_low_f32x4(i32x4.shuffle(lanes, lanes, 2, 3, 2, 3)));
    v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2));
    x += step;
    y += step;
  }
}

// @ts-ignore: decorator
@inline
function oneColumn(x: usize, y: usize, length: i32, step: usize): void {
  let total: f64 = 0;
  for (let i = 0; i < length; i++) {
    total += <f64>load<f32>(x);
    store<f32>(y, <f32>total);
    x += step;
    y += step;
  }
}

function cumulateTile(tile: i32): void {
  const outer = get<i32>(2);
  const length = get<i32>(3);
  const inner = get<i32>(4);
  const reverse = get<bool>(5);
  const each = get<i32>(6);
  const across = (inner + COLUMNS - 1) / COLUMNS;
  const begin = (tile / across) * each;
  const first = (tile % across) * COLUMNS;
  const last = min(first + COLUMNS, inner);
  const row = <usize>inner << 2;
  const step: usize = reverse ? <usize>-(<isize>row) : row;
  for (let block = begin; block < min(begin + each, outer); block++) {
    const start = (<usize>block * <usize>length + (reverse ? <usize>(length - 1) : 0)) * row;
    const x = get<usize>(0) + start;
    const y = get<usize>(1) + start;
    let j = first;
    for (; j + 4 <= last; j += 4) fourColumns(x + (<usize>j << 2), y + (<usize>j << 2), length, step);
    for (; j < last; j++) oneColumn(x + (<usize>j << 2), y + (<usize>j << 2), length, step);
  }
}

/** `y[o, t, j] = Σ x[o, s, j]` over s ≤ t, or over s ≥ t when `reverse`; length ≥ 1. */
export function cumulate(x: usize, y: usize, outer: i32, length: i32, inner: i32, reverse: bool): void {
  const each = max(1, 8192 / max(1, length * min(inner, COLUMNS)));
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, outer);
  put<i32>(3, length);
  put<i32>(4, inner);
  put<bool>(5, reverse);
  put<i32>(6, each);
  parallel(cumulateTile, ((outer + each - 1) / each) * ((inner + COLUMNS - 1) / COLUMNS));
}
