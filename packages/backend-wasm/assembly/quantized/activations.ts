import { get } from '../pool';
import { BLOCK, isFourBits, Q4_0 } from './formats';

// The other side of the product: rows of float32 become 16-bit numbers, 32 to a scale (largest size / 32767). A block
// begins with what the sums need: [scale][scale · Σq][−8 Σq as an integer][nothing].

/** Bytes before the numbers of a block. */
export const HEAD: usize = 16;

/** Bytes of a block. */
export const ACTIVATION_BYTES: usize = HEAD + 64;

/** In 4-bit weights the columns of four stand in the order 0 2 1 3: see dot.ts. */
function quantizeBlock(x: usize, to: usize, type: i32): void {
  let most = f32x4.abs(v128.load(x));
  for (let j: usize = 16; j < 128; j += 16) most = f32x4.max(most, f32x4.abs(v128.load(x + j)));
  most = f32x4.max(most, i32x4.shuffle(most, most, 2, 3, 0, 1));
  most = f32x4.max(most, i32x4.shuffle(most, most, 1, 0, 3, 2));
  const largest = f32x4.extract_lane(most, 0);
  const scale = largest / 32767;
  const factor = f32x4.splat(scale > 0 ? <f32>1 / scale : 0);
  let total = i32x4.splat(0);
  const numbers = to + HEAD;
  for (let u: usize = 0; u < 4; u++) {
    const from = x + (u << 5);
    const first = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from), factor)));
    const second = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from, 16), factor)));
    const eight = i16x8.narrow_i32x4_s(first, second);
    total = i32x4.add(total, i32x4.extadd_pairwise_i16x8_s(eight));
    if (isFourBits(type)) v128.store(numbers + (u << 4), i16x8.shuffle(eight, eight, 0, 2, 1, 3, 4, 6, 5, 7));
    else v128.store(numbers + (u << 4), eight);
  }
  total = i32x4.add(total, i32x4.shuffle(total, total, 2, 3, 0, 1));
  const sum = i32x4.extract_lane(total, 0) + i32x4.extract_lane(total, 1);
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
