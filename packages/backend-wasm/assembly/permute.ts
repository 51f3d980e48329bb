import { get, parallel, put } from './pool';

// Transposition of up to four axes, elements of four bytes. The host has merged axes that stay neighbours. Where the
// last axis stays last, runs are copied; else columns are gathered in blocks, so that a cache line that is fetched
// is used up before it is thrown out.

const BLOCK: i32 = 16;

/** Rows `[·, last]` of the result: one per (o0, o1, o2). */
function copyTile(tile: i32): void {
  const n1 = get<i32>(3);
  const n2 = get<i32>(4);
  const n3 = get<i32>(5);
  const step2 = get<usize>(8);
  const step3 = get<usize>(9);
  const o0 = tile / n1;
  const o1 = tile % n1;
  const from = get<usize>(0) + <usize>o0 * get<usize>(6) + <usize>o1 * get<usize>(7);
  const to = get<usize>(1) + ((<usize>tile * <usize>n2 * <usize>n3) << 2);
  if (step3 == 4) {
    const bytes = <usize>n3 << 2;
    for (let o2: usize = 0; o2 < <usize>n2; o2++) memory.copy(to + o2 * bytes, from + o2 * step2, bytes);
    return;
  }
  for (let block3 = 0; block3 < n3; block3 += BLOCK) {
    const end3 = min(block3 + BLOCK, n3);
    for (let o2 = 0; o2 < n2; o2++) {
      let source = from + <usize>o2 * step2 + <usize>block3 * step3;
      let target = to + ((<usize>o2 * <usize>n3 + <usize>block3) << 2);
      for (let o3 = block3; o3 < end3; o3++) {
        store<u32>(target, load<u32>(source));
        source += step3;
        target += 4;
      }
    }
  }
}

/** `y[o0, o1, o2, o3] = x[Σ o · step]`: sizes of the result, steps of the input in bytes. */
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
  parallel(copyTile, n0 * n1);
}
