import { get, put } from '../pool';

// How a window moves over planes, and in which bands. A band of places is computed from a *patch*: the part of the planes
// that its windows see, the frame of zeros included. With a stride the patch is laid out by phases, as many planes as
// the stride has, so that neighbouring places read neighbouring elements whatever the stride. Then places and
// patch have rows of one pitch, and for a place `p` and an element `t` of the window the element read is
// `patch[p + offset(t)]`: rows and columns need no loops of their own, and the frame no question.

export const HEIGHT: usize = 8;
export const WIDTH: usize = 9;
export const KERNEL_HEIGHT: usize = 10;
export const KERNEL_WIDTH: usize = 11;
export const STRIDE_Y: usize = 12;
export const STRIDE_X: usize = 13;
/** Zeros are put between the elements, so many places for each: the transpose of a stride. */
export const SPREAD_Y: usize = 14;
export const SPREAD_X: usize = 15;
export const PADDING_Y: usize = 16;
export const PADDING_X: usize = 17;
export const DILATION_Y: usize = 18;
export const DILATION_X: usize = 19;
export const ROWS: usize = 20;
export const COLUMNS: usize = 21;
/** Planes that one place is computed from. */
export const SOURCES: usize = 22;
export const PHASES_Y: usize = 23;
export const PHASES_X: usize = 24;
/** Places of a band; the last ones may have fewer. */
export const BAND_ROWS: usize = 25;
export const BAND_COLUMNS: usize = 26;
/** Bands side by side, and in all. */
export const BANDS_X: usize = 27;
export const BANDS: usize = 28;
/** Rows of one phase of the patch. */
export const PHASE_ROWS: usize = 29;
/** Floats from row to row. */
export const PITCH: usize = 30;
/** Elements of the window, over the sources of a part. */
export const TAPS: usize = 31;
/** Sources whose patches are in scratch at a time: all, unless the window has too many elements. */
export const PART: usize = 33;

/** The most elements of a window, and floats of a patch: what the scratch of a thread holds. */
export const MOST_TAPS: i32 = 1024;
const LARGEST_PATCH: i32 = 45056;
/** A patch that stays in the first-level cache beside what is made of it. */
const GOOD_PATCH: i32 = 6144;
/** Floats read or written behind the last place. */
const SLACK: usize = 32;
/** Targets that are computed together, if there are {@link LEAST_TARGETS} at least. */
export const TOGETHER: i32 = 6;
export const LEAST_TARGETS: i32 = 4;

// The scratch, in bytes.
export const OFFSETS: usize = 0;
export const WEIGHTS: usize = OFFSETS + 4 * <usize>MOST_TAPS;
/** Four float32 sums for each element of the windows of some targets, and two float64 ones. */
export const MOST_SUMS: i32 = 3 * MOST_TAPS;
export const SUMS: usize = WEIGHTS + 4 * <usize>TOGETHER * <usize>MOST_TAPS;
export const TOTALS: usize = SUMS + 16 * <usize>MOST_SUMS;
export const PATCH: usize = TOTALS + 16 * <usize>MOST_SUMS;
export const BAND: usize = PATCH + 4 * (<usize>LARGEST_PATCH + SLACK);

/**
 * In how many parts the sources are taken, 0 where the window is too large for the scratch. For {@link LEAST_TARGETS} targets
 * and more some sources may come after others. With `write` the geometry is put to its place.
 */
// @ts-ignore: decorator
@inline
function geometry(
  write: bool,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  spreadY: i32,
  spreadX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  rows: i32,
  columns: i32,
  sources: i32,
  targets: i32,
): i32 {
  const window = <i64>kernelHeight * <i64>kernelWidth;
  const together = targets >= LEAST_TARGETS;
  if (window > MOST_TAPS) return 0;
  const most = min(sources, <i32>(<i64>MOST_TAPS / window));
  const parts = (sources + most - 1) / most;
  if (parts > 1 && !together) return 0;
  const part = (sources + parts - 1) / parts;
  const reachY = (kernelHeight - 1) * dilationY;
  const reachX = (kernelWidth - 1) * dilationX;
  const phasesY = min(strideY, reachY + 1);
  const phasesX = min(strideX, reachX + 1);
  const moreRows = reachY / strideY;
  const moreColumns = reachX / strideX;
  // Floats for each column of the patch, with a single row of places.
  const least = together ? TOGETHER : 1;
  const single = max(<i64>least, <i64>part * <i64>phasesY * <i64>phasesX) * <i64>(1 + moreRows);
  const widest = <i32>(<i64>LARGEST_PATCH / single) - moreColumns;
  if (widest < min(columns, 8)) return 0;
  const bandsX = (columns + widest - 1) / widest;
  const bandColumns = (columns + bandsX - 1) / bandsX;
  const line = max(least, part * phasesY * phasesX) * (bandColumns + moreColumns);
  const tallest = LARGEST_PATCH / line - moreRows;
  const bandRows = min(rows, max(GOOD_PATCH / line - moreRows, min(tallest, moreRows + 1)));
  const bandsY = (rows + bandRows - 1) / bandRows;
  if (!write) return parts;
  put<i32>(HEIGHT, height);
  put<i32>(WIDTH, width);
  put<i32>(KERNEL_HEIGHT, kernelHeight);
  put<i32>(KERNEL_WIDTH, kernelWidth);
  put<i32>(STRIDE_Y, strideY);
  put<i32>(STRIDE_X, strideX);
  put<i32>(SPREAD_Y, spreadY);
  put<i32>(SPREAD_X, spreadX);
  put<i32>(PADDING_Y, paddingY);
  put<i32>(PADDING_X, paddingX);
  put<i32>(DILATION_Y, dilationY);
  put<i32>(DILATION_X, dilationX);
  put<i32>(ROWS, rows);
  put<i32>(COLUMNS, columns);
  put<i32>(SOURCES, sources);
  put<i32>(PHASES_Y, phasesY);
  put<i32>(PHASES_X, phasesX);
  put<i32>(BAND_ROWS, (rows + bandsY - 1) / bandsY);
  put<i32>(BAND_COLUMNS, bandColumns);
  put<i32>(BANDS_X, bandsX);
  put<i32>(BANDS, bandsX * bandsY);
  put<i32>(PHASE_ROWS, get<i32>(BAND_ROWS) + moreRows);
  put<i32>(PITCH, bandColumns + moreColumns);
  put<i32>(PART, part);
  put<i32>(TAPS, part * <i32>window);
  return parts;
}

/** {@link geometry}, without writing it. */
export function convolutionParts(
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  spreadY: i32,
  spreadX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  rows: i32,
  columns: i32,
  sources: i32,
  targets: i32,
): i32 {
  return geometry(false, height, width, kernelHeight, kernelWidth, strideY, strideX, spreadY, spreadX, paddingY, paddingX, dilationY, dilationX, rows, columns, sources, targets);
}

/** The window over planes of `sources` channels for what is computed next; where {@link convolutionParts} is not 0. */
export function convolution(
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  spreadY: i32,
  spreadX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  rows: i32,
  columns: i32,
  sources: i32,
  targets: i32,
): void {
  geometry(true, height, width, kernelHeight, kernelWidth, strideY, strideX, spreadY, spreadX, paddingY, paddingX, dilationY, dilationX, rows, columns, sources, targets);
}

/** Floats of the patch of one plane. */
// @ts-ignore: decorator
@inline
export function patchOfPlane(): i32 {
  return get<i32>(PHASES_Y) * get<i32>(PHASES_X) * get<i32>(PHASE_ROWS) * get<i32>(PITCH);
}

/** Bytes to clear of the patch, and of a band of places in its pitch. */
// @ts-ignore: decorator
@inline
export function patchBytes(): usize {
  return (<usize>(get<i32>(PART) * patchOfPlane()) + SLACK) << 2;
}

// @ts-ignore: decorator
@inline
export function bandBytes(): usize {
  return (<usize>(get<i32>(BAND_ROWS) * get<i32>(PITCH)) + SLACK) << 2;
}

/**
 * For each element of the window, in bytes: how far from a place it lies in the patch. `turned`: each window from its last
 * element to its first.
 */
export function writeOffsets(offsets: usize, turned: bool): void {
  const strideY = get<i32>(STRIDE_Y);
  const strideX = get<i32>(STRIDE_X);
  const pitch = get<i32>(PITCH);
  const phase = get<i32>(PHASE_ROWS) * pitch;
  const height = get<i32>(KERNEL_HEIGHT);
  const width = get<i32>(KERNEL_WIDTH);
  for (let source = 0; source < get<i32>(PART); source++) {
    const plane = source * patchOfPlane();
    for (let ky = 0; ky < height; ky++) {
      const y = (turned ? height - 1 - ky : ky) * get<i32>(DILATION_Y);
      const row = plane + (y % strideY) * get<i32>(PHASES_X) * phase + (y / strideY) * pitch;
      for (let kx = 0; kx < width; kx++) {
        const x = (turned ? width - 1 - kx : kx) * get<i32>(DILATION_X);
        store<i32>(offsets, (row + (x % strideX) * phase + x / strideX) << 2);
        offsets += 4;
      }
    }
  }
}
