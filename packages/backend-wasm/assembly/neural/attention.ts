import { madd, sum4 } from '../lanes';
import { get, parallel, put } from '../pool';
import { exp1 } from './exponential';

// Scaled dot-product attention, one tile per (batch, key head): the scores of one query stand in a row of `rows`,
// so that no matrix of queries × keys is kept. Head widths are multiples of 4; the host sends others elsewhere.
//
// Arguments: 0 q, 1 k, 2 v, 3 mask or 0, 4 rows (scratch of the host: tiles × 2 × keys floats), 5 out or upstream,
// 6 heads, 7 key heads, 8 queries, 9 keys, 10 room, 11 width, 12 value width, 13 causal, 14 scale,
// 15–17 byte strides of the mask over batch, head, query; 18 dq, 19 dk, 20 dv.

// @ts-ignore: decorator
@inline
function dot(a: usize, b: usize, width: i32): f32 {
  let total = f32x4.splat(0);
  for (let i = 0; i < width; i += 4) total = madd(v128.load(a + (<usize>i << 2)), v128.load(b + (<usize>i << 2)), total);
  return sum4(total);
}

/** `y += factor · x` */
// @ts-ignore: decorator
@inline
function addScaled(y: usize, x: usize, factor: f32, width: i32): void {
  const four = f32x4.splat(factor);
  for (let i = 0; i < width; i += 4) {
    const at = <usize>i << 2;
    v128.store(y + at, madd(v128.load(x + at), four, v128.load(y + at)));
  }
}

/** The attention distribution of one query into `row`; returns how many keys it may see (those behind are 0). */
function distribution(row: usize, batch: i32, head: i32, query: i32, q: usize, k: usize): i32 {
  const keys = get<i32>(9);
  const width = get<i32>(11);
  const scale = get<f32>(14);
  const visible = get<i32>(13) != 0 ? max(0, min(keys, keys - get<i32>(8) + query + 1)) : keys;
  const mask = get<usize>(3);
  const maskRow: usize =
    mask == 0
      ? 0
      : mask + <usize>batch * get<usize>(15) + <usize>head * get<usize>(16) + <usize>query * get<usize>(17);
  let largest: f32 = -Infinity;
  for (let key = 0; key < visible; key++) {
    let score: f32 = -Infinity;
    if (maskRow == 0 || load<u8>(maskRow + <usize>key) != 0) {
      score = dot(q, k + ((<usize>key * <usize>width) << 2), width) * scale;
      // Not max: a NaN among visible scores must reach the result.
      if (!(score <= largest)) largest = score;
    }
    store<f32>(row + (<usize>key << 2), score);
  }
  let total: f64 = 0;
  for (let key = 0; key < visible; key++) {
    const at = row + (<usize>key << 2);
    const score = load<f32>(at);
    const power: f32 = score == -Infinity ? 0 : exp1(score - largest);
    total += <f64>power;
    store<f32>(at, power);
  }
  const inverse: f32 = total == 0 ? 0 : <f32>(1 / total);
  for (let key = 0; key < visible; key++) {
    const at = row + (<usize>key << 2);
    store<f32>(at, load<f32>(at) * inverse);
  }
  return visible;
}

function forwardTile(tile: i32): void {
  const heads = get<i32>(6);
  const keyHeads = get<i32>(7);
  const queries = get<i32>(8);
  const keys = get<i32>(9);
  const width = get<i32>(11);
  const valueWidth = get<i32>(12);
  const group = heads / keyHeads;
  const batch = tile / keyHeads;
  const keyHead = tile % keyHeads;
  const row = get<usize>(4) + ((<usize>tile * 2 * <usize>keys) << 2);
  const k = get<usize>(1) + ((<usize>tile * <usize>get<i32>(10) * <usize>width) << 2);
  const v = get<usize>(2) + ((<usize>tile * <usize>get<i32>(10) * <usize>valueWidth) << 2);
  for (let member = 0; member < group; member++) {
    const head = keyHead * group + member;
    for (let query = 0; query < queries; query++) {
      const place = <usize>((batch * heads + head) * queries + query);
      const visible = distribution(row, batch, head, query, get<usize>(0) + ((place * <usize>width) << 2), k);
      const out = get<usize>(5) + ((place * <usize>valueWidth) << 2);
      memory.fill(out, 0, <usize>valueWidth << 2);
      for (let key = 0; key < visible; key++) {
        const weight = load<f32>(row + (<usize>key << 2));
        // Skipped, not multiplied by 0: the values of hidden keys may be NaN.
        if (weight != 0) addScaled(out, v + ((<usize>key * <usize>valueWidth) << 2), weight, valueWidth);
      }
    }
  }
}

function backwardTile(tile: i32): void {
  const heads = get<i32>(6);
  const keyHeads = get<i32>(7);
  const queries = get<i32>(8);
  const keys = get<i32>(9);
  const width = get<i32>(11);
  const valueWidth = get<i32>(12);
  const scale = get<f32>(14);
  const group = heads / keyHeads;
  const batch = tile / keyHeads;
  const keyHead = tile % keyHeads;
  const row = get<usize>(4) + ((<usize>tile * 2 * <usize>keys) << 2);
  const slopes = row + (<usize>keys << 2);
  const keyOffset = (<usize>tile * <usize>get<i32>(10) * <usize>width) << 2;
  const valueOffset = (<usize>tile * <usize>get<i32>(10) * <usize>valueWidth) << 2;
  const k = get<usize>(1) + keyOffset;
  const v = get<usize>(2) + valueOffset;
  const dk = get<usize>(19) + keyOffset;
  const dv = get<usize>(20) + valueOffset;
  memory.fill(dk, 0, (<usize>get<i32>(10) * <usize>width) << 2);
  memory.fill(dv, 0, (<usize>get<i32>(10) * <usize>valueWidth) << 2);
  for (let member = 0; member < group; member++) {
    const head = keyHead * group + member;
    for (let query = 0; query < queries; query++) {
      const place = <usize>((batch * heads + head) * queries + query);
      const q = get<usize>(0) + ((place * <usize>width) << 2);
      const dq = get<usize>(18) + ((place * <usize>width) << 2);
      const upstream = get<usize>(5) + ((place * <usize>valueWidth) << 2);
      memory.fill(dq, 0, <usize>width << 2);
      const visible = distribution(row, batch, head, query, q, k);
      // P = softmax(S): dV += P dO, dP = dO Vᵀ, dS = P (dP − Σ P dP), dQ += dS K · scale, dK += dS Q · scale.
      let total: f64 = 0;
      for (let key = 0; key < visible; key++) {
        const weight = load<f32>(row + (<usize>key << 2));
        if (weight == 0) continue;
        const at = (<usize>key * <usize>valueWidth) << 2;
        addScaled(dv + at, upstream, weight, valueWidth);
        const slope = dot(upstream, v + at, valueWidth);
        store<f32>(slopes + (<usize>key << 2), slope);
        total += <f64>(weight * slope);
      }
      for (let key = 0; key < visible; key++) {
        const weight = load<f32>(row + (<usize>key << 2));
        if (weight == 0) continue;
        const slope = weight * (load<f32>(slopes + (<usize>key << 2)) - <f32>total) * scale;
        const at = (<usize>key * <usize>width) << 2;
        addScaled(dq, k + at, slope, width);
        addScaled(dk + at, q, slope, width);
      }
    }
  }
}

function arrange(
  q: usize, k: usize, v: usize, mask: usize, rows: usize, out: usize,
  heads: i32, keyHeads: i32, queries: i32, keys: i32, room: i32, width: i32, valueWidth: i32,
  causal: i32, scale: f32, maskBatch: usize, maskHead: usize, maskQuery: usize,
): void {
  put<usize>(0, q);
  put<usize>(1, k);
  put<usize>(2, v);
  put<usize>(3, mask);
  put<usize>(4, rows);
  put<usize>(5, out);
  put<i32>(6, heads);
  put<i32>(7, keyHeads);
  put<i32>(8, queries);
  put<i32>(9, keys);
  put<i32>(10, room);
  put<i32>(11, width);
  put<i32>(12, valueWidth);
  put<i32>(13, causal);
  put<f32>(14, scale);
  put<usize>(15, maskBatch);
  put<usize>(16, maskHead);
  put<usize>(17, maskQuery);
}

/** `softmax(Q Kᵀ · scale) V` over visible keys; the mask is bytes with the given strides. */
export function attention(
  batch: i32, q: usize, k: usize, v: usize, mask: usize, rows: usize, out: usize,
  heads: i32, keyHeads: i32, queries: i32, keys: i32, room: i32, width: i32, valueWidth: i32,
  causal: i32, scale: f32, maskBatch: usize, maskHead: usize, maskQuery: usize,
): void {
  arrange(q, k, v, mask, rows, out, heads, keyHeads, queries, keys, room, width, valueWidth, causal, scale, maskBatch, maskHead, maskQuery);
  parallel(forwardTile, batch * keyHeads);
}

/** The gradients of {@link attention}; `upstream` is that of its output. */
export function attentionGradient(
  batch: i32, q: usize, k: usize, v: usize, mask: usize, rows: usize, upstream: usize,
  heads: i32, keyHeads: i32, queries: i32, keys: i32, room: i32, width: i32, valueWidth: i32,
  causal: i32, scale: f32, maskBatch: usize, maskHead: usize, maskQuery: usize,
  dq: usize, dk: usize, dv: usize,
): void {
  arrange(q, k, v, mask, rows, upstream, heads, keyHeads, queries, keys, room, width, valueWidth, causal, scale, maskBatch, maskHead, maskQuery);
  put<usize>(18, dq);
  put<usize>(19, dk);
  put<usize>(20, dv);
  parallel(backwardTile, batch * keyHeads);
}
