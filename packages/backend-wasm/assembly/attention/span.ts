import { get } from '../pool';
import { MASK, MASK_STEPS, rowOf } from './scores';

// Where the keys lie that a mask shows to a block of queries: a window, a text's own tokens among padding or among other
// texts. What lies before and behind costs nothing but the look at its bytes.

/** What {@link findSpan} found: the first key that some query sees, and the one behind the last. */
export let spanStart: i32 = 0;
export let spanEnd: i32 = 0;

/** One bit for each of sixteen bytes: whether it is not 0. */
// @ts-ignore: decorator
@inline
function bitsAt(bytes: usize): i32 {
  return i8x16.bitmask(i8x16.ne(v128.load(bytes), i32x4.splat(0)));
}

/** The first of the bytes `[from, to)` that is not 0; else `to`. */
function firstByte(bytes: usize, from: i32, to: i32): i32 {
  let at = from;
  for (; at + 16 <= to; at += 16) {
    const bits = bitsAt(bytes + <usize>at);
    if (bits != 0) return at + ctz(bits);
  }
  while (at < to && load<u8>(bytes + <usize>at) == 0) at++;
  return at;
}

/** The place behind the last of the bytes `[from, to)` that is not 0; else `from`. */
function behindLastByte(bytes: usize, from: i32, to: i32): i32 {
  let at = to;
  for (; at - 16 >= from; at -= 16) {
    const bits = bitsAt(bytes + <usize>(at - 16));
    if (bits != 0) return at + 16 - clz(bits);
  }
  while (at > from && load<u8>(bytes + <usize>(at - 1)) == 0) at--;
  return at;
}

/** Looks for the keys of `[0, to)` that the mask shows to queries `[query, query + rows)`; start = end if there are none. */
export function findSpan(batch: i32, head: i32, query: i32, rows: i32, to: i32): void {
  const mask = get<usize>(MASK);
  spanStart = mask == 0 ? 0 : to;
  spanEnd = mask == 0 ? to : 0;
  if (mask == 0) return;
  // One row for all queries is looked at once.
  const step = get<usize>(MASK_STEPS + 2);
  let row = rowOf(mask, MASK_STEPS, batch, head, query);
  for (let i = step == 0 ? rows - 1 : 0; i < rows; i++) {
    spanStart = firstByte(row, 0, spanStart);
    if (spanStart < to) spanEnd = behindLastByte(row, max(spanStart, spanEnd), to);
    row += step;
  }
  spanEnd = max(spanStart, spanEnd);
}

/** True where each query has a row of the mask for itself. */
export function masksDiffer(): bool {
  return get<usize>(MASK) != 0 && get<usize>(MASK_STEPS + 2) != 0;
}
