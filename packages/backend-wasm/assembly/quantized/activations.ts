import { madd } from '../lanes';
import { get } from '../pool';
import { BLOCK, isFourBits, Q4_0 } from './formats';

// The other side of the product: rows of float32 become 16-bit numbers, 32 to a scale (largest size / 32639). A block
// begins with what the sums need: [scale][scale · Σq][−8 Σq as an integer][nothing].

/** 127 · 256 + 127: the largest number whose two bytes are both signed ones (see panels.ts). */
const LARGEST: f32 = 32639;

/** Bytes before the numbers of a block. */
export const HEAD: usize = 16;

/** Bytes of a block. */
export const ACTIVATION_BYTES: usize = HEAD + 64;

/** All bits of a float but its sign. From memory: see math.ts. */
const SIZE: usize = memory.data<i32>([0x7fffffff]);

/** What the block of 32 floats at `x` is divided by; NaN if one is. Sizes are compared as whole numbers: one instruction. */
// @ts-ignore: decorator
@inline
export function scaleOf(x: usize): f32 {
  const size = v128.load32_splat(SIZE);
  let most = v128.and(v128.load(x), size);
  let next = v128.and(v128.load(x, 16), size);
  most = i32x4.max_u(most, v128.and(v128.load(x, 32), size));
  next = i32x4.max_u(next, v128.and(v128.load(x, 48), size));
  most = i32x4.max_u(most, v128.and(v128.load(x, 64), size));
  next = i32x4.max_u(next, v128.and(v128.load(x, 80), size));
  most = i32x4.max_u(most, v128.and(v128.load(x, 96), size));
  next = i32x4.max_u(next, v128.and(v128.load(x, 112), size));
  most = i32x4.max_u(most, next);
  most = i32x4.max_u(most, i32x4.shuffle(most, most, 2, 3, 0, 1));
  most = i32x4.max_u(most, i32x4.shuffle(most, most, 1, 0, 3, 2));
  return f32x4.extract_lane(most, 0) * (<f32>1 / LARGEST);
}

/** What its floats are multiplied by. */
// @ts-ignore: decorator
@inline
export function factorOf(scale: f32): v128 {
  return f32x4.splat(scale > 0 ? <f32>1 / scale : 0);
}

/** 1.5 · 2²³: what is added to it is rounded to whole numbers, which stand in the low bits. */
const ROUNDER: f32 = 12582912;

/** Four floats at `x` as whole numbers. A NaN becomes anything, and so does ∞: their scale is not finite either. */
// @ts-ignore: decorator
@inline
export function round4(x: usize, factor: v128): v128 {
  const rounder = f32x4.splat(ROUNDER);
  return i32x4.sub(madd(v128.load(x), factor, rounder), rounder);
}

/** The sum of the lanes of four. */
// @ts-ignore: decorator
@inline
export function sumLanes(total: v128): i32 {
  total = i32x4.add(total, i32x4.shuffle(total, total, 2, 3, 0, 1));
  return i32x4.extract_lane(total, 0) + i32x4.extract_lane(total, 1);
}

/** In 4-bit weights the columns of four stand in the order 0 2 1 3: see dot.ts. */
function quantizeBlock(x: usize, to: usize, type: i32): void {
  const scale = scaleOf(x);
  const factor = factorOf(scale);
  let total = i32x4.splat(0);
  const numbers = to + HEAD;
  for (let u: usize = 0; u < 4; u++) {
    const first = round4(x + (u << 5), factor);
    const second = round4(x + (u << 5) + 16, factor);
    total = i32x4.add(total, i32x4.add(first, second));
    const eight = i16x8.narrow_i32x4_s(first, second);
    if (isFourBits(type)) v128.store(numbers + (u << 4), i16x8.shuffle(eight, eight, 0, 2, 1, 3, 4, 6, 5, 7));
    else v128.store(numbers + (u << 4), eight);
  }
  const sum = sumLanes(total);
  store<f32>(to, scale);
  store<f32>(to, scale * <f32>sum, 4);
  store<i32>(to, type == Q4_0 ? -8 * sum : 0, 8);
}

/** Blocks that one tile quantises. */
export const BLOCKS_PER_TILE: i32 = 128;

/** Blocks of all rows, one behind the other. */
export function quantizeTile(tile: i32): void {
  const type = get<i32>(0);
  const first = tile * BLOCKS_PER_TILE;
  const last = min(first + BLOCKS_PER_TILE, get<i32>(6) * (get<i32>(8) / BLOCK));
  for (let b = first; b < last; b++) quantizeBlock(get<usize>(1) + (<usize>b << 7), get<usize>(5) + <usize>b * ACTIVATION_BYTES, type);
}
