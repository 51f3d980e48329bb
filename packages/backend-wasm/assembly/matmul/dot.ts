import { loadPartial, madd, storePartial, sumEach4 } from '../lanes';

// Few rows of A against a B that is stored by its columns: dot products of rows that both lie in order.

/** B stored `[N, K]` and A's row contiguous: dot products, four columns and two vectors of K at a time. */
export function dotRow(a: usize, b: usize, c: usize, k: i32, first: i32, last: i32, bias: usize, accumulate: bool): void {
  const rowBytes = <usize>k << 2;
  const whole = <usize>(k & ~7) << 2;
  for (let j = first; j < last; j += 4) {
    const left = last - j;
    const b0 = b + <usize>j * rowBytes;
    const b1 = left > 1 ? b0 + rowBytes : b0;
    const b2 = left > 2 ? b1 + rowBytes : b0;
    const b3 = left > 3 ? b2 + rowBytes : b0;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let t0 = s0;
    let t1 = s0;
    let t2 = s0;
    let t3 = s0;
    for (let offset: usize = 0; offset < whole; offset += 32) {
      const x = v128.load(a + offset);
      s0 = madd(x, v128.load(b0 + offset), s0);
      s1 = madd(x, v128.load(b1 + offset), s1);
      s2 = madd(x, v128.load(b2 + offset), s2);
      s3 = madd(x, v128.load(b3 + offset), s3);
      const y = v128.load(a + offset, 16);
      t0 = madd(y, v128.load(b0 + offset, 16), t0);
      t1 = madd(y, v128.load(b1 + offset, 16), t1);
      t2 = madd(y, v128.load(b2 + offset, 16), t2);
      t3 = madd(y, v128.load(b3 + offset, 16), t3);
    }
    const sums = sumEach4(f32x4.add(s0, t0), f32x4.add(s1, t1), f32x4.add(s2, t2), f32x4.add(s3, t3));
    putDots(sums, a + whole, b0 + whole, b1 + whole, b2 + whole, b3 + whole, <usize>(k & 7), c, j, left, bias, accumulate);
  }
}

/** Adds the `rest` products behind the sums of up to four columns, and stores these. */
// @ts-ignore: decorator
@inline
function putDots(
  sums: v128,
  x: usize,
  b0: usize,
  b1: usize,
  b2: usize,
  b3: usize,
  rest: usize,
  c: usize,
  column: i32,
  left: i32,
  bias: usize,
  accumulate: bool,
): void {
  for (let at: usize = 0; at < rest << 2; at += 4) {
    let next = v128.load32_splat(b0 + at);
    next = v128.load32_lane(b1 + at, next, 1);
    next = v128.load32_lane(b2 + at, next, 2);
    next = v128.load32_lane(b3 + at, next, 3);
    sums = madd(v128.load32_splat(x + at), next, sums);
  }
  const target = c + (<usize>column << 2);
  const init = accumulate ? target : bias != 0 ? bias + (<usize>column << 2) : 0;
  if (left >= 4) {
    v128.store(target, init != 0 ? f32x4.add(v128.load(init), sums) : sums);
    return;
  }
  const count = <usize>left;
  storePartial(target, init != 0 ? f32x4.add(loadPartial(init, count, 0), sums) : sums, count);
}

/**
 * The same for two rows of A at once, `a` and `a + k`: each vector of B that is loaded serves both. Sums run in another
 * order than in {@link dotRow}.
 */
export function dotTwoRows(a: usize, b: usize, c: usize, n: i32, k: i32, first: i32, last: i32, bias: usize, accumulate: bool): void {
  const rowBytes = <usize>k << 2;
  const whole = <usize>(k & ~3) << 2;
  const rest = <usize>(k & 3);
  const a1 = a + rowBytes;
  const below = c + (<usize>n << 2);
  for (let j = first; j < last; j += 4) {
    const left = last - j;
    const b0 = b + <usize>j * rowBytes;
    const b1 = left > 1 ? b0 + rowBytes : b0;
    const b2 = left > 2 ? b1 + rowBytes : b0;
    const b3 = left > 3 ? b2 + rowBytes : b0;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let t0 = s0;
    let t1 = s0;
    let t2 = s0;
    let t3 = s0;
    for (let offset: usize = 0; offset < whole; offset += 16) {
      const x = v128.load(a + offset);
      const y = v128.load(a1 + offset);
      const p0 = v128.load(b0 + offset);
      s0 = madd(x, p0, s0);
      t0 = madd(y, p0, t0);
      const p1 = v128.load(b1 + offset);
      s1 = madd(x, p1, s1);
      t1 = madd(y, p1, t1);
      const p2 = v128.load(b2 + offset);
      s2 = madd(x, p2, s2);
      t2 = madd(y, p2, t2);
      const p3 = v128.load(b3 + offset);
      s3 = madd(x, p3, s3);
      t3 = madd(y, p3, t3);
    }
    const sums = sumEach4(s0, s1, s2, s3);
    const sumsBelow = sumEach4(t0, t1, t2, t3);
    putDots(sums, a + whole, b0 + whole, b1 + whole, b2 + whole, b3 + whole, rest, c, j, left, bias, accumulate);
    putDots(sumsBelow, a1 + whole, b0 + whole, b1 + whole, b2 + whole, b3 + whole, rest, below, j, left, bias, accumulate);
  }
}
