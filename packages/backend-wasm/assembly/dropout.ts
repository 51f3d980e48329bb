import { get, parallel, put, scratch } from './pool';

// Inverted dropout from Philox-4x32-10 (Salmon et al. 2011), the counter-based generator of core/src/random: element
// i is decided by word i mod 4 of block ⌊i/4⌋. Four blocks run side by side, one per lane; a 4×4 exchange then puts
// the words in the order of the elements.

const TILE: i32 = 16384;

/** Low halves of `a · b` per lane. */
// @ts-ignore: decorator
@inline
function low4(even: v128, odd: v128): v128 {
  return i32x4.shuffle(even, odd, 0, 2, 4, 6);
}

/** High halves of `a · b` per lane. */
// @ts-ignore: decorator
@inline
function high4(even: v128, odd: v128): v128 {
  return i32x4.shuffle(even, odd, 1, 3, 5, 7);
}

/** 0–1 Philox' multipliers, 2–3 what is added to the keys: in memory, for the reason that math.ts gives. */
const PHILOX: usize = memory.data<u32>([0xd2511f53, 0xcd9e8d57, 0x9e3779b9, 0xbb67ae85]);

/** The 16 words of blocks `block … block + 3` under the key, stored in order of use. */
// @ts-ignore: decorator
@inline
function philoxWords(block: u32, key0: v128, key1: v128, target: usize): void {
  const multiplier0 = v128.load32_splat(PHILOX);
  const multiplier1 = v128.load32_splat(PHILOX + 4);
  let c0 = i32x4.add(i32x4.splat(<i32>block), i32x4(0, 1, 2, 3));
  let c1 = i32x4.splat(0);
  let c2 = c1;
  let c3 = c1;
  for (let round = 0; round < 10; round++) {
    const low0 = i64x2.extmul_low_i32x4_u(c0, multiplier0);
    const high0 = i64x2.extmul_high_i32x4_u(c0, multiplier0);
    const low1 = i64x2.extmul_low_i32x4_u(c2, multiplier1);
    const high1 = i64x2.extmul_high_i32x4_u(c2, multiplier1);
    c0 = v128.xor(v128.xor(high4(low1, high1), c1), key0);
    c1 = low4(low1, high1);
    c2 = v128.xor(v128.xor(high4(low0, high0), c3), key1);
    c3 = low4(low0, high0);
    key0 = i32x4.add(key0, v128.load32_splat(PHILOX + 8));
    key1 = i32x4.add(key1, v128.load32_splat(PHILOX + 12));
  }
  const a = i32x4.shuffle(c0, c1, 0, 4, 1, 5);
  const b = i32x4.shuffle(c2, c3, 0, 4, 1, 5);
  const c = i32x4.shuffle(c0, c1, 2, 6, 3, 7);
  const d = i32x4.shuffle(c2, c3, 2, 6, 3, 7);
  v128.store(target, i64x2.shuffle(a, b, 0, 2));
  v128.store(target, i64x2.shuffle(a, b, 1, 3), 16);
  v128.store(target, i64x2.shuffle(c, d, 0, 2), 32);
  v128.store(target, i64x2.shuffle(c, d, 1, 3), 48);
}

function dropoutTile(tile: i32): void {
  const size = get<i32>(2);
  const key0 = i32x4.splat(get<i32>(3));
  const key1 = i32x4.splat(get<i32>(4));
  const bound = get<u32>(5);
  const threshold = i32x4.splat(<i32>bound);
  const scale = get<f32>(6);
  const factor = f32x4.splat(scale);
  const words = scratch;
  const first = tile * TILE;
  const last = min(first + TILE, size);
  for (let i = first; i < last; i += 16) {
    philoxWords(<u32>i >> 2, key0, key1, words);
    const x = get<usize>(0) + (<usize>i << 2);
    const y = get<usize>(1) + (<usize>i << 2);
    if (last - i >= 16) {
      for (let at: usize = 0; at < 64; at += 16) {
        const kept = i32x4.ge_u(v128.load(words + at), threshold);
        v128.store(y + at, v128.and(f32x4.mul(v128.load(x + at), factor), kept));
      }
    } else {
      for (let at: usize = 0; at < <usize>(last - i) << 2; at += 4) {
        store<f32>(y + at, load<u32>(words + at) >= bound ? load<f32>(x + at) * scale : 0);
      }
    }
  }
}

/** `y[i] = word(i) ≥ threshold ? x[i] · scale : 0` under the key of two words. */
export function dropout(x: usize, y: usize, size: i32, key0: u32, key1: u32, threshold: u32, scale: f32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, size);
  put<u32>(3, key0);
  put<u32>(4, key1);
  put<u32>(5, threshold);
  put<f32>(6, scale);
  parallel(dropoutTile, (size + TILE - 1) / TILE);
}
