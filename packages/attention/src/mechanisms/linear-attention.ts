import {
  add,
  checkKind,
  checkOptions,
  checkWhole,
  concat,
  cumsum,
  divide,
  exp,
  expandDims,
  fullLike,
  greater,
  matmul,
  notEqual,
  OptionError,
  pad,
  reshape,
  ShapeError,
  slice,
  sum,
  type Tensor,
  tidy,
  to,
  transpose,
  weightedValues,
  where,
  zeros,
} from '@heed/core';
import type { LinearAttentionState } from '../caches/linear-state.ts';
import { causalMask } from '../masks/causal.ts';
import { visibleKeys } from '../masks/visible-keys.ts';
import { checkInputs } from './check-inputs.ts';

/** Makes positive features of queries and keys: [batch, heads, length, headDimension] → [batch, heads, length, any]. */
export type FeatureMap = (x: Tensor) => Tensor;

/** Options of {@link linearAttentionWeights}. */
export interface LinearWeightsOptions {
  /** Attend to no later position (lower right). */
  readonly causal?: boolean;
  /** Boolean [batch|1, heads|1, 1, keys], true = attend: padding. */
  readonly mask?: Tensor | undefined;
  /** φ; {@link eluPlusOne} by default. */
  readonly featureMap?: FeatureMap | undefined;
}

/** Options of {@link linearAttention}. */
export interface LinearAttentionOptions extends LinearWeightsOptions {
  /** Sums over the tokens of earlier calls; this call's tokens are added. Causal attention only. */
  readonly state?: LinearAttentionState | undefined;
  /** Tokens that are computed together in causal attention; 64 by default. It changes speed alone. */
  readonly chunk?: number;
}

/**
 * The feature map of Katharopoulos et al. 2020, equation 7: `φ(x) = elu(x) + 1`, which is x + 1 above 0 and eˣ below.
 *
 * @example
 * ```ts
 * import { eluPlusOne } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * console.log(eluPlusOne(tensor([2, 0])).toString()); // [3, 1]
 * ```
 */
export function eluPlusOne(x: Tensor): Tensor {
  const above = greater(x, 0);
  return where(above, add(x, 1), exp(where(above, 0, x)));
}

/**
 * Linear attention (Katharopoulos et al. 2020): with scores `φ(q)·φ(k)` in the place of `exp(q·k / √d)` the sums over
 * keys are taken once for all queries,
 * `oᵢ = φ(qᵢ)ᵀ Σⱼ φ(kⱼ) vⱼᵀ / φ(qᵢ)ᵀ Σⱼ φ(kⱼ)`, over all visible keys or, causal, over those up to i. Time and memory
 * grow with the length and not with its square. A query that sees no key gives zeros.
 *
 * Causal attention goes by chunks: the keys of a query's own chunk by scores, all before them by their sums.
 *
 * @param queries [batch, heads, L, headDimension]
 * @param keys [batch, heads, S, headDimension]
 * @param values [batch, heads, S, valueDimension]
 * @returns [batch, heads, L, valueDimension]
 * @throws {ShapeError} when sizes do not fit, or the mask is not the same for all queries.
 * @throws {OptionError} for a state without `causal`, and a chunk that is not a whole number from 1.
 *
 * @example
 * ```ts
 * import { linearAttention } from '@heed/attention';
 * import { ones } from '@heed/core';
 * const x = ones([1, 2, 1000, 4]);
 * console.log(linearAttention(x, x, x, { causal: true }).shape); // [1, 2, 1000, 4]
 * ```
 */
export function linearAttention(
  queries: Tensor,
  keys: Tensor,
  values: Tensor,
  options: LinearAttentionOptions = {},
): Tensor {
  checkKind('linearAttention: queries', queries, 'a tensor');
  checkKind('linearAttention: keys', keys, 'a tensor');
  checkKind('linearAttention: values', values, 'a tensor');
  checkOptions('linearAttention', options, ['causal', 'mask', 'featureMap', 'state', 'chunk']);
  const { causal = false, mask, featureMap = eluPlusOne, state } = options;
  const chunk = checkWhole('linearAttention: chunk', options.chunk ?? 64);
  checkInputs('linearAttention', queries, keys, values, mask);
  const [, , count = 0] = queries.shape;
  const [, , room = 0] = keys.shape;
  if (queries.shape[1] !== keys.shape[1]) {
    throw new ShapeError(
      `linearAttention: queries have ${queries.shape[1]} heads and keys ${keys.shape[1]}; heads are not grouped here`,
    );
  }
  if (state !== undefined && (!causal || count !== room)) {
    throw new OptionError(
      'linearAttention: a state belongs to causal attention with a key for each query; ' +
        `got ${count} queries, ${room} keys and causal: ${causal}`,
    );
  }
  return tidy(() => {
    const q = featureMap(queries);
    const k = hidden(featureMap(hidden(keys, mask)), mask);
    const v = hidden(withOne(values), mask);
    if (!causal) return quotient(matmul(q, sumsOf(k, v)));
    const result = quotient(causalSums(q, k, v, state?.sums, chunk));
    if (state !== undefined) checkKind('linearAttention: state', state, 'a cache');
    state?.append(sumsOf(k, v), count);
    return result;
  });
}

/**
 * The weights that linear attention gives to the keys, for reading: `φ(qᵢ)·φ(kⱼ) / Σₖ φ(qᵢ)·φ(kₖ)`. Each row sums to
 * 1, or is 0 throughout when there is nothing to attend to. It makes the matrix that linear attention avoids.
 * Parameters and errors as in {@link linearAttention}.
 *
 * @returns [batch, heads, L, S]
 *
 * @example
 * ```ts
 * import { linearAttentionWeights } from '@heed/attention';
 * import { ones } from '@heed/core';
 * const x = ones([1, 1, 2, 4]);
 * console.log(linearAttentionWeights(x, x, { causal: true }).toString()); // [[[[1, 0], [0.5, 0.5]]]]
 * ```
 */
export function linearAttentionWeights(
  queries: Tensor,
  keys: Tensor,
  options: LinearWeightsOptions = {},
): Tensor {
  checkKind('linearAttentionWeights: queries', queries, 'a tensor');
  checkKind('linearAttentionWeights: keys', keys, 'a tensor');
  checkOptions('linearAttentionWeights', options, ['causal', 'mask', 'featureMap']);
  const { mask, causal = false, featureMap = eluPlusOne } = options;
  checkInputs('linearAttentionWeights', queries, keys, keys, mask);
  return tidy(() => {
    const visible = visibleKeys(queries, keys.shape[2] ?? 0, { mask, causal });
    const all = matmul(featureMap(queries), featureMap(keys), { transposeB: true });
    const scores = visible === undefined ? all : where(visible, all, 0);
    return quotient(concat([scores, sum(scores, { axis: 3, keepAxes: true })], { axis: 3 }));
  });
}

/** Rows of keys or values, [batch, heads, S, width], with zeros where the mask hides them. */
function hidden(x: Tensor, mask: Tensor | undefined): Tensor {
  return mask === undefined ? x : where(transpose(mask), x, 0);
}

/** Values with a column of ones: one product then gives numerator and denominator. */
function withOne(values: Tensor): Tensor {
  return concat([values, fullLike(slice(values, { axis: 3, end: 1 }), 1)], { axis: 3 });
}

/** Σⱼ φ(kⱼ) [vⱼ, 1]ᵀ: [batch, heads, features, valueDimension + 1]. */
function sumsOf(features: Tensor, values: Tensor): Tensor {
  return matmul(features, values, { transposeA: true });
}

/** All columns but the last, divided by the last; zeros where that is 0. */
function quotient(sums: Tensor): Tensor {
  const last = (sums.shape[3] ?? 1) - 1;
  const total = slice(sums, { axis: 3, start: last });
  const some = notEqual(total, 0);
  return where(some, divide(slice(sums, { axis: 3, end: last }), where(some, total, 1)), 0);
}

/** φ(qᵢ)ᵀ (earlier + Σⱼ≤ᵢ φ(kⱼ) [vⱼ, 1]ᵀ): [batch, heads, L, valueDimension + 1]. */
function causalSums(q: Tensor, k: Tensor, v: Tensor, earlier: Tensor | undefined, chunk: number): Tensor {
  const [batch = 0, heads = 0, count = 0] = q.shape;
  const length = Math.max(count, k.shape[2] ?? 0);
  const size = Math.max(1, Math.min(chunk, length));
  const number = Math.ceil(length / size);
  // The last query stands at the last key: what is short is filled up in front.
  const cut = (x: Tensor): Tensor => {
    const [, , own = 0, width = 0] = x.shape;
    const full = pad(x, { axis: 2, before: length - own, after: number * size - length });
    return reshape(full, [batch, heads, number, size, width]);
  };
  const [queries, keys, values] = [cut(q), cut(k), cut(v)];
  const sums = sumsOf(keys, values);
  const first = earlier && expandDims(earlier, { axis: 2 });
  const before = matmul(queries, sumsBefore(sums, first));
  const after = add(before, reshape(insideChunks(queries, keys, values), before.shape));
  const joined = reshape(after, [batch, heads, number * size, v.shape[3] ?? 0]);
  return slice(joined, { axis: 2, start: length - count, end: length });
}

/** The sums over all chunks before each: [batch, heads, chunks, features, width], the first one given or 0. */
function sumsBefore(sums: Tensor, first: Tensor | undefined): Tensor {
  const [batch = 0, heads = 0, number = 0, features = 0, width = 0] = sums.shape;
  const start = first ?? to(zeros([batch, heads, 1, features, width], sums.dtype), sums.backend);
  return slice(cumsum(concat([start, sums], { axis: 2 }), { axis: 2 }), { axis: 2, end: number });
}

/** Each query with the keys of its own chunk up to itself: [batch · heads · chunks, 1, size, width]. */
function insideChunks(queries: Tensor, keys: Tensor, values: Tensor): Tensor {
  const [batch = 0, heads = 0, number = 0, size = 0] = queries.shape;
  const rows = (x: Tensor): Tensor => reshape(x, [batch * heads * number, 1, size, x.shape[4] ?? 0]);
  const visible = to(causalMask(size, size), queries.backend);
  const scores = where(visible, matmul(rows(queries), rows(keys), { transposeB: true }), 0);
  return weightedValues(scores, rows(values), visible);
}
