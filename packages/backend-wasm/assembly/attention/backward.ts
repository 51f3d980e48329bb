import { loadPartial, storePartial } from '../lanes';
import { multiplyPacked, packHere } from '../matmul/serial';
import { beat, get, parallel, put, scratch } from '../pool';
import { rowDot, rowExp, shiftOf } from '../rows/shared';
import { absorb, queriesTogether, resetRows } from './forward';
import {
  BIAS_STEPS,
  HEADS,
  isHidden,
  K,
  KEY_HEADS,
  KEYS,
  LARGEST,
  LENGTH,
  OUT,
  Q,
  QUERIES,
  ROOM,
  rowOf,
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
import { addProduct, allFinite, hidesSome, isCareful, setCareful } from './seen';
import { findSpan, spanEnd, spanStart } from './span';

// Backward (Dao et al. 2022): the weights are computed again from the scores, block by block,
//
//   P = e^(s − m) / l,  dP = dO Vᵀ,  δ = Σ dO ∘ O,  dS = P ∘ (dP − δ),
//   dV = Pᵀ dO,  dQ = scale · dS K,  dK = scale · dSᵀ Q,  dBias = Σ dS over the axes along which the bias is one
//
// A unit of work is one key head with all query heads that read it, so that nobody else adds to its dK and dV. Without a
// gradient of a bias it is a tile. Units that share a part of the bias belong to one tile, or, where that would leave
// threads without work, to a few that add into copies of their own, which are summed at the end.

const GRADIENT: usize = 21;
const DQ: usize = 22;
const DK: usize = 23;
const DV: usize = 24;
/** Where the gradient of the bias is added up (0: nowhere); bytes from copy to copy; and how units fall to tiles. */
const DBIAS: usize = 25;
const COPY_BYTES: usize = 26;
const COPIES: usize = 27;
const UNITS: usize = 28;
const UNIT_STEP: usize = 29;
const GROUP_STEP: usize = 30;
/** Tiles that keep all threads at work. */
const ENOUGH_TILES: i32 = 8;

/** Weights of the block whose scores (`raw`) or their exponentials are in scratch, in their place. */
function weigh(rows: i32, count: i32, raw: bool): void {
  const padded = (count + 3) & ~3;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const row = scratch + SCORES + ((i * <usize>KEYS) << 2);
    const total = load<f64>(scratch + TOTAL + (i << 3));
    if (raw) rowExp(row, row, padded, shiftOf(load<f32>(scratch + LARGEST + (i << 2))));
    const factor = f32x4.splat(total == 0 ? 0 : <f32>(1 / total));
    // A hidden key's weight stays 0 where the factor is NaN.
    for (let at: usize = 0; at < <usize>padded << 2; at += 16) {
      const power = v128.load(row + at);
      v128.store(row + at, v128.andnot(f32x4.mul(power, factor), f32x4.eq(power, f32x4.splat(0))));
    }
  }
}

/** `to += from`. */
function addRow(to: usize, from: usize, count: i32): void {
  const end = to + (<usize>(count & ~3) << 2);
  for (; to < end; to += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    from += 16;
  }
  const left = <usize>(count & 3);
  if (left != 0) storePartial(to, f32x4.add(loadPartial(to, left, 0), v128.load(from)), left);
}

/**
 * `dS = scale · P ∘ (dP − δ)` in the place of dP; 0 where P is, whatever a hidden value was. Before it is scaled it is
 * added to the bias' gradient, whose rows are `step` bytes apart.
 */
function slopes(out: usize, gradient: usize, valueWidth: i32, rows: i32, count: i32, bias: usize, biasStep: usize): void {
  const padded = <usize>((count + 3) & ~3) << 2;
  const step = <usize>valueWidth << 2;
  const scale = f32x4.splat(bias == 0 ? get<f32>(SCALE) : 1);
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
    if (bias == 0) continue;
    // Carefully, it is done a second time.
    if (!isCareful()) addRow(bias + i * biasStep, row, count);
    scaleRow(row, (count + 3) & ~3, get<f32>(SCALE));
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
  dBias: usize,
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
  findSpan(batch, head, query, rows, visibleKeys(query + rows - 1));
  const start = spanStart;
  const end = spanEnd;
  // With one block of keys the first pass leaves e^(s − m) in scratch.
  const isOne = end - start <= KEYS;
  memory.fill(dq, 0, (<usize>rows * <usize>width) << 2);
  resetRows(rows);
  for (let key = start; key < end; key += KEYS) {
    const count = min(KEYS, end - key);
    if (isHidden(batch, head, query, rows, key, count)) continue;
    scoreBlock(q, k, batch, head, query, rows, key, count);
    absorb(0, valueWidth, rows, count, false);
  }
  for (let key = start; key < end; key += KEYS) {
    const count = min(KEYS, end - key);
    if (isHidden(batch, head, query, rows, key, count)) continue;
    const keyBytes = (<usize>key * <usize>width) << 2;
    const valueBytes = (<usize>key * <usize>valueWidth) << 2;
    if (!isOne) scoreBlock(q, k, batch, head, query, rows, key, count);
    weigh(rows, count, !isOne);
    packHere(v + valueBytes, valueWidth, true, count, valueWidth);
    multiplyPacked(gradient, valueWidth, false, slope, KEYS, rows, count, valueWidth, 0, false);
    const slab = dBias == 0 ? 0 : rowOf(dBias, BIAS_STEPS, batch, head, query) + (<usize>key << 2);
    slopes(out, gradient, valueWidth, rows, count, slab, get<usize>(BIAS_STEPS + 2));
    addProduct(weights, true, gradient, valueWidth, dv + valueBytes, count, rows);
    addProduct(slope, false, k + keyBytes, width, dq, rows, count);
    addProduct(slope, true, queries, width, dk + keyBytes, count, rows);
  }
}

/** All that one key head is part of. */
function keyHead(unit: i32, dBias: usize): void {
  const heads = get<i32>(HEADS);
  const keyHeads = get<i32>(KEY_HEADS);
  const length = get<i32>(LENGTH);
  const width = get<i32>(WIDTH);
  const group = heads / keyHeads;
  const batch = unit / keyHeads;
  const head = (unit % keyHeads) * group;
  const keyFloats = <usize>get<i32>(ROOM) * <usize>width;
  const valueFloats = <usize>get<i32>(ROOM) * <usize>get<i32>(VALUE_WIDTH);
  const dk = get<usize>(DK) + ((<usize>unit * keyFloats) << 2);
  const dv = get<usize>(DV) + ((<usize>unit * valueFloats) << 2);
  const k = get<usize>(K) + ((<usize>unit * keyFloats) << 2);
  const v = get<usize>(V) + ((<usize>unit * valueFloats) << 2);
  const headFloats = <usize>length * <usize>width;
  const first = <usize>(batch * heads + head) * headFloats;
  memory.fill(dk, 0, keyFloats << 2);
  memory.fill(dv, 0, valueFloats << 2);
  for (let member = 0; member < group; member++) {
    const q = get<usize>(Q) + ((first + <usize>member * headFloats) << 2);
    for (let query = 0; query < length; query += QUERIES) {
      const rows = min(QUERIES, length - query);
      const together = queriesTogether(batch, head + member, query, rows);
      beat();
      for (let i = 0; i < rows; i += together) {
        queryBlock(batch, head + member, query + i, min(together, rows - i), q, k, v, dk, dv, dBias);
      }
    }
  }
  if (isCareful() || !hidesSome()) return;
  const dq = get<usize>(DQ) + (first << 2);
  if (allFinite(dk, keyFloats) && allFinite(dv, valueFloats) && allFinite(dq, <usize>group * headFloats)) return;
  setCareful(true);
  keyHead(unit, dBias);
  setCareful(false);
}

/** The units of one group that fall to one of its copies: a range of them, in order. */
function unitsTile(tile: i32): void {
  const copies = get<i32>(COPIES);
  const units = get<i32>(UNITS);
  const copy = tile % copies;
  const dBias = get<usize>(DBIAS);
  const place = dBias == 0 ? 0 : dBias + <usize>copy * get<usize>(COPY_BYTES);
  const first = (tile / copies) * get<i32>(GROUP_STEP);
  for (let member = (units * copy) / copies; member < (units * (copy + 1)) / copies; member++) {
    keyHead(first + member * get<i32>(UNIT_STEP), place);
  }
}

/** Copies of the bias' gradient: as many as leave enough tiles, but no more than units that share a part. */
function copiesFor(groups: i32, units: i32): i32 {
  return max(1, min(units, (ENOUGH_TILES + groups - 1) / groups));
}

/** Groups of key heads that share no part of a bias with `batch` and `heads` in its shape. */
function groupsOf(batch: i32, keyHeads: i32, biasBatch: i32, biasHeads: i32): i32 {
  return (biasBatch == 1 ? 1 : batch) * (biasHeads == 1 ? 1 : keyHeads);
}

/** How many copies of the bias' gradient {@link attentionGradient} needs room for. */
export function biasGradientCopies(batch: i32, keyHeads: i32, biasBatch: i32, biasHeads: i32): i32 {
  const groups = groupsOf(batch, keyHeads, biasBatch, biasHeads);
  return groups == 0 ? 1 : copiesFor(groups, (batch * keyHeads) / groups);
}

/**
 * Gradients of queries, keys and values, after `attentionInputs` and `attentionSteps`, and of the bias into `dBias` (0:
 * not wanted): `biasGradientCopies` times `biasSize` floats.
 */
export function attentionGradient(
  out: usize,
  gradient: usize,
  dq: usize,
  dk: usize,
  dv: usize,
  batch: i32,
  dBias: usize,
  biasSize: i32,
  biasBatch: i32,
  biasHeads: i32,
): void {
  const all = batch * get<i32>(KEY_HEADS);
  const groups = dBias == 0 ? all : groupsOf(batch, get<i32>(KEY_HEADS), biasBatch, biasHeads);
  const units = groups == 0 ? 0 : all / groups;
  const copies = dBias == 0 || groups == 0 ? 1 : copiesFor(groups, units);
  put<usize>(OUT, out);
  put<usize>(GRADIENT, gradient);
  put<usize>(DQ, dq);
  put<usize>(DK, dk);
  put<usize>(DV, dv);
  put<usize>(DBIAS, dBias);
  put<usize>(COPY_BYTES, <usize>biasSize << 2);
  put<i32>(COPIES, copies);
  put<i32>(UNITS, units);
  // Units are [batch, key heads]: a bias with one batch gathers them by columns, one with one head by rows.
  put<i32>(UNIT_STEP, units < all && biasBatch == 1 && biasHeads != 1 ? get<i32>(KEY_HEADS) : 1);
  put<i32>(GROUP_STEP, units < all && biasHeads == 1 && biasBatch != 1 ? get<i32>(KEY_HEADS) : 1);
  if (dBias != 0) memory.fill(dBias, 0, (<usize>copies * <usize>biasSize) << 2);
  parallel(unitsTile, groups * copies);
}
