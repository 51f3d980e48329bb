import { get, put } from '../pool';

// The maps of one product: weights of one type that multiply the same x. Their columns are counted through, so that threads
// share all of them in one go; each map begins at a whole tile.

/** Columns of a tile: 16 to 40 KiB of weights for widths of 512 to 1024. */
export const COLUMNS: i32 = 32;

/** Where the arguments of the maps begin, and how many each has. */
const FIRST: usize = 80;
const SLOTS: usize = 4;

/** Map `map` of the next product: W [n, k] in blocks, where its result begins, bias of n floats or 0. */
export function quantizedMap(map: i32, w: usize, y: usize, bias: usize, n: i32): void {
  const slot = FIRST + <usize>map * SLOTS;
  put<usize>(slot, w);
  put<usize>(slot + 1, y);
  put<usize>(slot + 2, bias);
  put<i32>(slot + 3, n);
}

// @ts-ignore: decorator
@inline
export function weightOf(map: i32): usize {
  return get<usize>(FIRST + <usize>map * SLOTS);
}

// @ts-ignore: decorator
@inline
export function resultOf(map: i32): usize {
  return get<usize>(FIRST + <usize>map * SLOTS + 1);
}

// @ts-ignore: decorator
@inline
export function biasOf(map: i32): usize {
  return get<usize>(FIRST + <usize>map * SLOTS + 2);
}

// @ts-ignore: decorator
@inline
export function columnsOf(map: i32): i32 {
  return get<i32>(FIRST + <usize>map * SLOTS + 3);
}

/** Columns up to the next map's first one. */
// @ts-ignore: decorator
@inline
export function spanOf(map: i32): i32 {
  return (columnsOf(map) + COLUMNS - 1) & -COLUMNS;
}
