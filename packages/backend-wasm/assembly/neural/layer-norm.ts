import { addWide, sum2 } from '../lanes';
import { get, parallel, put } from '../pool';

// Rows are normalised one by one, with sums in float64. The gradients of weight and bias are summed per tile of
// rows, then over the tiles: the cut does not depend on the number of threads.

const ROWS: i32 = 64;

/** Mean of a row. */
function meanOf(x: usize, width: i32): f64 {
  let total = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= width; i += 4) total = addWide(total, v128.load(x + (<usize>i << 2)));
  let sum = sum2(total);
  for (; i < width; i++) sum += <f64>load<f32>(x + (<usize>i << 2));
  return sum / <f64>width;
}

/** 1 / √(variance + ε) of a row. */
function scaleOf(x: usize, width: i32, mean: f64, epsilon: f64): f64 {
  const shift = f32x4.splat(<f32>mean);
  let total = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= width; i += 4) {
    const centered = f32x4.sub(v128.load(x + (<usize>i << 2)), shift);
    total = addWide(total, f32x4.mul(centered, centered));
  }
  let sum = sum2(total);
  for (; i < width; i++) {
    const centered = load<f32>(x + (<usize>i << 2)) - <f32>mean;
    sum += <f64>(centered * centered);
  }
  return 1 / sqrt<f64>(sum / <f64>width + epsilon);
}

function forwardTile(tile: i32): void {
  const width = get<i32>(5);
  const weight = get<usize>(1);
  const bias = get<usize>(2);
  const end = min((tile + 1) * ROWS, get<i32>(4));
  for (let row = tile * ROWS; row < end; row++) {
    const offset = (<usize>row * <usize>width) << 2;
    const x = get<usize>(0) + offset;
    const y = get<usize>(3) + offset;
    const mean = meanOf(x, width);
    const scale = <f32>scaleOf(x, width, mean, get<f64>(6));
    let i = 0;
    for (; i + 4 <= width; i += 4) {
      const at = <usize>i << 2;
      const normalized = f32x4.mul(f32x4.sub(v128.load(x + at), f32x4.splat(<f32>mean)), f32x4.splat(scale));
      v128.store(y + at, f32x4.add(f32x4.mul(normalized, v128.load(weight + at)), v128.load(bias + at)));
    }
    for (; i < width; i++) {
      const at = <usize>i << 2;
      const normalized = (load<f32>(x + at) - <f32>mean) * scale;
      store<f32>(y + at, normalized * load<f32>(weight + at) + load<f32>(bias + at));
    }
  }
}

/** `y = (x − mean) / √(variance + ε) · weight + bias` over rows of `width`. */
export function layerNorm(x: usize, weight: usize, bias: usize, y: usize, rows: i32, width: i32, epsilon: f64): void {
  put<usize>(0, x);
  put<usize>(1, weight);
  put<usize>(2, bias);
  put<usize>(3, y);
  put<i32>(4, rows);
  put<i32>(5, width);
  put<f64>(6, epsilon);
  parallel(forwardTile, (rows + ROWS - 1) / ROWS);
}

function backwardTile(tile: i32): void {
  const weight = get<usize>(1);
  const width = get<i32>(7);
  const dWeight = get<usize>(4) + ((<usize>tile * 2 * <usize>width) << 2);
  const dBias = dWeight + (<usize>width << 2);
  memory.fill(dWeight, 0, (2 * <usize>width) << 2);
  const end = min((tile + 1) * ROWS, get<i32>(6));
  for (let row = tile * ROWS; row < end; row++) {
    const offset = (<usize>row * <usize>width) << 2;
    backwardRow(get<usize>(0) + offset, weight, get<usize>(2) + offset, get<usize>(3) + offset, dWeight, dBias, width);
  }
}

/** dx = scale · (g·w − mean(g·w) − x̂ · mean(g·w·x̂)); adds g·x̂ to dWeight and g to dBias. */
function backwardRow(x: usize, weight: usize, g: usize, dx: usize, dWeight: usize, dBias: usize, width: i32): void {
  const mean = <f32>meanOf(x, width);
  const scale = <f32>scaleOf(x, width, <f64>mean, get<f64>(8));
  let sumG = f64x2.splat(0);
  let sumGX = f64x2.splat(0);
  let tailG: f64 = 0;
  let tailGX: f64 = 0;
  let i = 0;
  for (; i + 4 <= width; i += 4) {
    const at = <usize>i << 2;
    const normalized = f32x4.mul(f32x4.sub(v128.load(x + at), f32x4.splat(mean)), f32x4.splat(scale));
    const g4 = v128.load(g + at);
    const gw = f32x4.mul(g4, v128.load(weight + at));
    sumG = addWide(sumG, gw);
    sumGX = addWide(sumGX, f32x4.mul(gw, normalized));
    v128.store(dWeight + at, f32x4.add(v128.load(dWeight + at), f32x4.mul(g4, normalized)));
    v128.store(dBias + at, f32x4.add(v128.load(dBias + at), g4));
  }
  for (; i < width; i++) {
    const at = <usize>i << 2;
    const normalized = (load<f32>(x + at) - mean) * scale;
    const g1 = load<f32>(g + at);
    const gw = g1 * load<f32>(weight + at);
    tailG += <f64>gw;
    tailGX += <f64>(gw * normalized);
    store<f32>(dWeight + at, load<f32>(dWeight + at) + g1 * normalized);
    store<f32>(dBias + at, load<f32>(dBias + at) + g1);
  }
  const meanG = <f32>((sum2(sumG) + tailG) / <f64>width);
  const meanGX = <f32>((sum2(sumGX) + tailGX) / <f64>width);
  for (i = 0; i + 4 <= width; i += 4) {
    const at = <usize>i << 2;
    const normalized = f32x4.mul(f32x4.sub(v128.load(x + at), f32x4.splat(mean)), f32x4.splat(scale));
    const gw = f32x4.mul(v128.load(g + at), v128.load(weight + at));
    const inner = f32x4.sub(f32x4.sub(gw, f32x4.splat(meanG)), f32x4.mul(normalized, f32x4.splat(meanGX)));
    v128.store(dx + at, f32x4.mul(inner, f32x4.splat(scale)));
  }
  for (; i < width; i++) {
    const at = <usize>i << 2;
    const normalized = (load<f32>(x + at) - mean) * scale;
    const gw = load<f32>(g + at) * load<f32>(weight + at);
    store<f32>(dx + at, (gw - meanG - normalized * meanGX) * scale);
  }
}

/** Rows that one tile of {@link layerNormGradient} sums; the host sizes `partial` by it. */
export function layerNormTileRows(): i32 {
  return ROWS;
}

/** Gradients of {@link layerNorm}. `partial`: room for 2 · width floats per tile; dWeightBias: 2 · width floats. */
export function layerNormGradient(
  x: usize,
  weight: usize,
  g: usize,
  dx: usize,
  partial: usize,
  dWeight: usize,
  dBias: usize,
  rows: i32,
  width: i32,
  epsilon: f64,
): void {
  put<usize>(0, x);
  put<usize>(1, weight);
  put<usize>(2, g);
  put<usize>(3, dx);
  put<usize>(4, partial);
  put<i32>(6, rows);
  put<i32>(7, width);
  put<f64>(8, epsilon);
  const tiles = (rows + ROWS - 1) / ROWS;
  parallel(backwardTile, tiles);
  for (let i = 0; i < width; i++) {
    let totalWeight: f64 = 0;
    let totalBias: f64 = 0;
    for (let tile = 0; tile < tiles; tile++) {
      const at = partial + ((<usize>tile * 2 * <usize>width + <usize>i) << 2);
      totalWeight += <f64>load<f32>(at);
      totalBias += <f64>load<f32>(at + (<usize>width << 2));
    }
    store<f32>(dWeight + (<usize>i << 2), <f32>totalWeight);
    store<f32>(dBias + (<usize>i << 2), <f32>totalBias);
  }
}
