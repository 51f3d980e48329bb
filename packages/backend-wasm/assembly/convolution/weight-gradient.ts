import { addWide, madd, sum2 } from '../lanes';
import { get, parallel, put, scratch } from '../pool';
import {
  BAND,
  BAND_COLUMNS,
  BAND_ROWS,
  BANDS,
  bandBytes,
  COLUMNS,
  MOST_TAPS,
  OFFSETS,
  PATCH,
  PITCH,
  patchBytes,
  ROWS,
  SOURCES,
  SUMS,
  TAPS,
  TOTALS,
  WEIGHTS,
  writeOffsets,
} from './geometry';
import { GROUPS, readPatches, TARGETS, UNITS, UNITS_PER_TILE, WEIGHT, X, Y } from './operands';
import { readBand } from './patch';

// The gradient of the weights of a convolution in groups.

/** Places after which float32 sums, four for each element of the window, go over to float64. */
const MOST_SUMMED: i32 = 512;
/** Channels whose weights a tile sums up, picture by picture, so that it reads longer stretches of small pictures. */
const MOST_CHANNELS: i32 = 8;
/** Places of so many channels together. */
const CHANNEL_PLACES: i32 = 4096;

/** Adds to the sums of nine elements of the window: products of places and what the window reads there. */
// @ts-ignore: decorator
@inline
function sumNine(patch: usize, band: usize, offsets: usize, sums: usize, bytes: usize): void {
  const p0 = patch + <usize>load<u32>(offsets);
  const p1 = patch + <usize>load<u32>(offsets, 4);
  const p2 = patch + <usize>load<u32>(offsets, 8);
  const p3 = patch + <usize>load<u32>(offsets, 12);
  const p4 = patch + <usize>load<u32>(offsets, 16);
  const p5 = patch + <usize>load<u32>(offsets, 20);
  const p6 = patch + <usize>load<u32>(offsets, 24);
  const p7 = patch + <usize>load<u32>(offsets, 28);
  const p8 = patch + <usize>load<u32>(offsets, 32);
  let a0 = v128.load(sums);
  let a1 = v128.load(sums, 16);
  let a2 = v128.load(sums, 32);
  let a3 = v128.load(sums, 48);
  let a4 = v128.load(sums, 64);
  let a5 = v128.load(sums, 80);
  let a6 = v128.load(sums, 96);
  let a7 = v128.load(sums, 112);
  let a8 = v128.load(sums, 128);
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = v128.load(band + at);
    a0 = madd(v128.load(p0 + at), g, a0);
    a1 = madd(v128.load(p1 + at), g, a1);
    a2 = madd(v128.load(p2 + at), g, a2);
    a3 = madd(v128.load(p3 + at), g, a3);
    a4 = madd(v128.load(p4 + at), g, a4);
    a5 = madd(v128.load(p5 + at), g, a5);
    a6 = madd(v128.load(p6 + at), g, a6);
    a7 = madd(v128.load(p7 + at), g, a7);
    a8 = madd(v128.load(p8 + at), g, a8);
  }
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
  v128.store(sums, a2, 32);
  v128.store(sums, a3, 48);
  v128.store(sums, a4, 64);
  v128.store(sums, a5, 80);
  v128.store(sums, a6, 96);
  v128.store(sums, a7, 112);
  v128.store(sums, a8, 128);
}

/** The same for one element. */
// @ts-ignore: decorator
@inline
function sumOne(patch: usize, band: usize, offset: usize, sum: usize, bytes: usize): void {
  const from = patch + <usize>load<u32>(offset);
  let a = v128.load(sum);
  let b = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 32) {
    a = madd(v128.load(from + at), v128.load(band + at), a);
    b = madd(v128.load(from + at, 16), v128.load(band + at, 16), b);
  }
  v128.store(sum, f32x4.add(a, b));
}

/** Adds some places to the sums of all elements of the window. */
function sumPlaces(patch: usize, band: usize, floats: i32, sums: usize): void {
  const bytes = <usize>floats << 2;
  let offsets = scratch + OFFSETS;
  let left = get<i32>(TAPS);
  for (; left >= 9; left -= 9) {
    sumNine(patch, band, offsets, sums, bytes);
    offsets += 36;
    sums += 144;
  }
  for (; left > 0; left--) {
    sumOne(patch, band, offsets, sums, bytes);
    offsets += 4;
    sums += 16;
  }
}

/** Bytes of the sums of one channel. */
// @ts-ignore: decorator
@inline
function sumBytes(): usize {
  return <usize>get<i32>(TAPS) << 4;
}

/** Where a tile keeps the number of places in the sums of one of its channels. */
// @ts-ignore: decorator
@inline
function countOf(index: i32): usize {
  return scratch + WEIGHTS + (<usize>index << 2);
}

/** The sums of one of a tile's channels go over to float64 and begin anew. */
function widen(index: i32): void {
  const bytes = sumBytes();
  const sums = scratch + SUMS + <usize>index * bytes;
  const totals = scratch + TOTALS + <usize>index * bytes;
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(totals + at, addWide(v128.load(totals + at), v128.load(sums + at)));
  }
  memory.fill(sums, 0, bytes);
  store<i32>(countOf(index), 0);
}

/** Adds one band to the sums of one of a tile's channels. */
function sumBand(floats: i32, index: i32): void {
  const sums = scratch + SUMS + <usize>index * sumBytes();
  for (let first = 0; first < floats; first += MOST_SUMMED) {
    const some = min(MOST_SUMMED, floats - first);
    if (load<i32>(countOf(index)) + some > MOST_SUMMED) widen(index);
    const at = <usize>first << 2;
    sumPlaces(scratch + PATCH + at, scratch + BAND + at, some, sums);
    store<i32>(countOf(index), load<i32>(countOf(index)) + some);
  }
}

function clearPatchAndBand(): void {
  memory.fill(scratch + PATCH, 0, patchBytes());
  memory.fill(scratch + BAND, 0, bandBytes());
}

/** Adds one picture to the sums of a channel, one of a tile's. */
function sumPicture(picture: i32, channel: i32, index: i32): void {
  const channels = get<i32>(GROUPS) * get<i32>(TARGETS);
  const group = channel / get<i32>(TARGETS);
  const area = <usize>(get<i32>(ROWS) * get<i32>(COLUMNS)) << 2;
  const plane = get<usize>(Y) + <usize>(picture * channels + channel) * area;
  const source = (picture * get<i32>(GROUPS) + group) * get<i32>(SOURCES);
  const bands = get<i32>(BANDS);
  for (let row = 0; row < get<i32>(ROWS); row += get<i32>(BAND_ROWS)) {
    for (let column = 0; column < get<i32>(COLUMNS); column += get<i32>(BAND_COLUMNS)) {
      const rows = min(get<i32>(BAND_ROWS), get<i32>(ROWS) - row);
      const columns = min(get<i32>(BAND_COLUMNS), get<i32>(COLUMNS) - column);
      if (bands > 1) clearPatchAndBand();
      readPatches(source, row, column);
      readBand(plane, row, rows, column, columns);
      sumBand((rows - 1) * get<i32>(PITCH) + columns, index);
    }
  }
}

/** The weights of some output channels: over all pictures. */
function weightGradientTile(tile: i32): void {
  const each = get<i32>(UNITS_PER_TILE);
  const first = tile * each;
  const count = min(each, get<i32>(GROUPS) * get<i32>(TARGETS) - first);
  const bytes = <usize>count * sumBytes();
  writeOffsets(scratch + OFFSETS);
  memory.fill(scratch + SUMS, 0, bytes);
  memory.fill(scratch + TOTALS, 0, bytes);
  for (let index = 0; index < count; index++) store<i32>(countOf(index), 0);
  clearPatchAndBand();
  for (let picture = 0; picture < get<i32>(UNITS); picture++) {
    for (let index = 0; index < count; index++) sumPicture(picture, first + index, index);
  }
  for (let index = 0; index < count; index++) widen(index);
  let to = get<usize>(WEIGHT) + <usize>first * (sumBytes() >> 2);
  for (let at: usize = 0; at < bytes; at += 16) {
    store<f32>(to, <f32>sum2(v128.load(scratch + TOTALS + at)));
    to += 4;
  }
}

/** The gradient of the weight from that of the result, for the window of {@link convolution}. */
export function convolutionWeightGradient(
  x: usize,
  gradient: usize,
  weight: usize,
  batch: i32,
  groups: i32,
  targets: i32,
): void {
  put<usize>(X, x);
  put<usize>(Y, gradient);
  put<usize>(WEIGHT, weight);
  const most = max(1, CHANNEL_PLACES / (get<i32>(ROWS) * get<i32>(COLUMNS)));
  const each = min(min(MOST_CHANNELS, MOST_TAPS / get<i32>(TAPS)), most);
  put<i32>(UNITS, batch);
  put<i32>(UNITS_PER_TILE, each);
  put<i32>(GROUPS, groups);
  put<i32>(TARGETS, targets);
  parallel(weightGradientTile, (groups * targets + each - 1) / each);
}
