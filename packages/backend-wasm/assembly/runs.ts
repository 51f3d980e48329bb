import { get, parallel, put } from './pool';

// Pure copies: slices, concatenation, padding. Whatever the axis, they move runs of bytes that lie at equal distances.

/** Bytes that make a tile worth handing to another thread. */
export const TILE_BYTES: usize = 65536;
/** Up to so many bytes are moved here: `memory.copy` and `memory.fill` are calls out of the module. */
const SHORT: usize = 128;

/** Copies `bytes` bytes. */
// @ts-ignore: decorator
@inline
export function copyRun(to: usize, from: usize, bytes: usize): void {
  if (bytes > SHORT) {
    memory.copy(to, from, bytes);
    return;
  }
  const end = to + bytes;
  for (const whole = to + (bytes & ~15); to < whole; to += 16) {
    v128.store(to, v128.load(from));
    from += 16;
  }
  for (const whole = end - (bytes & 3); to < whole; to += 4) {
    store<u32>(to, load<u32>(from));
    from += 4;
  }
  for (; to < end; to++) store<u8>(to, load<u8>(from++));
}

/** Puts `bytes` zeros. */
// @ts-ignore: decorator
@inline
export function clearRun(to: usize, bytes: usize): void {
  if (bytes > SHORT) {
    memory.fill(to, 0, bytes);
    return;
  }
  const end = to + bytes;
  for (const whole = to + (bytes & ~15); to < whole; to += 16) v128.store(to, i32x4.splat(0));
  for (const whole = end - (bytes & 3); to < whole; to += 4) store<u32>(to, 0);
  for (; to < end; to++) store<u8>(to, 0);
}

/** Runs per tile. */
// @ts-ignore: decorator
@inline
export function runsPerTile(bytes: usize): i32 {
  return <i32>max<usize>(1, TILE_BYTES / max<usize>(1, bytes));
}

function copyTile(tile: i32): void {
  const bytes = get<usize>(3);
  const each = runsPerTile(bytes);
  const first = tile * each;
  const last = min(first + each, get<i32>(2));
  let from = get<usize>(0) + <usize>first * get<usize>(4);
  let to = get<usize>(1) + <usize>first * get<usize>(5);
  for (let run = first; run < last; run++) {
    copyRun(to, from, bytes);
    from += get<usize>(4);
    to += get<usize>(5);
  }
}

/** `runs` runs of `bytes` bytes, `stepX` apart in x, to places `stepY` apart in y. */
export function copyRuns(x: usize, y: usize, runs: i32, bytes: usize, stepX: usize, stepY: usize): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, runs);
  put<usize>(3, bytes);
  put<usize>(4, stepX);
  put<usize>(5, stepY);
  const each = runsPerTile(bytes);
  parallel(copyTile, (runs + each - 1) / each);
}

function padTile(tile: i32): void {
  const bytes = get<usize>(3);
  const before = get<usize>(4);
  const after = get<usize>(5);
  const whole = before + bytes + after;
  const each = runsPerTile(whole);
  const first = tile * each;
  const last = min(first + each, get<i32>(2));
  let from = get<usize>(0) + <usize>first * bytes;
  let to = get<usize>(1) + <usize>first * whole;
  for (let run = first; run < last; run++) {
    clearRun(to, before);
    copyRun(to + before, from, bytes);
    clearRun(to + before + bytes, after);
    from += bytes;
    to += whole;
  }
}

/** Each run of `bytes` bytes with `before` zeros in front and `after` behind. */
export function padRuns(x: usize, y: usize, runs: i32, bytes: usize, before: usize, after: usize): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, runs);
  put<usize>(3, bytes);
  put<usize>(4, before);
  put<usize>(5, after);
  const each = runsPerTile(before + bytes + after);
  parallel(padTile, (runs + each - 1) / each);
}

function fillTile(tile: i32): void {
  const first = <usize>tile * TILE_BYTES;
  const count = min(TILE_BYTES, get<usize>(1) - first);
  const word = get<u32>(2);
  let y = get<usize>(0) + first;
  for (const end = y + count; y < end; y += 4) store<u32>(y, word);
}

/** Fills `count` words of four bytes. */
export function fillWords(y: usize, count: i32, word: u32): void {
  put<usize>(0, y);
  put<usize>(1, <usize>count << 2);
  put<u32>(2, word);
  parallel(fillTile, <i32>(((<usize>count << 2) + TILE_BYTES - 1) / TILE_BYTES));
}
