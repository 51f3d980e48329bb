import { madd } from '../lanes';
import { get } from '../pool';
import { BLOCK, hasOffset, isFourBits, Q4_0 } from './formats';

// The other side of the product: rows of float32 become 16-bit numbers, 32 to a scale (largest size / 32639). A block
// begins with what the sums need: [scale][scale · Σq][−8 Σq as an integer][nothing].
//
// Kernels of 4-bit weights take the bits of codes (codes.ts) for scales, numbers of 2⁻¹²⁶ and more, and sums are multiplied by
// the factors of the rows of W at the end. So that sums are of a usual size meanwhile, the scales of a row of x are made larger
// by a power of two, which the largest of them sets; its inverse is kept behind all rows, and sums are multiplied by that too.
// All of it is exact.

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

/** For 4-bit weights the columns of four stand in the order 0 2 1 3: see dot.ts. */
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

/** Where the power of two that undoes {@link enlarge} is kept, for each row of x. */
// @ts-ignore: decorator
@inline
export function inversePlace(row: i32): usize {
  return get<usize>(5) + <usize>get<i32>(6) * <usize>(get<i32>(8) / BLOCK) * ACTIVATION_BYTES + (<usize>row << 2);
}

/** The largest exponent of what enlarges scales: the one by which codes of most rows are too small. */
const MOST: i32 = 102;
/** The largest exponent of an enlarged scale: 16 · scale · Σq is 2²⁴ times as large, and finite. */
const LARGE: i32 = 99;

/** Makes the scales of a row, and what else has them as a factor, larger. */
function enlarge(row: i32, blocks: i32, type: i32): void {
  const first = get<usize>(5) + <usize>row * <usize>blocks * ACTIVATION_BYTES;
  const last = first + <usize>blocks * ACTIVATION_BYTES;
  let largest: u32 = 0;
  for (let to = first; to < last; to += ACTIVATION_BYTES) largest = max(largest, load<u32>(to));
  const power = min(MOST, LARGE + 127 - <i32>(largest >> 23));
  const by = reinterpret<f32>((power + 127) << 23);
  store<f32>(inversePlace(row), reinterpret<f32>((127 - power) << 23));
  for (let to = first; to < last; to += ACTIVATION_BYTES) {
    const total = load<f32>(to, 4) * by;
    store<f32>(to, load<f32>(to) * by);
    store<f32>(to, total, 4);
    if (hasOffset(type)) store<f32>(to, 16 * total, 8);
  }
}

/** Blocks that one tile quantises, at least a row. */
const BLOCKS_PER_TILE: i32 = 128;

// @ts-ignore: decorator
@inline
function rowsPerTile(blocks: i32): i32 {
  return max(1, BLOCKS_PER_TILE / max(1, blocks));
}

/** How many tiles the rows of x are. */
export function activationTiles(): i32 {
  const rows = rowsPerTile(get<i32>(8) / BLOCK);
  return (get<i32>(6) + rows - 1) / rows;
}

/** All blocks of a tile's rows, one behind the other, by `quantize`. */
// @ts-ignore: decorator
@inline
export function eachBlock(tile: i32, quantize: (x: usize, to: usize, type: i32) => void): void {
  const type = get<i32>(0);
  const blocks = get<i32>(8) / BLOCK;
  const rows = rowsPerTile(blocks);
  const first = tile * rows;
  const last = min(first + rows, get<i32>(6));
  for (let b = first * blocks; b < last * blocks; b++) {
    quantize(get<usize>(1) + (<usize>b << 7), get<usize>(5) + <usize>b * ACTIVATION_BYTES, type);
  }
  if (isFourBits(type)) for (let row = first; row < last; row++) enlarge(row, blocks, type);
}

/** Blocks of all rows. */
export function quantizeTile(tile: i32): void {
  eachBlock(tile, quantizeBlock);
}
