import { get, scratch } from '../pool';
import {
  HEIGHT,
  PADDING_X,
  PADDING_Y,
  PATCH,
  patchOfPlane,
  STRIDE_X,
  STRIDE_Y,
  WIDTH,
} from './geometry';
import { readPatch } from './patch';

// What a convolution in groups is given, and the patches that it reads.

/** Sources; weights, or where their gradient goes; biases; targets, or their gradient. */
export const X: usize = 0;
export const WEIGHT: usize = 1;
export const BIAS: usize = 2;
export const Y: usize = 3;
/** Groups of pictures, or pictures. */
export const UNITS: usize = 4;
export const UNITS_PER_TILE: usize = 5;
export const GROUPS: usize = 6;
/** Planes that are made of one group's sources. */
export const TARGETS: usize = 7;
export const FLIPPED: usize = 32;

/** The patches of `count` sources from `plane` on, for the band at (row, column). */
// @ts-ignore: decorator
@inline
export function readPatches(plane: i32, count: i32, row: i32, column: i32): void {
  const y = row * get<i32>(STRIDE_Y) - get<i32>(PADDING_Y);
  const x = column * get<i32>(STRIDE_X) - get<i32>(PADDING_X);
  const bytes = <usize>patchOfPlane() << 2;
  const area = <usize>(get<i32>(HEIGHT) * get<i32>(WIDTH)) << 2;
  let from = get<usize>(X) + <usize>plane * area;
  let to = scratch + PATCH;
  for (let source = 0; source < count; source++) {
    readPatch(from, to, y, x);
    from += area;
    to += bytes;
  }
}
