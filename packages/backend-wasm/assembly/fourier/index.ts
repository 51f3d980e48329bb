import { SCRATCH_BYTES } from '../layout';
import { madd, nmadd } from '../lanes';
import { get, parallel, put, scratch } from '../pool';
import { NUMBER, passOfAny, passOfFive, passOfFour, passOfThree, passOfTwo, useRoots } from './passes';
import { readRows, writeRows } from './rows';

// The Fourier transform of rows of real numbers, four rows at a time. A row of even length n is n/2 complex numbers, even
// places as real and odd ones as imaginary parts, whose spectrum is taken apart by symmetry; an odd one is n complex numbers.

const X: usize = 0;
const ROOTS: usize = 1;
const REAL: usize = 2;
const IMAGINARY: usize = 3;
const ROWS: usize = 4;
const LENGTH: usize = 5;
/** Numbers of a complex transform. */
const NUMBERS: usize = 6;
const GROUPS_PER_TILE: usize = 7;

/** Numbers that make a tile worth handing to another thread. */
const TILE_NUMBERS: i32 = 8192;
/** The largest factor of a length that is summed by the formula; beyond, a product with a matrix is faster. */
const LARGEST_FACTOR: i32 = 31;

/** Complex numbers of a transform, and one for the symmetry. */
// @ts-ignore: decorator
@inline
function numbersOf(length: i32): i32 {
  return length % 2 == 0 ? length / 2 : length;
}

/** False for a length with a large prime factor, or too long for the scratch of a thread. */
export function fourierServes(length: i32): bool {
  const numbers = numbersOf(length);
  if (<i64>2 * <i64>(numbers + 1) * <i64>NUMBER > <i64>SCRATCH_BYTES) return false;
  let rest = numbers;
  for (let factor = 2; factor <= LARGEST_FACTOR; factor++) while (rest % factor == 0) rest /= factor;
  return rest == 1;
}

// @ts-ignore: decorator
@inline
function spare(): usize {
  return scratch + <usize>(get<i32>(NUMBERS) + 1) * NUMBER;
}

/** Transforms what lies in the scratch; returns where the result lies, there or in the spare half. */
function transform(): usize {
  let from = scratch;
  let to = spare();
  let size = <usize>get<i32>(NUMBERS);
  let stride: usize = 1;
  let factor: usize = 4;
  while (size > 1) {
    while (size % factor != 0) factor = factor == 4 ? 2 : factor == 2 ? 3 : factor + 2;
    size /= factor;
    if (factor == 4) passOfFour(from, to, size, stride);
    else if (factor == 2) passOfTwo(from, to, size, stride);
    else if (factor == 3) passOfThree(from, to, size, stride);
    else if (factor == 5) passOfFive(from, to, size, stride);
    else passOfAny(from, to, size, stride, factor);
    stride *= factor;
    const other = from;
    from = to;
    to = other;
  }
  return from;
}

/**
 * The spectrum of real numbers from that of the complex ones they were put together as, in place:
 * `Xₖ = (Zₖ + conj Zₕ₋ₖ) / 2 − i ωᵏ (Zₖ − conj Zₕ₋ₖ) / 2` for h = n / 2 and Zₕ = Z₀, in pairs k and h − k.
 */
function part(z: usize, half: i32): void {
  const roots = get<usize>(ROOTS);
  const both = f32x4.splat(0.5);
  const last = z + <usize>half * NUMBER;
  v128.store(last, v128.load(z));
  v128.store(last, v128.load(z, 16), 16);
  for (let k = 0; 2 * k <= half; k++) {
    const near = z + <usize>k * NUMBER;
    const far = last - <usize>k * NUMBER;
    const c = v128.load32_splat(roots + (<usize>k << 3));
    const s = v128.load32_splat(roots + (<usize>k << 3), 4);
    const x0 = v128.load(near);
    const y0 = v128.load(near, 16);
    const x1 = v128.load(far);
    const y1 = v128.load(far, 16);
    const sumX = f32x4.mul(both, f32x4.add(x0, x1));
    const sumY = f32x4.mul(both, f32x4.sub(y0, y1));
    const differenceX = f32x4.mul(both, f32x4.sub(x0, x1));
    const differenceY = f32x4.mul(both, f32x4.add(y0, y1));
    // −i (c + is) (differenceX + i differenceY)
    const turnedX = madd(c, differenceY, f32x4.mul(s, differenceX));
    const turnedY = nmadd(c, differenceX, f32x4.mul(s, differenceY));
    v128.store(near, f32x4.add(sumX, turnedX));
    v128.store(near, f32x4.add(sumY, turnedY), 16);
    v128.store(far, f32x4.sub(sumX, turnedX));
    v128.store(far, f32x4.sub(turnedY, sumY), 16);
  }
}

function transformGroup(group: i32): void {
  const length = get<i32>(LENGTH);
  const numbers = get<i32>(NUMBERS);
  const rows = min(4, get<i32>(ROWS) - 4 * group);
  const bins = length / 2 + 1;
  const step = <usize>length << 2;
  const x = get<usize>(X) + <usize>(4 * group) * step;
  if (numbers < length) {
    // Even and odd places in turn are real and imaginary parts in turn.
    readRows(x, step, rows, length, scratch, 16);
  } else {
    memory.fill(scratch, 0, <usize>numbers * NUMBER);
    readRows(x, step, rows, length, scratch, NUMBER);
  }
  const z = transform();
  if (numbers < length) part(z, numbers);
  const target = <usize>(4 * group) * (<usize>bins << 2);
  writeRows(z, NUMBER, bins, get<usize>(REAL) + target, <usize>bins << 2, rows);
  writeRows(z + 16, NUMBER, bins, get<usize>(IMAGINARY) + target, <usize>bins << 2, rows);
}

/**
 * {@link part} backwards, for numbers of which each bin's stands but once:
 * `Zₖ = (Gₖ + conj Gₕ₋ₖ) / 2 + i ω⁻ᵏ (Gₖ − conj Gₕ₋ₖ) / 2`, where G₀ and Gₕ are real and count twice. Real and imaginary parts
 * change places, so that the transform that follows goes backwards.
 */
function join(z: usize, half: i32): void {
  const roots = get<usize>(ROOTS);
  const both = f32x4.splat(0.5);
  const last = z + <usize>half * NUMBER;
  const two = f32x4.splat(2);
  v128.store(z, f32x4.mul(two, v128.load(z)));
  v128.store(z, f32x4.splat(0), 16);
  v128.store(last, f32x4.mul(two, v128.load(last)));
  v128.store(last, f32x4.splat(0), 16);
  for (let k = 0; 2 * k <= half; k++) {
    const near = z + <usize>k * NUMBER;
    const far = last - <usize>k * NUMBER;
    const c = v128.load32_splat(roots + (<usize>k << 3));
    const s = v128.load32_splat(roots + (<usize>k << 3), 4);
    const x0 = v128.load(near);
    const y0 = v128.load(near, 16);
    const x1 = v128.load(far);
    const y1 = v128.load(far, 16);
    const sumX = f32x4.mul(both, f32x4.add(x0, x1));
    const sumY = f32x4.mul(both, f32x4.sub(y0, y1));
    const differenceX = f32x4.mul(both, f32x4.sub(x0, x1));
    const differenceY = f32x4.mul(both, f32x4.add(y0, y1));
    // i (c − is) (differenceX + i differenceY)
    const turnedX = nmadd(c, differenceY, f32x4.mul(s, differenceX));
    const turnedY = madd(c, differenceX, f32x4.mul(s, differenceY));
    v128.store(near, f32x4.add(sumX, turnedX), 16);
    v128.store(near, f32x4.add(sumY, turnedY));
    v128.store(far, f32x4.sub(sumX, turnedX), 16);
    v128.store(far, f32x4.sub(turnedY, sumY));
  }
}

function gradientGroup(group: i32): void {
  const length = get<i32>(LENGTH);
  const numbers = get<i32>(NUMBERS);
  const rows = min(4, get<i32>(ROWS) - 4 * group);
  const bins = length / 2 + 1;
  const step = <usize>length << 2;
  const even = numbers < length;
  const source = <usize>(4 * group) * (<usize>bins << 2);
  if (!even) memory.fill(scratch, 0, <usize>numbers * NUMBER);
  const real = even ? scratch : scratch + 16;
  const imaginary = even ? scratch + 16 : scratch;
  readRows(get<usize>(REAL) + source, <usize>bins << 2, rows, bins, real, NUMBER);
  readRows(get<usize>(IMAGINARY) + source, <usize>bins << 2, rows, bins, imaginary, NUMBER);
  if (even) join(scratch, numbers);
  const z = transform();
  const x = get<usize>(X) + <usize>(4 * group) * step;
  if (even) {
    turnPairs(z, numbers);
    writeRows(z, 16, length, x, step, rows);
  } else {
    writeRows(z + 16, NUMBER, length, x, step, rows);
  }
}

/** Real and imaginary parts change places. */
function turnPairs(z: usize, numbers: i32): void {
  for (const end = z + <usize>numbers * NUMBER; z < end; z += NUMBER) {
    const x = v128.load(z);
    v128.store(z, v128.load(z, 16));
    v128.store(z, x, 16);
  }
}

// @ts-ignore: decorator
@inline
function eachGroup(tile: i32, run: (group: i32) => void): void {
  const groups = (get<i32>(ROWS) + 3) / 4;
  const each = get<i32>(GROUPS_PER_TILE);
  useRoots(get<usize>(ROOTS), get<i32>(LENGTH) / get<i32>(NUMBERS));
  for (let group = tile * each; group < min((tile + 1) * each, groups); group++) run(group);
}

function transformTile(tile: i32): void {
  eachGroup(tile, transformGroup);
}

function gradientTile(tile: i32): void {
  eachGroup(tile, gradientGroup);
}

/** x [rows, length] to the real and imaginary parts of its spectrum, or back for a gradient; `roots` e^(−2πik/length). */
export function fourier(
  x: usize,
  roots: usize,
  real: usize,
  imaginary: usize,
  rows: i32,
  length: i32,
  gradient: bool,
): void {
  const each = max(1, TILE_NUMBERS / (4 * length));
  put<usize>(X, x);
  put<usize>(ROOTS, roots);
  put<usize>(REAL, real);
  put<usize>(IMAGINARY, imaginary);
  put<i32>(ROWS, rows);
  put<i32>(LENGTH, length);
  put<i32>(NUMBERS, numbersOf(length));
  put<i32>(GROUPS_PER_TILE, each);
  const tiles = ((rows + 3) / 4 + each - 1) / each;
  parallel(gradient ? gradientTile : transformTile, tiles);
}
