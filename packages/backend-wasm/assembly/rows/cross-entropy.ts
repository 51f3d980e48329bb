import { get, parallel, put } from '../pool';
import { logarithm, rowAffine, rowExp, rowExpSum, rowMax, rowSum, rowsPerTile } from './shared';

// Cross-entropy of logits [rows, classes] against int32 targets. Neither direction makes a copy of the logits: the
// backward pass uses the gradient's own row for the exponentials.

function lossTile(tile: i32): void {
  const ignore = get<i32>(3);
  const rows = get<i32>(4);
  const classes = get<i32>(5);
  const smoothing = get<f32>(6);
  const first = tile * rowsPerTile(classes);
  for (let i = first; i < min(first + rowsPerTile(classes), rows); i++) {
    const target = load<i32>(get<usize>(1) + (<usize>i << 2));
    let loss: f64 = 0;
    if (target != ignore) {
      const x = get<usize>(0) + ((<usize>i * <usize>classes) << 2);
      const most = rowMax(x, classes);
      const scale = NativeMath.log(rowExpSum(x, classes, most));
      const chosen = <f64>load<f32>(x + (<usize>target << 2)) - <f64>most;
      loss = (1 - <f64>smoothing) * (scale - chosen);
      if (smoothing != 0) {
        const mean = rowSum(x, classes) / <f64>classes - <f64>most;
        loss += <f64>smoothing * (scale - mean);
      }
    }
    store<f32>(get<usize>(2) + (<usize>i << 2), <f32>loss);
  }
}

/** `loss = (1 − ε) (lse − x[target]) + ε (lse − mean x)` per row, 0 where the target is `ignore`. */
export function crossEntropy(
  logits: usize,
  targets: usize,
  losses: usize,
  ignore: i32,
  rows: i32,
  classes: i32,
  smoothing: f32,
): void {
  put<usize>(0, logits);
  put<usize>(1, targets);
  put<usize>(2, losses);
  put<i32>(3, ignore);
  put<i32>(4, rows);
  put<i32>(5, classes);
  put<f32>(6, smoothing);
  parallel(lossTile, (rows + rowsPerTile(classes) - 1) / rowsPerTile(classes));
}

function gradientTile(tile: i32): void {
  const ignore = get<i32>(4);
  const rows = get<i32>(5);
  const classes = get<i32>(6);
  const smoothing = get<f32>(7);
  const step = <usize>classes << 2;
  const first = tile * rowsPerTile(classes);
  for (let i = first; i < min(first + rowsPerTile(classes), rows); i++) {
    const target = load<i32>(get<usize>(1) + (<usize>i << 2));
    const dx = get<usize>(3) + <usize>i * step;
    if (target == ignore) {
      memory.fill(dx, 0, step);
      continue;
    }
    const x = get<usize>(0) + <usize>i * step;
    const g = load<f32>(get<usize>(2) + (<usize>i << 2));
    const total = rowExp(x, dx, classes, rowMax(x, classes));
    rowAffine(dx, dx, classes, <f32>(<f64>g / total), -g * smoothing / <f32>classes);
    const place = dx + (<usize>target << 2);
    store<f32>(place, load<f32>(place) - g * (1 - smoothing));
  }
}

/** `dx = g (softmax(x) − (1 − ε) onehot(target) − ε / classes)` per row, 0 where the target is `ignore`. */
export function crossEntropyGradient(
  logits: usize,
  targets: usize,
  gradient: usize,
  dx: usize,
  ignore: i32,
  rows: i32,
  classes: i32,
  smoothing: f32,
): void {
  put<usize>(0, logits);
  put<usize>(1, targets);
  put<usize>(2, gradient);
  put<usize>(3, dx);
  put<i32>(4, ignore);
  put<i32>(5, rows);
  put<i32>(6, classes);
  put<f32>(7, smoothing);
  parallel(gradientTile, (rows + rowsPerTile(classes) - 1) / rowsPerTile(classes));
}
