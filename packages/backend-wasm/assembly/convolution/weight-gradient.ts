import { addWide, madd, sum2 } from '../lanes';
import { get, parallel, put, scratch } from '../pool';
import {
  BAND,
  BAND_COLUMNS,
  BAND_ROWS,
  BANDS,
  bandBytes,
  COLUMNS,
  LEAST_TARGETS,
  MOST_SUMS,
  OFFSETS,
  PATCH,
  PITCH,
  patchBytes,
  ROWS,
  SOURCES,
  SUMS,
  TAPS,
  TOGETHER,
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

/** Adds to the sums of three elements of the window for three channels, whose sums and bands are `apart` and `step` bytes apart. */
// @ts-ignore: decorator
@inline
function sumThree(patch: usize, band: usize, step: usize, offsets: usize, sums: usize, apart: usize, bytes: usize): void {
  const p0 = patch + <usize>load<u32>(offsets);
  const p1 = patch + <usize>load<u32>(offsets, 4);
  const p2 = patch + <usize>load<u32>(offsets, 8);
  const band1 = band + step;
  const band2 = band1 + step;
  const sums1 = sums + apart;
  const sums2 = sums1 + apart;
  let a0 = v128.load(sums);
  let a1 = v128.load(sums, 16);
  let a2 = v128.load(sums, 32);
  let b0 = v128.load(sums1);
  let b1 = v128.load(sums1, 16);
  let b2 = v128.load(sums1, 32);
  let c0 = v128.load(sums2);
  let c1 = v128.load(sums2, 16);
  let c2 = v128.load(sums2, 32);
  for (let at: usize = 0; at < bytes; at += 16) {
    const g0 = v128.load(band + at);
    const g1 = v128.load(band1 + at);
    const g2 = v128.load(band2 + at);
    const x0 = v128.load(p0 + at);
    a0 = madd(x0, g0, a0);
    b0 = madd(x0, g1, b0);
    c0 = madd(x0, g2, c0);
    const x1 = v128.load(p1 + at);
    a1 = madd(x1, g0, a1);
    b1 = madd(x1, g1, b1);
    c1 = madd(x1, g2, c1);
    const x2 = v128.load(p2 + at);
    a2 = madd(x2, g0, a2);
    b2 = madd(x2, g1, b2);
    c2 = madd(x2, g2, c2);
  }
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
  v128.store(sums, a2, 32);
  v128.store(sums1, b0);
  v128.store(sums1, b1, 16);
  v128.store(sums1, b2, 32);
  v128.store(sums2, c0);
  v128.store(sums2, c1, 16);
  v128.store(sums2, c2, 32);
}

/** Channels of a group that {@link sumThree} takes at once. */
const THREE: i32 = 3;

/** Adds some places to the sums of all elements of the windows of `channels` channels of one group. */
function sumChannels(patch: usize, band: usize, step: usize, floats: i32, channels: i32, sums: usize): void {
  const bytes = <usize>floats << 2;
  const apart = sumBytes();
  for (; channels >= THREE; channels -= THREE) {
    let offsets = scratch + OFFSETS;
    let at = sums;
    let left = get<i32>(TAPS);
    for (; left >= 3; left -= 3) {
      sumThree(patch, band, step, offsets, at, apart, bytes);
      offsets += 12;
      at += 48;
    }
    for (; left > 0; left--) {
      for (let i: usize = 0; i < <usize>THREE; i++) sumOne(patch, band + i * step, offsets, at + i * apart, bytes);
      offsets += 4;
      at += 16;
    }
    band += <usize>THREE * step;
    sums += <usize>THREE * apart;
  }
  for (; channels > 0; channels--) {
    sumPlaces(patch, band, floats, sums);
    band += step;
    sums += apart;
  }
}

/** Bytes of the sums of one channel. */
// @ts-ignore: decorator
@inline
function sumBytes(): usize {
  return <usize>get<i32>(TAPS) << 4;
}

/** Where a tile keeps the number of places in the sums of a run of its channels. */
// @ts-ignore: decorator
@inline
function countOf(index: i32): usize {
  return scratch + WEIGHTS + (<usize>index << 2);
}

/** The sums of some of a tile's channels go over to float64 and begin anew. */
function widen(index: i32, channels: i32): void {
  const bytes = <usize>channels * sumBytes();
  const sums = scratch + SUMS + <usize>index * sumBytes();
  const totals = scratch + TOTALS + <usize>index * sumBytes();
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(totals + at, addWide(v128.load(totals + at), v128.load(sums + at)));
  }
  memory.fill(sums, 0, bytes);
  store<i32>(countOf(index), 0);
}

/** Adds one band of each of some channels to their sums. */
function sumBands(floats: i32, index: i32, channels: i32): void {
  const sums = scratch + SUMS + <usize>index * sumBytes();
  for (let first = 0; first < floats; first += MOST_SUMMED) {
    const some = min(MOST_SUMMED, floats - first);
    if (load<i32>(countOf(index)) + some > MOST_SUMMED) widen(index, channels);
    const at = <usize>first << 2;
    sumChannels(scratch + PATCH + at, scratch + BAND + at, bandBytes(), some, channels, sums);
    store<i32>(countOf(index), load<i32>(countOf(index)) + some);
  }
}

/** Channels of a group whose bands are in scratch at a time. */
// @ts-ignore: decorator
@inline
function channelsAtOnce(): i32 {
  return get<i32>(TARGETS) < LEAST_TARGETS ? 1 : min(get<i32>(TARGETS), TOGETHER);
}

function clearPatchAndBands(): void {
  memory.fill(scratch + PATCH, 0, patchBytes());
  memory.fill(scratch + BAND, 0, bandBytes() * <usize>channelsAtOnce());
}

/** Adds one picture to the sums of some channels of one group, of a tile's those from `index` on. */
function sumPicture(picture: i32, channel: i32, index: i32, channels: i32): void {
  const group = channel / get<i32>(TARGETS);
  const area = <usize>(get<i32>(ROWS) * get<i32>(COLUMNS)) << 2;
  const plane = get<usize>(Y) + <usize>(picture * get<i32>(GROUPS) * get<i32>(TARGETS) + channel) * area;
  const source = (picture * get<i32>(GROUPS) + group) * get<i32>(SOURCES);
  const bands = get<i32>(BANDS);
  for (let row = 0; row < get<i32>(ROWS); row += get<i32>(BAND_ROWS)) {
    for (let column = 0; column < get<i32>(COLUMNS); column += get<i32>(BAND_COLUMNS)) {
      const rows = min(get<i32>(BAND_ROWS), get<i32>(ROWS) - row);
      const columns = min(get<i32>(BAND_COLUMNS), get<i32>(COLUMNS) - column);
      if (bands > 1) clearPatchAndBands();
      readPatches(source, get<i32>(SOURCES), row, column);
      for (let i: usize = 0; i < <usize>channels; i++) {
        readBand(scratch + BAND + i * bandBytes(), plane + i * area, row, rows, column, columns);
      }
      sumBands((rows - 1) * get<i32>(PITCH) + columns, index, channels);
    }
  }
}

/** Channels among which a tile's are: those of one group, or of all where a group has few. */
// @ts-ignore: decorator
@inline
function channelsTogether(): i32 {
  return get<i32>(TARGETS) * (get<i32>(TARGETS) < LEAST_TARGETS ? get<i32>(GROUPS) : 1);
}

/** The weights of some output channels: over all pictures. */
function weightGradientTile(tile: i32): void {
  const each = get<i32>(UNITS_PER_TILE);
  const all = channelsTogether();
  const tiles = (all + each - 1) / each;
  const start = (tile % tiles) * each;
  const first = (tile / tiles) * all + start;
  const count = min(each, all - start);
  const most = channelsAtOnce();
  const bytes = <usize>count * sumBytes();
  writeOffsets(scratch + OFFSETS, false);
  memory.fill(scratch + SUMS, 0, bytes);
  memory.fill(scratch + TOTALS, 0, bytes);
  for (let index = 0; index < count; index++) store<i32>(countOf(index), 0);
  clearPatchAndBands();
  for (let picture = 0; picture < get<i32>(UNITS); picture++) {
    let some = 0;
    for (let index = 0; index < count; index += some) {
      some = min(min(most, count - index), get<i32>(TARGETS) - ((first + index) % get<i32>(TARGETS)));
      sumPicture(picture, first + index, index, some);
    }
  }
  widen(0, count);
  let to = get<usize>(WEIGHT) + <usize>first * (sumBytes() >> 2);
  for (let at: usize = 0; at < bytes; at += 16) {
    store<f32>(to, <f32>sum2(v128.load(scratch + TOTALS + at)));
    to += 4;
  }
}

/** The gradient of the weight from that of the result, for the window of {@link convolution}, in one part. */
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
  put<i32>(UNITS, batch);
  put<i32>(GROUPS, groups);
  put<i32>(TARGETS, targets);
  const room = MOST_SUMS / get<i32>(TAPS);
  const most = max(1, CHANNEL_PLACES / (get<i32>(ROWS) * get<i32>(COLUMNS)));
  const each = targets < LEAST_TARGETS ? min(MOST_CHANNELS, most) : TOGETHER;
  put<i32>(UNITS_PER_TILE, min(each, room));
  const tiles = (channelsTogether() + min(each, room) - 1) / min(each, room);
  parallel(weightGradientTile, targets < LEAST_TARGETS ? tiles : tiles * groups);
}
