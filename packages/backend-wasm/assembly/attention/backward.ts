import { multiplyPacked, packHere } from '../matmul/serial';
import { get, parallel, put, scratch } from '../pool';
import { rowDot, rowExp, shiftOf } from '../rows/shared';
import { absorb, clearUnseen, resetRows } from './forward';
import {
  HEADS,
  K,
  KEY_HEADS,
  KEYS,
  LARGEST,
  LENGTH,
  OUT,
  Q,
  QUERIES,
  ROOM,
  SCALE,
  scaleRow,
  scoreBlock,
  SCORES,
  SLOPES,
  TOTAL,
  V,
  VALUE_WIDTH,
  visibleKeys,
  WIDTH,
} from './scores';

// Backward (Dao et al. 2022): the weights are computed again from the scores, block by block,
//
//   P = e^(s − m) / l,  dP = dO Vᵀ,  δ = Σ dO ∘ O,  dS = P ∘ (dP − δ),
//   dV = Pᵀ dO,  dQ = scale · dS K,  dK = scale · dSᵀ Q
//
// One tile is one key head with all query heads that read it, so that nobody else adds to its dK and dV.

const GRADIENT: usize = 21;
const DQ: usize = 22;
const DK: usize = 23;
const DV: usize = 24;

/** Weights of the block whose scores (`raw`) or their exponentials are in scratch, in their place. */
function weigh(rows: i32, count: i32, raw: bool): void {
  const padded = (count + 3) & ~3;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const row = scratch + SCORES + ((i * <usize>KEYS) << 2);
    const total = load<f64>(scratch + TOTAL + (i << 3));
    if (raw) rowExp(row, row, padded, shiftOf(load<f32>(scratch + LARGEST + (i << 2))));
    scaleRow(row, padded, total == 0 ? 0 : <f32>(1 / total));
  }
}

/** `dS = scale · P ∘ (dP − δ)` in the place of dP; 0 where P is, whatever a hidden value was. */
function slopes(out: usize, gradient: usize, valueWidth: i32, rows: i32, count: i32): void {
  const padded = <usize>((count + 3) & ~3) << 2;
  const step = <usize>valueWidth << 2;
  const scale = f32x4.splat(get<f32>(SCALE));
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < <usize>rows; i++) {
    const delta = f32x4.splat(<f32>rowDot(gradient + i * step, out + i * step, valueWidth));
    const weights = scratch + SCORES + ((i * <usize>KEYS) << 2);
    const row = scratch + SLOPES + ((i * <usize>KEYS) << 2);
    for (let at: usize = 0; at < padded; at += 16) {
      const weight = v128.load(weights + at);
      const slope = f32x4.mul(f32x4.mul(weight, scale), f32x4.sub(v128.load(row + at), delta));
      v128.store(row + at, v128.andnot(slope, f32x4.eq(weight, zero)));
    }
  }
}

/** What a block of queries adds to the gradients. Addresses are those of the head's first row. */
function queryBlock(
  batch: i32,
  head: i32,
  query: i32,
  rows: i32,
  q: usize,
  k: usize,
  v: usize,
  dk: usize,
  dv: usize,
): void {
  const width = get<i32>(WIDTH);
  const valueWidth = get<i32>(VALUE_WIDTH);
  const place = <usize>(batch * get<i32>(HEADS) + head) * <usize>get<i32>(LENGTH) + <usize>query;
  const out = get<usize>(OUT) + ((place * <usize>valueWidth) << 2);
  const gradient = get<usize>(GRADIENT) + ((place * <usize>valueWidth) << 2);
  const dq = get<usize>(DQ) + ((place * <usize>width) << 2);
  const queries = q + ((<usize>query * <usize>width) << 2);
  const weights = scratch + SCORES;
  const slope = scratch + SLOPES;
  const end = visibleKeys(query + rows - 1);
  memory.fill(dq, 0, (<usize>rows * <usize>width) << 2);
  resetRows(rows);
  for (let key = 0; key < end; key += KEYS) {
    const count = min(KEYS, end - key);
    scoreBlock(q, k, batch, head, query, rows, key, count);
    absorb(0, valueWidth, rows, count, false);
  }
  for (let key = 0; key < end; key += KEYS) {
    const count = min(KEYS, end - key);
    const keyBytes = (<usize>key * <usize>width) << 2;
    const valueBytes = (<usize>key * <usize>valueWidth) << 2;
    // With one block of keys the first pass has left e^(s − m) in scratch.
    if (end > KEYS) scoreBlock(q, k, batch, head, query, rows, key, count);
    weigh(rows, count, end > KEYS);
    packHere(v + valueBytes, valueWidth, true, count, valueWidth);
    multiplyPacked(gradient, valueWidth, false, slope, KEYS, rows, count, valueWidth, 0, false);
    slopes(out, gradient, valueWidth, rows, count);
    packHere(gradient, valueWidth, false, valueWidth, rows);
    multiplyPacked(weights, KEYS, true, dv + valueBytes, valueWidth, count, valueWidth, rows, 0, true);
    packHere(k + keyBytes, width, false, width, count);
    clearUnseen(width, count);
    multiplyPacked(slope, KEYS, false, dq, width, rows, width, count, 0, true);
    packHere(queries, width, false, width, rows);
    multiplyPacked(slope, KEYS, true, dk + keyBytes, width, count, width, rows, 0, true);
  }
}

function keyHeadTile(tile: i32): void {
  const heads = get<i32>(HEADS);
  const keyHeads = get<i32>(KEY_HEADS);
  const length = get<i32>(LENGTH);
  const width = get<i32>(WIDTH);
  const group = heads / keyHeads;
  const batch = tile / keyHeads;
  const keyBytes = (<usize>tile * <usize>get<i32>(ROOM) * <usize>width) << 2;
  const valueBytes = (<usize>tile * <usize>get<i32>(ROOM) * <usize>get<i32>(VALUE_WIDTH)) << 2;
  const dk = get<usize>(DK) + keyBytes;
  const dv = get<usize>(DV) + valueBytes;
  memory.fill(dk, 0, (<usize>get<i32>(ROOM) * <usize>width) << 2);
  memory.fill(dv, 0, (<usize>get<i32>(ROOM) * <usize>get<i32>(VALUE_WIDTH)) << 2);
  for (let member = 0; member < group; member++) {
    const head = (tile % keyHeads) * group + member;
    const q = get<usize>(Q) + ((<usize>(batch * heads + head) * <usize>length * <usize>width) << 2);
    for (let query = 0; query < length; query += QUERIES) {
      const rows = min(QUERIES, length - query);
      queryBlock(batch, head, query, rows, q, get<usize>(K) + keyBytes, get<usize>(V) + valueBytes, dk, dv);
    }
  }
}

/** Gradients of queries, keys and values, after `attentionInputs` and `attentionSteps`. */
export function attentionGradient(out: usize, gradient: usize, dq: usize, dk: usize, dv: usize, batch: i32): void {
  put<usize>(OUT, out);
  put<usize>(GRADIENT, gradient);
  put<usize>(DQ, dq);
  put<usize>(DK, dk);
  put<usize>(DV, dv);
  parallel(keyHeadTile, batch * get<i32>(KEY_HEADS));
}
