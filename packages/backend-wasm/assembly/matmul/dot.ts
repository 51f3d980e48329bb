import { madd, sumEach4 } from '../lanes';

// Few rows of A against a B that is stored by its columns: dot products of rows that both lie in order. Four columns are
// computed at a time, one of each quarter of all, so that B is read as four streams, each from its beginning to its end:
// from memory a core gets twice as much by several streams as by one, whose rows it would read by turns.

/** B stored `[N, K]` and A's row contiguous: dot products, four columns and two vectors of K at a time. */
export function dotRow(a: usize, b: usize, c: usize, k: i32, first: i32, last: i32, bias: usize, accumulate: bool): void {
  const rowBytes = <usize>k << 2;
  const whole = <usize>(k & ~7) << 2;
  const quarter = (last - first + 3) >> 2;
  const step = <usize>quarter * rowBytes;
  for (let j = first; j < first + quarter; j++) {
    const b0 = b + <usize>j * rowBytes;
    const b1 = j + quarter < last ? b0 + step : b0;
    const b2 = j + 2 * quarter < last ? b0 + 2 * step : b0;
    const b3 = j + 3 * quarter < last ? b0 + 3 * step : b0;
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
    putDots(sums, a + whole, b0 + whole, b1 + whole, b2 + whole, b3 + whole, <usize>(k & 7), c, j, quarter, last, bias, accumulate);
  }
}

/**
 * Adds the `rest` products behind the sums of up to four columns, `step` apart from `column` on, and stores those before
 * `last`.
 */
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
  step: i32,
  last: i32,
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
  putDot(f32x4.extract_lane(sums, 0), c, column, bias, accumulate);
  if (column + step < last) putDot(f32x4.extract_lane(sums, 1), c, column + step, bias, accumulate);
  if (column + 2 * step < last) putDot(f32x4.extract_lane(sums, 2), c, column + 2 * step, bias, accumulate);
  if (column + 3 * step < last) putDot(f32x4.extract_lane(sums, 3), c, column + 3 * step, bias, accumulate);
}

// @ts-ignore: decorator
@inline
function putDot(sum: f32, c: usize, column: i32, bias: usize, accumulate: bool): void {
  const at = <usize>column << 2;
  if (accumulate) sum = load<f32>(c + at) + sum;
  else if (bias != 0) sum = load<f32>(bias + at) + sum;
  store<f32>(c + at, sum);
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
  const quarter = (last - first + 3) >> 2;
  const step = <usize>quarter * rowBytes;
  for (let j = first; j < first + quarter; j++) {
    const b0 = b + <usize>j * rowBytes;
    const b1 = j + quarter < last ? b0 + step : b0;
    const b2 = j + 2 * quarter < last ? b0 + 2 * step : b0;
    const b3 = j + 3 * quarter < last ? b0 + 3 * step : b0;
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
    putDots(sums, a + whole, b0 + whole, b1 + whole, b2 + whole, b3 + whole, rest, c, j, quarter, last, bias, accumulate);
    putDots(sumsBelow, a1 + whole, b0 + whole, b1 + whole, b2 + whole, b3 + whole, rest, below, j, quarter, last, bias, accumulate);
  }
}
