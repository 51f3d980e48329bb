import {
  BAND,
  BAND_COLUMNS,
  BAND_ROWS,
  BANDS,
  BANDS_X,
  COLUMNS,
  HEIGHT,
  KERNEL_WIDTH,
  OFFSETS,
  PADDING_X,
  PADDING_Y,
  PATCH,
  PITCH,
  patchBytes,
  ROWS,
  STRIDE_X,
  STRIDE_Y,
  TAPS,
  WEIGHTS,
  WIDTH,
  writeOffsets,
} from './convolution/geometry';
import { readPatch, writeBand } from './convolution/patch';
import { get, parallel, put, scratch } from './pool';

// The largest element of each window, and where the gradient goes: a patch as for a convolution, framed by −∞.

const X: usize = 0;
const GRADIENT: usize = 1;
const Y: usize = 2;
const PLANES: usize = 3;
const PLANES_PER_TILE: usize = 4;

/** Places that make a tile worth handing to another thread. */
const TILE_PLACES: i32 = 16384;

function framePatch(): void {
  const frame = f32x4.splat(-Infinity);
  const end = scratch + PATCH + patchBytes();
  for (let at = scratch + PATCH; at < end; at += 16) v128.store(at, frame);
}

/** The largest element that each of `floats` places sees. */
function largest(floats: i32): void {
  const first = scratch + OFFSETS;
  const last = first + (<usize>get<i32>(TAPS) << 2);
  let patch = scratch + PATCH;
  let band = scratch + BAND;
  for (; floats > 0; floats -= 16) {
    const from = patch + <usize>load<u32>(first);
    let a = v128.load(from);
    let b = v128.load(from, 16);
    let c = v128.load(from, 32);
    let d = v128.load(from, 48);
    for (let offset = first + 4; offset < last; offset += 4) {
      const next = patch + <usize>load<u32>(offset);
      a = f32x4.max(a, v128.load(next));
      b = f32x4.max(b, v128.load(next, 16));
      c = f32x4.max(c, v128.load(next, 32));
      d = f32x4.max(d, v128.load(next, 48));
    }
    v128.store(band, a);
    v128.store(band, b, 16);
    v128.store(band, c, 32);
    v128.store(band, d, 48);
    patch += 64;
    band += 64;
  }
}

/** Where in its window the first of the largest elements stands that each place sees; the first NaN is largest. */
function choose(floats: i32): void {
  const first = scratch + OFFSETS;
  const taps = get<i32>(TAPS);
  let patch = scratch + PATCH;
  let band = scratch + BAND;
  for (; floats > 0; floats -= 4) {
    let best = v128.load(patch + <usize>load<u32>(first));
    let chosen = i32x4.splat(0);
    for (let tap = 1; tap < taps; tap++) {
      const x = v128.load(patch + <usize>load<u32>(first + (<usize>tap << 2)));
      const better = v128.andnot(f32x4.eq(best, best), f32x4.le(x, best));
      best = v128.bitselect(x, best, better);
      chosen = v128.bitselect(i32x4.splat(tap), chosen, better);
    }
    v128.store(band, chosen);
    patch += 16;
    band += 16;
  }
}

/** Adds the gradients of a band to the elements that its places chose; what the frame was chosen for is lost. */
function scatter(x: usize, gradient: usize, row: i32, rows: i32, column: i32, columns: i32): void {
  const height = get<i32>(HEIGHT);
  const width = get<i32>(WIDTH);
  const strideX = get<i32>(STRIDE_X);
  const places = scratch + WEIGHTS;
  let chosen = scratch + BAND;
  for (let i = 0; i < rows; i++) {
    const top = (row + i) * get<i32>(STRIDE_Y) - get<i32>(PADDING_Y);
    let left = column * strideX - get<i32>(PADDING_X);
    let from = gradient + (<usize>((row + i) * get<i32>(COLUMNS) + column) << 2);
    for (let j = 0; j < columns; j++) {
      const place = places + (<usize>load<u32>(chosen + (<usize>j << 2)) << 3);
      const at = left + load<i32>(place, 4);
      const line = top + load<i32>(place);
      if (<u32>line < <u32>height && <u32>at < <u32>width) {
        const to = x + (<usize>(line * width + at) << 2);
        store<f32>(to, load<f32>(to) + load<f32>(from));
      }
      left += strideX;
      from += 4;
    }
    chosen += <usize>get<i32>(PITCH) << 2;
  }
}

/** For each element of the window: its row and its column. */
function writePlaces(kernelWidth: i32): void {
  for (let tap = 0; tap < get<i32>(TAPS); tap++) {
    const place = scratch + WEIGHTS + (<usize>tap << 3);
    store<i32>(place, tap / kernelWidth);
    store<i32>(place, tap % kernelWidth, 4);
  }
}

/** One band of a plane: forward, or with a gradient to add to `y`. */
function poolBand(plane: i32, band: i32, gradient: usize): void {
  const row = (band / get<i32>(BANDS_X)) * get<i32>(BAND_ROWS);
  const column = (band % get<i32>(BANDS_X)) * get<i32>(BAND_COLUMNS);
  const rows = min(get<i32>(BAND_ROWS), get<i32>(ROWS) - row);
  const columns = min(get<i32>(BAND_COLUMNS), get<i32>(COLUMNS) - column);
  const floats = (rows - 1) * get<i32>(PITCH) + columns;
  const area = <usize>(get<i32>(HEIGHT) * get<i32>(WIDTH)) << 2;
  const places = <usize>(get<i32>(ROWS) * get<i32>(COLUMNS)) << 2;
  const y = row * get<i32>(STRIDE_Y) - get<i32>(PADDING_Y);
  const x = column * get<i32>(STRIDE_X) - get<i32>(PADDING_X);
  readPatch(get<usize>(X) + <usize>plane * area, scratch + PATCH, y, x);
  if (gradient == 0) {
    largest(floats);
    writeBand(scratch + BAND, get<usize>(Y) + <usize>plane * places, row, rows, column, columns);
    return;
  }
  choose(floats);
  const to = get<usize>(Y) + <usize>plane * area;
  scatter(to, gradient + <usize>plane * places, row, rows, column, columns);
}

/** Some planes with one band each, or one band of one plane. */
function poolTile(tile: i32): void {
  const bands = get<i32>(BANDS);
  const each = get<i32>(PLANES_PER_TILE);
  const first = (tile / bands) * each;
  const last = min(first + each, get<i32>(PLANES));
  writeOffsets(scratch + OFFSETS, false);
  framePatch();
  for (let plane = first; plane < last; plane++) poolBand(plane, tile % bands, 0);
}

/** Some planes with all their bands, whose windows may overlap. */
function gradientTile(tile: i32): void {
  const bands = get<i32>(BANDS);
  const each = get<i32>(PLANES_PER_TILE);
  const last = min((tile + 1) * each, get<i32>(PLANES));
  const area = <usize>(get<i32>(HEIGHT) * get<i32>(WIDTH)) << 2;
  writeOffsets(scratch + OFFSETS, false);
  writePlaces(get<i32>(KERNEL_WIDTH));
  framePatch();
  for (let plane = tile * each; plane < last; plane++) {
    memory.fill(get<usize>(Y) + <usize>plane * area, 0, area);
    for (let band = 0; band < bands; band++) {
      if (bands > 1) framePatch();
      poolBand(plane, band, get<usize>(GRADIENT));
    }
  }
}

function prepare(x: usize, gradient: usize, y: usize, planes: i32, each: i32): void {
  put<usize>(X, x);
  put<usize>(GRADIENT, gradient);
  put<usize>(Y, y);
  put<i32>(PLANES, planes);
  put<i32>(PLANES_PER_TILE, each);
}

/** Planes that make a tile. */
// @ts-ignore: decorator
@inline
function planesPerTile(): i32 {
  const places = <i64>get<i32>(ROWS) * <i64>get<i32>(COLUMNS);
  return <i32>max<i64>(1, <i64>TILE_PLACES / max<i64>(1, places));
}

/** The largest element of each window of {@link convolution} over one source. */
export function maxPool(x: usize, y: usize, planes: i32): void {
  const bands = get<i32>(BANDS);
  const each = bands > 1 ? 1 : planesPerTile();
  prepare(x, 0, y, planes, each);
  parallel(poolTile, ((planes + each - 1) / each) * bands);
}

/** The gradient of x: each place's goes to the element that it chose. */
export function maxPoolGradient(x: usize, gradient: usize, dx: usize, planes: i32): void {
  const each = planesPerTile();
  prepare(x, gradient, dx, planes, each);
  parallel(gradientTile, (planes + each - 1) / each);
}
