import { storePartial } from '../lanes';
import { scratch } from '../pool';
import { LANES } from './formats';
import { biasOf, columnsOf, resultOf } from './maps';

/** Puts the sums of a row and four columns to their place in a map's y, and adds the bias; uses 16 bytes of scratch. */
// @ts-ignore: decorator
@inline
export function putSums(sums: v128, map: i32, row: i32, column: i32): void {
  const n = columnsOf(map);
  const bias = biasOf(map);
  const left = <usize>min(n - column, LANES);
  const y = resultOf(map) + ((<usize>row * <usize>n + <usize>column) << 2);
  if (left == LANES) {
    v128.store(y, bias != 0 ? f32x4.add(sums, v128.load(bias + (<usize>column << 2))) : sums);
    return;
  }
  v128.store(scratch, sums);
  for (let j: usize = 0; j < left; j++) {
    const shift: f32 = bias != 0 ? load<f32>(bias + ((<usize>column + j) << 2)) : 0;
    store<f32>(scratch + (j << 2), load<f32>(scratch + (j << 2)) + shift);
  }
  storePartial(y, v128.load(scratch), left);
}
