import { expBelow1 } from '../math';
import { get, put, scratch } from '../pool';
import { rowExp, rowMax, shiftOf } from '../rows/shared';
import {
  addWeighted,
  FEW_QUERIES,
  HEADS,
  isHidden,
  KEY_HEADS,
  K,
  KEYS,
  LARGEST,
  LENGTH,
  MASK,
  OUT,
  Q,
  QUERIES,
  ROOM,
  scaleRow,
  scoreBlock,
  SCORES,
  TOTAL,
  V,
  VALUE_WIDTH,
  visibleKeys,
  WIDTH,
} from './scores';
import { addProduct, allFinite, hidesSome, setCareful } from './seen';
import { findSpan, masksDiffer, spanEnd, spanStart } from './span';
import { streamIn } from './stream-in';

// Attention with a running softmax (Milakov and Gimelshein 2018; Dao et al. 2022): the keys come in blocks; per query
// the greatest score so far m and the sum l of e^(s − m) are kept, and the output is rescaled when m grows:
//
//   m′ = max(m, max s),  l′ = l e^(m − m′) + Σ e^(s − m′),  out′ = out e^(m − m′) + e^(s − m′) V,  at the end out / l
//
// One tile is one block of queries of one head.

/** The running softmax of one block of scores; turns them into weights e^(s − m′) and rescales the output. */
export function absorb(out: usize, valueWidth: i32, rows: i32, count: i32, rescale: bool): void {
  const padded = (count + 3) & ~3;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const row = scratch + SCORES + ((i * <usize>KEYS) << 2);
    const before = load<f32>(scratch + LARGEST + (i << 2));
    const largest = rowMax(row, padded);
    const after = max(largest, before);
    const shift = shiftOf(after);
    const factor = expBelow1(before - shift);
    const total = scratch + TOTAL + (i << 3);
    store<f64>(total, load<f64>(total) * <f64>factor + rowExp(row, row, padded, shift));
    store<f32>(scratch + LARGEST + (i << 2), after);
    if (rescale && factor != 1) scaleRow(out + ((i * <usize>valueWidth) << 2), valueWidth, factor);
  }
}

/** Forgets all scores: m = −∞, l = 0. */
export function resetRows(rows: i32): void {
  for (let i: usize = 0; i < <usize>rows; i++) {
    store<f32>(scratch + LARGEST + (i << 2), -Infinity);
    store<f64>(scratch + TOTAL + (i << 3), 0);
  }
}

/** So many values at a time meet all queries and columns: memory is read nearly in order, and once. */
const NEAR_KEYS: i32 = 16;

/** `out += weights · values` for a block of keys. */
function addValues(out: usize, values: usize, valueWidth: i32, rows: i32, count: i32): void {
  const weights = scratch + SCORES;
  const step = <usize>valueWidth << 2;
  if (rows > FEW_QUERIES) {
    addProduct(weights, false, values, valueWidth, out, rows, count);
    return;
  }
  for (let j = 0; j < count; j += NEAR_KEYS) {
    const from = values + <usize>j * step;
    for (let i = 0; i < rows; i++) {
      const row = weights + (<usize>(i * KEYS + j) << 2);
      addWeighted(out + <usize>i * step, from, step, valueWidth, row, min(NEAR_KEYS, count - j));
    }
  }
}

function attendOnce(out: usize, batch: i32, head: i32, query: i32, rows: i32, from: i32, to: i32): void {
  const heads = get<i32>(HEADS);
  const keyHeads = get<i32>(KEY_HEADS);
  const valueWidth = get<i32>(VALUE_WIDTH);
  const keyHead = <usize>(batch * keyHeads + head / (heads / keyHeads));
  const width = <usize>get<i32>(WIDTH);
  const q = get<usize>(Q) + ((<usize>(batch * heads + head) * <usize>get<i32>(LENGTH) * width) << 2);
  const k = get<usize>(K) + ((keyHead * <usize>get<i32>(ROOM) * width) << 2);
  const v = get<usize>(V) + ((keyHead * <usize>get<i32>(ROOM) * <usize>valueWidth) << 2);
  const step = <usize>valueWidth << 2;
  memory.fill(out, 0, <usize>rows * step);
  resetRows(rows);
  for (let key = from; key < to; key += KEYS) {
    const count = min(KEYS, to - key);
    if (isHidden(batch, head, query, rows, key, count)) continue;
    const keys = k + <usize>key * (width << 2);
    const values = v + <usize>key * step;
    if (rows <= FEW_QUERIES) streamIn(keys, values, <usize>count * min(width << 2, step));
    scoreBlock(q, k, batch, head, query, rows, key, count);
    absorb(out, valueWidth, rows, count, key > from);
    addValues(out, values, valueWidth, rows, count);
  }
}

/** Attends from queries `[query, query + rows)` of a head to keys `[from, to)`; leaves Σ e^(s − m) V, and m and l. */
export function attend(out: usize, batch: i32, head: i32, query: i32, rows: i32, from: i32, to: i32): void {
  attendOnce(out, batch, head, query, rows, from, to);
  if (rows <= FEW_QUERIES || !hidesSome() || allFinite(out, <usize>rows * <usize>get<i32>(VALUE_WIDTH))) return;
  setCareful(true);
  attendOnce(out, batch, head, query, rows, from, to);
  setCareful(false);
}

/** Queries `[query, query + rows)` of a head: attention to the keys that the mask shows to one of them, as shares of one. */
function attendToSpan(out: usize, batch: i32, head: i32, query: i32, rows: i32, step: usize): void {
  findSpan(batch, head, query, rows, visibleKeys(query + rows - 1));
  attend(out, batch, head, query, rows, spanStart, spanEnd);
  for (let i: usize = 0; i < <usize>rows; i++) {
    const total = load<f64>(scratch + TOTAL + (i << 3));
    if (total != 0) scaleRow(out + i * step, get<i32>(VALUE_WIDTH), <f32>(1 / total));
  }
}

/** Queries that attend together where together they would see at least twice the keys: short texts in one row. */
const NEAR_QUERIES: i32 = 16;

/** How many queries attend together: fewer than all where that halves the work. */
export function queriesTogether(batch: i32, head: i32, query: i32, rows: i32): i32 {
  if (!masksDiffer() || rows <= NEAR_QUERIES) return rows;
  let apart = 0;
  let start = i32.MAX_VALUE;
  let end = 0;
  for (let i = 0; i < rows; i += NEAR_QUERIES) {
    const count = min(NEAR_QUERIES, rows - i);
    findSpan(batch, head, query + i, count, visibleKeys(query + i + count - 1));
    apart += count * (spanEnd - spanStart);
    if (spanEnd > spanStart) start = min(start, spanStart);
    end = max(end, spanEnd);
  }
  return 2 * apart <= rows * (end - start) ? NEAR_QUERIES : rows;
}

export function queryTile(tile: i32): void {
  const heads = get<i32>(HEADS);
  const length = get<i32>(LENGTH);
  const blocks = (length + QUERIES - 1) / QUERIES;
  const batch = tile / (heads * blocks);
  const head = (tile / blocks) % heads;
  const query = (tile % blocks) * QUERIES;
  const rows = min(QUERIES, length - query);
  const step = <usize>get<i32>(VALUE_WIDTH) << 2;
  const out = get<usize>(OUT) + (<usize>((batch * heads + head) * length) + <usize>query) * step;
  const together = queriesTogether(batch, head, query, rows);
  for (let i = 0; i < rows; i += together) {
    attendToSpan(out + <usize>i * step, batch, head, query + i, min(together, rows - i), step);
  }
}

/** Stores the addresses and sizes that both directions share; the host fills in the rest with `attentionSteps`. */
export function attentionInputs(
  q: usize,
  k: usize,
  v: usize,
  mask: usize,
  bias: usize,
  heads: i32,
  keyHeads: i32,
  length: i32,
  keyLength: i32,
  room: i32,
  width: i32,
  valueWidth: i32,
  causal: bool,
  scale: f32,
): void {
  put<usize>(Q, q);
  put<usize>(K, k);
  put<usize>(V, v);
  put<usize>(MASK, mask);
  put<usize>(4, bias);
  put<i32>(HEADS, heads);
  put<i32>(KEY_HEADS, keyHeads);
  put<i32>(LENGTH, length);
  put<i32>(8, keyLength);
  put<i32>(ROOM, room);
  put<i32>(WIDTH, width);
  put<i32>(VALUE_WIDTH, valueWidth);
  put<bool>(12, causal);
  put<f32>(13, scale);
}

/** Bytes by which mask (slot 14) and bias (slot 17) move from batch to batch, head to head, query to query. */
export function attentionSteps(slot: usize, batch: usize, head: usize, query: usize): void {
  put<usize>(slot, batch);
  put<usize>(slot + 1, head);
  put<usize>(slot + 2, query);
}
