import { addWide, max4, sum2 } from '../lanes';
import { get, parallel, put } from '../pool';
import { exp1, exp4 } from './exponential';

// Cross-entropy of rows of logits against class ids, with label smoothing. One pass finds the largest logit, one
// the sum of exponentials (in float64); the gradient is written in a third.

const ROWS: i32 = 4;

function largestOf(x: usize, classes: i32): f32 {
  let four = f32x4.splat(-Infinity);
  let i = 0;
  for (; i + 4 <= classes; i += 4) four = f32x4.max(four, v128.load(x + (<usize>i << 2)));
  let largest = max4(four);
  for (; i < classes; i++) largest = max<f32>(largest, load<f32>(x + (<usize>i << 2)));
  return largest;
}

function sumOfExponentials(x: usize, classes: i32, largest: f32): f64 {
  const shift = f32x4.splat(largest);
  let total = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= classes; i += 4) total = addWide(total, exp4(f32x4.sub(v128.load(x + (<usize>i << 2)), shift)));
  let sum = sum2(total);
  for (; i < classes; i++) sum += <f64>exp1(load<f32>(x + (<usize>i << 2)) - largest);
  return sum;
}

function sumOf(x: usize, classes: i32): f64 {
  let total = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= classes; i += 4) total = addWide(total, v128.load(x + (<usize>i << 2)));
  let sum = sum2(total);
  for (; i < classes; i++) sum += <f64>load<f32>(x + (<usize>i << 2));
  return sum;
}

function lossTile(tile: i32): void {
  const classes = get<i32>(4);
  const smoothing = get<f64>(6);
  const end = min((tile + 1) * ROWS, get<i32>(3));
  for (let row = tile * ROWS; row < end; row++) {
    const target = load<i32>(get<usize>(1) + (<usize>row << 2));
    const out = get<usize>(2) + (<usize>row << 2);
    if (target == get<i32>(5)) {
      store<f32>(out, 0);
      continue;
    }
    const x = get<usize>(0) + ((<usize>row * <usize>classes) << 2);
    const largest = largestOf(x, classes);
    const normalizer = <f64>largest + Math.log(sumOfExponentials(x, classes, largest));
    let loss = (1 - smoothing) * (normalizer - <f64>load<f32>(x + (<usize>target << 2)));
    if (smoothing > 0) loss += smoothing * (normalizer - sumOf(x, classes) / <f64>classes);
    store<f32>(out, <f32>loss);
  }
}

/** `loss = (1 − ε) · −log p[target] + ε · mean of −log p` per row; 0 where the target is `ignore`. */
export function crossEntropy(logits: usize, targets: usize, losses: usize, rows: i32, classes: i32, ignore: i32, smoothing: f64): void {
  put<usize>(0, logits);
  put<usize>(1, targets);
  put<usize>(2, losses);
  put<i32>(3, rows);
  put<i32>(4, classes);
  put<i32>(5, ignore);
  put<f64>(6, smoothing);
  parallel(lossTile, (rows + ROWS - 1) / ROWS);
}

function gradientTile(tile: i32): void {
  const classes = get<i32>(5);
  const smoothing = <f32>get<f64>(7);
  const end = min((tile + 1) * ROWS, get<i32>(4));
  for (let row = tile * ROWS; row < end; row++) {
    const offset = (<usize>row * <usize>classes) << 2;
    const out = get<usize>(3) + offset;
    const target = load<i32>(get<usize>(1) + (<usize>row << 2));
    const upstream = load<f32>(get<usize>(2) + (<usize>row << 2));
    if (target == get<i32>(6)) memory.fill(out, 0, <usize>classes << 2);
    else gradientRow(get<usize>(0) + offset, out, classes, target, upstream, smoothing);
  }
}

/** `(softmax(x) − smoothed target) · upstream` */
function gradientRow(x: usize, out: usize, classes: i32, target: i32, upstream: f32, smoothing: f32): void {
  const largest = largestOf(x, classes);
  const scale = <f32>(<f64>upstream / sumOfExponentials(x, classes, largest));
  const uniform = (upstream * smoothing) / <f32>classes;
  let i = 0;
  for (; i + 4 <= classes; i += 4) {
    const at = <usize>i << 2;
    const powers = exp4(f32x4.sub(v128.load(x + at), f32x4.splat(largest)));
    v128.store(out + at, f32x4.sub(f32x4.mul(powers, f32x4.splat(scale)), f32x4.splat(uniform)));
  }
  for (; i < classes; i++) {
    const at = <usize>i << 2;
    store<f32>(out + at, exp1(load<f32>(x + at) - largest) * scale - uniform);
  }
  const at = out + (<usize>target << 2);
  store<f32>(at, load<f32>(at) - upstream * (1 - smoothing));
}

/** The gradient of {@link crossEntropy} for upstream gradients [rows]. */
export function crossEntropyGradient(
  logits: usize,
  targets: usize,
  upstream: usize,
  out: usize,
  rows: i32,
  classes: i32,
  ignore: i32,
  smoothing: f64,
): void {
  put<usize>(0, logits);
  put<usize>(1, targets);
  put<usize>(2, upstream);
  put<usize>(3, out);
  put<i32>(4, rows);
  put<i32>(5, classes);
  put<i32>(6, ignore);
  put<f64>(7, smoothing);
  parallel(gradientTile, (rows + ROWS - 1) / ROWS);
}
