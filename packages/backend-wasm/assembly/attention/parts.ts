import { expBelow1 } from '../math';
import { get, parallel, put, scratch } from '../pool';
import { shiftOf } from '../rows/shared';
import { attend, queryTile } from './forward';
import {
  addWeighted,
  HEADS,
  KEY_LENGTH,
  KEYS,
  LARGEST,
  LENGTH,
  OUT,
  QUERIES,
  scaleRow,
  SCORES,
  TOTAL,
  VALUE_WIDTH,
  visibleKeys,
} from './scores';

// Few queries (decoding): one tile is one part of a head's keys, so that threads have equal shares of the work, also where
// heads are few and the cache is not long yet. The parts are joined by the formula of the running softmax. How many there
// are depends on heads and keys alone, so that the bits are the same for any number of threads and any batch.

/** Slots: parts into which the keys are cut, keys of a part, and where the parts' results go. */
const PARTS: usize = 21;
const PART: usize = 22;
const PARTIAL: usize = 23;
/** The most keys of a part. */
const LONGEST: i32 = 8 * KEYS;
/** The fewest, unless there are no more: to join parts costs something too. */
const SHORTEST: i32 = 64;
/** So many tiles are aimed at. */
const TILES: i32 = 16;
/** So many numbers are joined by the caller alone. */
const FEW_NUMBERS: i32 = 16384;
/** With more queries there are enough blocks of them. */
const MOST_PART_QUERIES: i32 = 16;
/** Floats behind a row of a part's output: the greatest score and, as float64, the sum; padded. */
const ROW_STATE: usize = 4;

/** Bytes from row to row of the parts' results. */
// @ts-ignore: decorator
@inline
function partialStep(valueWidth: i32): usize {
  return (<usize>((valueWidth + 3) & ~3) + ROW_STATE) << 2;
}

/** One part of the keys for the few queries of one head. Rows lie at [tile, query]. */
function partTile(tile: i32): void {
  const heads = get<i32>(HEADS);
  const parts = get<i32>(PARTS);
  const length = get<i32>(LENGTH);
  const place = tile / parts;
  const part = get<i32>(PART);
  const from = (tile % parts) * part;
  const step = <usize>get<i32>(VALUE_WIDTH) << 2;
  const end = visibleKeys(length - 1);
  const rowStep = partialStep(get<i32>(VALUE_WIDTH));
  const rows = get<usize>(PARTIAL) + <usize>tile * <usize>length * rowStep;
  attend(rows, place / heads, place % heads, 0, length, from, min(end, from + part));
  // From the last row on, so that none is overwritten before it has moved to its place.
  for (let i = <usize>length - 1; <isize>i >= 0; i--) {
    const target = rows + i * rowStep;
    memory.copy(target, rows + i * step, step);
    const state = target + rowStep - (ROW_STATE << 2);
    store<f32>(state, load<f32>(scratch + LARGEST + (i << 2)));
    store<f64>(state, load<f64>(scratch + TOTAL + (i << 3)), 8);
  }
}

/** One query of one head: the parts' results, each rescaled to the greatest score of all. */
function joinTile(tile: i32): void {
  const parts = get<i32>(PARTS);
  const length = get<i32>(LENGTH);
  const valueWidth = get<i32>(VALUE_WIDTH);
  const out = get<usize>(OUT) + ((<usize>tile * <usize>valueWidth) << 2);
  const rowStep = partialStep(valueWidth);
  const step = <usize>length * rowStep;
  const first = get<usize>(PARTIAL) + <usize>((tile / length) * parts) * step + <usize>(tile % length) * rowStep;
  const state = first + rowStep - (ROW_STATE << 2);
  let largest: f32 = -Infinity;
  for (let part = 0; part < parts; part++) largest = max(largest, load<f32>(state + <usize>part * step));
  const shift = shiftOf(largest);
  let total: f64 = 0;
  memory.fill(out, 0, <usize>valueWidth << 2);
  for (let part = 0; part < parts; part++) {
    const at = <usize>part * step;
    const factor = expBelow1(load<f32>(state + at) - shift);
    total += load<f64>(state + at, 8) * <f64>factor;
    store<f32>(scratch + SCORES, factor);
    addWeighted(out, first + at, 0, valueWidth, scratch + SCORES, 1);
  }
  if (total != 0) scaleRow(out, valueWidth, <f32>(1 / total));
}

/** Keys of a part; all of them where there are queries enough to share. */
function partOf(heads: i32, length: i32, keys: i32): i32 {
  if (length > MOST_PART_QUERIES) return keys;
  const each = max(1, heads);
  const wanted = min((TILES + each - 1) / each, keys / SHORTEST);
  const parts = max(1, max(wanted, (keys + LONGEST - 1) / LONGEST));
  return ((keys + parts - 1) / parts + 3) & ~3;
}

/** Parts of that many keys. */
function partsOf(part: i32, keys: i32): i32 {
  return part == 0 ? 1 : (keys + part - 1) / part;
}

/** Bytes that `work` of {@link attention} must hold. */
export function attentionWork(batch: i32, heads: i32, length: i32, keys: i32, valueWidth: i32): usize {
  const parts = partsOf(partOf(heads, length, keys), keys);
  return parts == 1 ? 0 : <usize>(batch * heads * parts * length) * partialStep(valueWidth);
}

/** `out = softmax(Q Kᵀ · scale + bias) V`, after {@link attentionInputs} and {@link attentionSteps}. */
export function attention(out: usize, batch: i32, work: usize): void {
  const heads = batch * get<i32>(HEADS);
  const length = get<i32>(LENGTH);
  const part = partOf(get<i32>(HEADS), length, get<i32>(KEY_LENGTH));
  const parts = partsOf(part, get<i32>(KEY_LENGTH));
  put<usize>(OUT, out);
  put<i32>(PARTS, parts);
  put<i32>(PART, part);
  put<usize>(PARTIAL, work);
  if (parts == 1) {
    parallel(queryTile, heads * ((length + QUERIES - 1) / QUERIES));
    return;
  }
  parallel(partTile, heads * parts);
  const rows = heads * length;
  if (rows * parts * get<i32>(VALUE_WIDTH) > FEW_NUMBERS) parallel(joinTile, rows);
  else for (let row = 0; row < rows; row++) joinTile(row);
}
