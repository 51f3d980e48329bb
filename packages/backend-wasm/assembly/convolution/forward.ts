import { madd } from '../lanes';
import { get, parallel, put, scratch } from '../pool';
import {
  BAND,
  BAND_COLUMNS,
  BAND_ROWS,
  BANDS,
  BANDS_X,
  bandBytes,
  COLUMNS,
  LEAST_TARGETS,
  OFFSETS,
  PART,
  PATCH,
  PITCH,
  patchBytes,
  ROWS,
  SOURCES,
  TAPS,
  WEIGHTS,
  writeOffsets,
} from './geometry';
import { BIAS, FLIPPED, GROUPS, readPatches, TARGETS, UNITS, UNITS_PER_TILE, WEIGHT, X, Y } from './operands';
import { writeBand } from './patch';
import { addWindow, packWeights, tileTargets } from './tile';

// Convolution in groups of channels, directly; transposed, it is the gradient of the input.

/** Places that make a tile worth handing to another thread. */
const TILE_PLACES: i32 = 16384;

/** `start` + the window over the patch, for `floats` places in the patch's pitch. */
// @ts-ignore: decorator
@inline
function correlate(patch: usize, weights: usize, start: f32, band: usize, floats: i32): void {
  const first = scratch + OFFSETS;
  const last = first + (<usize>get<i32>(TAPS) << 2);
  const before = f32x4.splat(start);
  for (; floats > 0; floats -= 32) {
    let a0 = before;
    let a1 = before;
    let a2 = before;
    let a3 = before;
    let a4 = before;
    let a5 = before;
    let a6 = before;
    let a7 = before;
    let weight = weights;
    for (let offset = first; offset < last; offset += 4) {
      const w = v128.load32_splat(weight);
      const from = patch + <usize>load<u32>(offset);
      a0 = madd(v128.load(from), w, a0);
      a1 = madd(v128.load(from, 16), w, a1);
      a2 = madd(v128.load(from, 32), w, a2);
      a3 = madd(v128.load(from, 48), w, a3);
      a4 = madd(v128.load(from, 64), w, a4);
      a5 = madd(v128.load(from, 80), w, a5);
      a6 = madd(v128.load(from, 96), w, a6);
      a7 = madd(v128.load(from, 112), w, a7);
      weight += 4;
    }
    v128.store(band, a0);
    v128.store(band, a1, 16);
    v128.store(band, a2, 32);
    v128.store(band, a3, 48);
    v128.store(band, a4, 64);
    v128.store(band, a5, 80);
    v128.store(band, a6, 96);
    v128.store(band, a7, 112);
    patch += 128;
    band += 128;
  }
}

/** The weights of one target: of a transposed convolution gathered, the windows of all sources behind one another. */
function weightsOf(group: i32, target: i32): usize {
  const sources = get<i32>(SOURCES);
  const targets = get<i32>(TARGETS);
  const window = <usize>(get<i32>(TAPS) / sources) << 2;
  if (!get<bool>(FLIPPED)) return get<usize>(WEIGHT) + <usize>(group * targets + target) * <usize>sources * window;
  const step = <usize>targets * window;
  let from = get<usize>(WEIGHT) + <usize>(group * sources) * step + <usize>target * window;
  let to = scratch + WEIGHTS;
  for (let source = 0; source < sources; source++) {
    memory.copy(to, from, window);
    to += window;
    from += step;
  }
  return scratch + WEIGHTS;
}

/** The bias of a channel, where there is one. */
// @ts-ignore: decorator
@inline
function biasOf(channel: i32): f32 {
  const bias = get<usize>(BIAS);
  return bias == 0 ? 0 : load<f32>(bias + (<usize>channel << 2));
}

/** A band of one target of a unit after another. */
function computeEach(unit: i32, row: i32, rows: i32, column: i32, columns: i32): void {
  const targets = get<i32>(TARGETS);
  const group = unit % get<i32>(GROUPS);
  const area = <usize>(get<i32>(ROWS) * get<i32>(COLUMNS)) << 2;
  const floats = (rows - 1) * get<i32>(PITCH) + columns;
  readPatches(unit * get<i32>(SOURCES), get<i32>(SOURCES), row, column);
  for (let target = 0; target < targets; target++) {
    const weights = weightsOf(group, target);
    correlate(scratch + PATCH, weights, biasOf(group * targets + target), scratch + BAND, floats);
    writeBand(scratch + BAND, get<usize>(Y) + <usize>(unit * targets + target) * area, row, rows, column, columns);
  }
}

/** Bands of several targets of a unit at a time. */
function computeTogether(unit: i32, row: i32, rows: i32, column: i32, columns: i32): void {
  const targets = get<i32>(TARGETS);
  const sources = get<i32>(SOURCES);
  const part = get<i32>(PART);
  const window = get<i32>(TAPS) / part;
  const group = unit % get<i32>(GROUPS);
  const area = <usize>(get<i32>(ROWS) * get<i32>(COLUMNS)) << 2;
  const floats = (rows - 1) * get<i32>(PITCH) + columns;
  const step = bandBytes();
  let height = 0;
  for (let target = 0; target < targets; target += height) {
    height = tileTargets(targets - target);
    const count = min(height, targets - target);
    for (let i = 0; i < height; i++) {
      const band = scratch + BAND + <usize>i * step;
      const start = f32x4.splat(i < count ? biasOf(group * targets + target + i) : 0);
      for (let at: usize = 0; at < <usize>floats << 2; at += 32) {
        v128.store(band + at, start);
        v128.store(band + at, start, 16);
      }
    }
    for (let source = 0; source < sources; source += part) {
      const some = min(part, sources - source);
      if (target == 0 || part < sources) readPatches(unit * sources + source, some, row, column);
      packWeights(group, target, count, source, some);
      addWindow(some * window, floats, height, step);
    }
    for (let i = 0; i < count; i++) {
      const plane = get<usize>(Y) + <usize>(unit * targets + target + i) * area;
      writeBand(scratch + BAND + <usize>i * step, plane, row, rows, column, columns);
    }
  }
}

/** Some units with one band each, or one band of one unit. */
function convolveTile(tile: i32): void {
  const bands = get<i32>(BANDS);
  const each = get<i32>(UNITS_PER_TILE);
  const first = (tile / bands) * each;
  const last = min(first + each, get<i32>(UNITS));
  const band = tile % bands;
  const row = (band / get<i32>(BANDS_X)) * get<i32>(BAND_ROWS);
  const column = (band % get<i32>(BANDS_X)) * get<i32>(BAND_COLUMNS);
  const rows = min(get<i32>(BAND_ROWS), get<i32>(ROWS) - row);
  const columns = min(get<i32>(BAND_COLUMNS), get<i32>(COLUMNS) - column);
  writeOffsets(scratch + OFFSETS, get<bool>(FLIPPED));
  // What lies outside is zero once, since it is the same for all units.
  memory.fill(scratch + PATCH, 0, patchBytes());
  for (let unit = first; unit < last; unit++) {
    if (get<i32>(TARGETS) < LEAST_TARGETS) computeEach(unit, row, rows, column, columns);
    else computeTogether(unit, row, rows, column, columns);
  }
}

/**
 * The window of {@link convolution} over `batch` pictures of `groups` groups: `targets` planes of each group's sources.
 * `flipped`: the transpose, for the gradient of the input.
 */
export function convolve(
  x: usize,
  weight: usize,
  bias: usize,
  y: usize,
  batch: i32,
  groups: i32,
  targets: i32,
  flipped: bool,
): void {
  const places = <i64>get<i32>(ROWS) * <i64>get<i32>(COLUMNS) * <i64>targets;
  const units = batch * groups;
  const each = get<i32>(BANDS) > 1 ? 1 : <i32>max<i64>(1, <i64>TILE_PLACES / max<i64>(1, places));
  put<usize>(X, x);
  put<usize>(WEIGHT, weight);
  put<usize>(BIAS, bias);
  put<usize>(Y, y);
  put<i32>(UNITS, units);
  put<i32>(UNITS_PER_TILE, each);
  put<i32>(GROUPS, groups);
  put<i32>(TARGETS, targets);
  put<bool>(FLIPPED, flipped);
  parallel(convolveTile, ((units + each - 1) / each) * get<i32>(BANDS));
}
