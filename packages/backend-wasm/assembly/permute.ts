import { get, parallel, put } from './pool';
import { copyRun } from './runs';

// Transposition and broadcasting of up to four axes. The host has merged axes that stay neighbours. Where the last axis
// stays last, runs are copied; else columns are gathered in blocks, so that a cache line that is fetched is used up
// before it is thrown out.

const BLOCK: i32 = 16;

/** One row of a block, elements of type T. */
// @ts-ignore: decorator
@inline
function gatherElements<T>(target: usize, source: usize, count: i32, step: usize): void {
  for (const end = target + <usize>count * sizeof<T>(); target < end; target += sizeof<T>()) {
    store<T>(target, load<T>(source));
    source += step;
  }
}

/** The same by width of an element. */
// @ts-ignore: decorator
@inline
function gatherRow(width: usize, target: usize, source: usize, count: i32, step: usize): void {
  if (width == 4) gatherElements<u32>(target, source, count, step);
  else if (width == 1) gatherElements<u8>(target, source, count, step);
  else if (width == 2) gatherElements<u16>(target, source, count, step);
  else gatherElements<u64>(target, source, count, step);
}

/** Rows of the third axis that one tile takes. */
// @ts-ignore: decorator
@inline
function rowsPerTile(n3: i32): i32 {
  return max(BLOCK, 16384 / max(1, n3));
}

/** A range of the third axis at one place of the first two. */
function copyTile(tile: i32): void {
  const n1 = get<i32>(3);
  const n2 = get<i32>(4);
  const n3 = get<i32>(5);
  const step2 = get<usize>(8);
  const step3 = get<usize>(9);
  const width = get<usize>(10);
  const each = rowsPerTile(n3);
  const ranges = (n2 + each - 1) / each;
  const place = tile / ranges;
  const o0 = place / n1;
  const o1 = place % n1;
  const first = (tile % ranges) * each;
  const end = min(first + each, n2);
  const from = get<usize>(0) + <usize>o0 * get<usize>(6) + <usize>o1 * get<usize>(7);
  const to = get<usize>(1) + <usize>place * <usize>n2 * <usize>n3 * width;
  if (step3 == width) {
    const bytes = <usize>n3 * width;
    for (let o2 = <usize>first; o2 < <usize>end; o2++) copyRun(to + o2 * bytes, from + o2 * step2, bytes);
    return;
  }
  for (let block3 = 0; block3 < n3; block3 += BLOCK) {
    const count = min(BLOCK, n3 - block3);
    for (let o2 = first; o2 < end; o2++) {
      const source = from + <usize>o2 * step2 + <usize>block3 * step3;
      gatherRow(width, to + (<usize>o2 * <usize>n3 + <usize>block3) * width, source, count, step3);
    }
  }
}

/**
 * `y[o0, o1, o2, o3] = x[Σ o · step]`: sizes of the result, steps of the input in bytes, `width` bytes per element
 * (1, 2, 4 or 8).
 */
export function permute(
  x: usize,
  y: usize,
  n0: i32,
  n1: i32,
  n2: i32,
  n3: i32,
  step0: usize,
  step1: usize,
  step2: usize,
  step3: usize,
  width: usize,
): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(3, n1);
  put<i32>(4, n2);
  put<i32>(5, n3);
  put<usize>(6, step0);
  put<usize>(7, step1);
  put<usize>(8, step2);
  put<usize>(9, step3);
  put<usize>(10, width);
  const each = rowsPerTile(n3);
  parallel(copyTile, n0 * n1 * ((n2 + each - 1) / each));
}
