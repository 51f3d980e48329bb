import { get } from '../pool';
import { ACTIVATION_BYTES, BLOCKS_PER_TILE, factorOf, HEAD, scaleOf, sumLanes } from './activations';
import { UNSIGNED } from './bytes';
import { BLOCK, hasTwoScales, isFourBits, Q4_0 } from './formats';
import { carryOf, flipOf, splitHalf } from './split';

// One row of x for the dot product of bytes (dot-digits.ts): its 16-bit numbers as two signed digits each. A block is
//
//   [scale][scale · Σq][where sums begin, integers: of the first half or all, of the second][32 upper digits][32 lower ones]

/** What sums begin at for each unit of Σq. */
function beginOf(type: i32): i32 {
  if (isFourBits(type)) return type == Q4_0 ? -8 : 0;
  return get<i32>(14) == UNSIGNED ? -128 : 0;
}

/** Blocks of x, one behind the other. */
export function digitsTile(tile: i32): void {
  const type = get<i32>(0);
  const begin = beginOf(type);
  const carry = carryOf(true);
  const flip = flipOf(true);
  const first = tile * BLOCKS_PER_TILE;
  const last = min(first + BLOCKS_PER_TILE, get<i32>(6) * (get<i32>(8) / BLOCK));
  for (let b = first; b < last; b++) {
    const x = get<usize>(1) + (<usize>b << 7);
    const to = get<usize>(5) + <usize>b * ACTIVATION_BYTES;
    const scale = scaleOf(x);
    const factor = factorOf(scale);
    const left = sumLanes(splitHalf(x, to + HEAD, factor, carry, flip));
    const right = sumLanes(splitHalf(x + 64, to + HEAD + 16, factor, carry, flip));
    store<f32>(to, scale);
    store<f32>(to, scale * <f32>(left + right), 4);
    store<i32>(to, begin * (hasTwoScales(type) ? left : left + right), 8);
    store<i32>(to, begin * right, 12);
  }
}
