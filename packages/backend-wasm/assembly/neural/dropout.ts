import { get, parallel, put } from '../pool';

// Philox-4x32-10 (Salmon et al. 2011) as core/src/random/philox.ts has it: element i is decided by word i mod 4 of
// block i / 4.

const TILE: i32 = 16384;

function dropoutTile(tile: i32): void {
  const x = get<usize>(0);
  const y = get<usize>(1);
  const n = get<i32>(2);
  const threshold = get<f64>(3);
  const scale = get<f32>(4);
  const end = min((tile + 1) * TILE, n);
  for (let i = tile * TILE; i < end; i += 4) {
    let c0 = <u32>(i >> 2);
    let c1: u32 = 0;
    let c2: u32 = 0;
    let c3: u32 = 0;
    let key0 = get<u32>(5);
    let key1 = get<u32>(6);
    for (let round = 0; round < 10; round++) {
      const product0 = <u64>0xd2511f53 * <u64>c0;
      const product1 = <u64>0xcd9e8d57 * <u64>c2;
      const next0 = <u32>(product1 >> 32) ^ c1 ^ key0;
      const next2 = <u32>(product0 >> 32) ^ c3 ^ key1;
      c1 = <u32>product1;
      c3 = <u32>product0;
      c0 = next0;
      c2 = next2;
      key0 += 0x9e3779b9;
      key1 += 0xbb67ae85;
    }
    const at = <usize>i << 2;
    store<f32>(y + at, <f64>c0 >= threshold ? load<f32>(x + at) * scale : 0);
    if (i + 1 < end) store<f32>(y + at + 4, <f64>c1 >= threshold ? load<f32>(x + at + 4) * scale : 0);
    if (i + 2 < end) store<f32>(y + at + 8, <f64>c2 >= threshold ? load<f32>(x + at + 8) * scale : 0);
    if (i + 3 < end) store<f32>(y + at + 12, <f64>c3 >= threshold ? load<f32>(x + at + 12) * scale : 0);
  }
}

/** Keeps element i, times `scale`, when its random word is at least `threshold`; else 0. */
export function dropout(x: usize, y: usize, n: i32, threshold: f64, scale: f32, key0: u32, key1: u32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, n);
  put<f64>(3, threshold);
  put<f32>(4, scale);
  put<u32>(5, key0);
  put<u32>(6, key1);
  parallel(dropoutTile, (n + TILE - 1) / TILE);
}
