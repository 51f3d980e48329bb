import { loadPartial, storePartial } from '../lanes';

// Four rows of numbers to vectors with one number of each, and back.

/** Numbers of four rows, `step` bytes apart in the rows' own order, to vectors `apart` bytes apart. */
export function readRows(row: usize, step: usize, rows: i32, count: i32, to: usize, apart: usize): void {
  const none = f32x4.splat(0);
  const second = row + step;
  const third = second + step;
  const fourth = third + step;
  for (let left = count; left > 0; left -= 4) {
    const at = <usize>(count - left) << 2;
    const some = <usize>min(left, 4);
    const a = loadSome(row + at, some);
    const b = rows > 1 ? loadSome(second + at, some) : none;
    const c = rows > 2 ? loadSome(third + at, some) : none;
    const d = rows > 3 ? loadSome(fourth + at, some) : none;
    const ab = i32x4.shuffle(a, b, 0, 4, 1, 5);
    const cd = i32x4.shuffle(c, d, 0, 4, 1, 5);
    const ef = i32x4.shuffle(a, b, 2, 6, 3, 7);
    const gh = i32x4.shuffle(c, d, 2, 6, 3, 7);
    v128.store(to, i64x2.shuffle(ab, cd, 0, 2));
    if (some > 1) v128.store(to + apart, i64x2.shuffle(ab, cd, 1, 3));
    if (some > 2) v128.store(to + 2 * apart, i64x2.shuffle(ef, gh, 0, 2));
    if (some > 3) v128.store(to + 3 * apart, i64x2.shuffle(ef, gh, 1, 3));
    to += 4 * apart;
  }
}

/** The same back. */
export function writeRows(from: usize, apart: usize, count: i32, row: usize, step: usize, rows: i32): void {
  const second = row + step;
  const third = second + step;
  const fourth = third + step;
  for (let left = count; left > 0; left -= 4) {
    const at = <usize>(count - left) << 2;
    const some = <usize>min(left, 4);
    const a = v128.load(from);
    const b = some > 1 ? v128.load(from + apart) : a;
    const c = some > 2 ? v128.load(from + 2 * apart) : a;
    const d = some > 3 ? v128.load(from + 3 * apart) : a;
    const ab = i32x4.shuffle(a, b, 0, 4, 1, 5);
    const cd = i32x4.shuffle(c, d, 0, 4, 1, 5);
    const ef = i32x4.shuffle(a, b, 2, 6, 3, 7);
    const gh = i32x4.shuffle(c, d, 2, 6, 3, 7);
    storeSome(row + at, i64x2.shuffle(ab, cd, 0, 2), some);
    if (rows > 1) storeSome(second + at, i64x2.shuffle(ab, cd, 1, 3), some);
    if (rows > 2) storeSome(third + at, i64x2.shuffle(ef, gh, 0, 2), some);
    if (rows > 3) storeSome(fourth + at, i64x2.shuffle(ef, gh, 1, 3), some);
    from += 4 * apart;
  }
}

// @ts-ignore: decorator
@inline
function loadSome(address: usize, count: usize): v128 {
  return count == 4 ? v128.load(address) : loadPartial(address, count, 0);
}

// @ts-ignore: decorator
@inline
function storeSome(address: usize, lanes: v128, count: usize): void {
  if (count == 4) v128.store(address, lanes);
  else storePartial(address, lanes, count);
}
