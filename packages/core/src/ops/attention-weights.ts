import { tidy } from '../memory/scope.ts';
import { asTensor, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { type AttentionAttributes, type AttentionOptions, checkAttention } from './attention-arguments.ts';
import { logicalAnd } from './logical-and.ts';
import { matmul } from './matmul.ts';
import { multiply } from './multiply.ts';
import { repeatHeads } from './repeat-heads.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { softmax } from './softmax.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';
import { to } from './to.ts';
import { where } from './where.ts';

/** Keys or values for each head of `like`. */
export function forHeadsOf(like: Tensor, x: Tensor): Tensor {
  return repeatHeads(x, like.shape[1] ?? 0);
}

/** Sums gradients of repeated key heads back to `own` heads. */
export function sumGroups(x: Tensor, own: number): Tensor {
  const [batch = 0, heads = 0, length = 0, width = 0] = x.shape;
  if (own === heads) return x;
  return sum(reshape(x, [batch, own, heads / own, length, width]), { axis: 2 });
}

/** `Q Kᵀ · scale + bias`, [batch, heads, L, S]. */
export function attentionScores(
  queries: Tensor,
  keys: Tensor,
  bias: Tensor | undefined,
  { scale }: AttentionAttributes,
): Tensor {
  const scores = multiply(matmul(queries, forHeadsOf(queries, keys), { transposeB: true }), scale);
  return bias === undefined ? scores : add(scores, bias);
}

/** The causal mask, lower right: [1, 1, L, S]. */
function causalMask(scores: Tensor): Tensor {
  const [, , queries = 0, keys = 0] = scores.shape;
  const data = new Uint8Array(queries * keys);
  for (let at = 0; at < data.length; at++) {
    data[at] = at % keys <= keys - queries + Math.floor(at / keys) ? 1 : 0;
  }
  return to(tensor(data, { shape: [1, 1, queries, keys], dtype: 'bool' }), scores.backend);
}

/** Softmax over the visible keys; hidden ones weigh exactly 0, whatever their score. */
export function maskedSoftmax(
  scores: Tensor,
  mask: Tensor | undefined,
  { causal }: AttentionAttributes,
): { weights: Tensor; visible: Tensor | undefined } {
  const ahead = causal ? causalMask(scores) : undefined;
  const visible = mask && ahead ? logicalAnd(mask, ahead) : (mask ?? ahead);
  if (visible === undefined) return { weights: softmax(scores), visible };
  return { weights: softmax(where(visible, scores, Number.NEGATIVE_INFINITY)), visible };
}

/**
 * The attention distribution for reading: `softmax(Q Kᵀ · scale + bias)` over the keys that the mask lets through,
 * [batch, heads, L, keys]. Each row sums to 1, or is 0 throughout when there is nothing to attend to.
 *
 * @param queries [batch, heads, L, headDimension]
 * @param keys [batch, keyHeads, S, headDimension]
 * @throws {ShapeError} when sizes do not fit or the mask would broadcast by accident.
 * @throws {DTypeError} for a mask of numbers: those are a `bias`.
 *
 * @example
 * ```ts
 * import { attentionWeights, ones } from '@heed/core';
 * const x = ones([1, 1, 2, 4]);
 * console.log(attentionWeights(x, x, { causal: true }).toString()); // [[[[1, 0], [0.5, 0.5]]]]
 * ```
 */
export function attentionWeights(
  queries: TensorLike,
  keys: TensorLike,
  options: AttentionOptions = {},
): Tensor {
  const [q, k] = [asTensor(queries), asTensor(keys)];
  const { attributes } = checkAttention('attentionWeights', q, k, undefined, options);
  return tidy(() => {
    const present = slice(k, { axis: 2, start: 0, end: attributes.keyLength });
    const scores = attentionScores(q, present, options.bias, attributes);
    return maskedSoftmax(scores, options.mask, attributes).weights;
  });
}
