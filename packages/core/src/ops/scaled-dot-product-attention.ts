import { apply, applyMany, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { type AttentionAttributes, type AttentionOptions, checkAttention } from './attention-arguments.ts';
import { attentionScores, forHeadsOf, maskedSoftmax, sumGroups } from './attention-weights.ts';
import { matmul } from './matmul.ts';
import { multiply } from './multiply.ts';
import { pad } from './pad.ts';
import { slice } from './slice.ts';
import { subtract } from './subtract.ts';
import { sum } from './sum.ts';
import { sumTo } from './sum-to.ts';
import { soundRows, weightedValues } from './weighted-values.ts';
import { where } from './where.ts';

/** The inputs by name; `others` are the output and its gradient, in the gradient op. */
interface Inputs {
  readonly queries: Tensor | undefined;
  readonly keys: Tensor | undefined;
  readonly values: Tensor | undefined;
  readonly mask: Tensor | undefined;
  readonly bias: Tensor | undefined;
  readonly others: readonly Tensor[];
}

/** The inputs stand in the order of the kernel, optional ones left out. */
function unpack(inputs: readonly Tensor[], { hasMask, hasBias }: AttentionAttributes): Inputs {
  const [queries, keys, values, ...rest] = inputs;
  const mask = hasMask ? rest[0] : undefined;
  const bias = hasBias ? rest[hasMask ? 1 : 0] : undefined;
  const others = rest.slice(Number(hasMask) + Number(hasBias));
  return { queries, keys, values, mask, bias, others };
}

/** The first `length` of the keys' positions; a cache may have spare room behind them. */
function filled(x: Tensor, length: number): Tensor {
  return slice(x, { axis: 2, start: 0, end: length });
}

function weightsOf(
  queries: Tensor,
  keys: Tensor,
  masks: { mask: Tensor | undefined; bias: Tensor | undefined },
  attributes: AttentionAttributes,
): { weights: Tensor; visible: Tensor | undefined } {
  return maskedSoftmax(
    attentionScores(queries, filled(keys, attributes.keyLength), masks.bias, attributes),
    masks.mask,
    attributes,
  );
}

const gradientOp = defineOp<AttentionAttributes>({
  name: 'scaledDotProductAttentionGradient',
  infer: (inputs, attributes) => {
    const [queries, keys, values] = inputs;
    const bias = attributes.hasBias ? inputs[attributes.hasMask ? 4 : 3] : undefined;
    return queries && keys && values ? [queries, keys, values, ...(bias ? [bias] : [])] : [];
  },
  decompose: (inputs, attributes) => {
    const { queries, keys, values, mask, bias, others } = unpack(inputs, attributes);
    const gradient = others[1];
    if (!queries || !keys || !values || !gradient) return [];
    const { keyLength, scale } = attributes;
    const heads = keys.shape[1] ?? 1;
    const { weights, visible } = weightsOf(queries, keys, { mask, bias }, attributes);
    const present = { keys: filled(keys, keyLength), values: filled(values, keyLength) };
    // P = softmax(S), O = P V: dV = Pᵀ dO, dP = dO Vᵀ, dS = P ∘ (dP − Σ P ∘ dP), dQ = dS K, dK = dSᵀ Q.
    const dValues = sumGroups(matmul(weights, gradient, { transposeA: true }), heads);
    const allWeights = matmul(gradient, forHeadsOf(weights, present.values), { transposeB: true });
    // The weight of a hidden pair is 0, but 0 · NaN would be NaN: what may be NaN there is taken out first.
    const dWeights = visible ? where(visible, allWeights, 0) : allWeights;
    const safeKeys = visible ? soundRows(present.keys).rows : present.keys;
    const product = multiply(weights, dWeights);
    const dScores = subtract(product, multiply(weights, sum(product, { axis: -1, keepAxes: true })));
    const scaled = multiply(dScores, scale);
    const dQueries = matmul(scaled, forHeadsOf(weights, safeKeys));
    const dKeys = sumGroups(matmul(scaled, queries, { transposeA: true }), heads);
    const spare = { axis: 2, after: (keys.shape[2] ?? 0) - keyLength };
    return [
      dQueries,
      spare.after === 0 ? dKeys : pad(dKeys, spare),
      spare.after === 0 ? dValues : pad(dValues, spare),
      ...(bias ? [sumTo(dScores, bias.shape)] : []),
    ];
  },
});

const op = defineOp<AttentionAttributes>({
  name: 'scaledDotProductAttention',
  infer: ([queries, keys, values]) => {
    if (!queries || !keys || !values) return [];
    const dtype = checkFloating('scaledDotProductAttention', queries, keys, values);
    return [{ shape: queries.shape.with(-1, values.shape[3] ?? 0), dtype }];
  },
  vjp: ([gradient], { inputs, outputs: [output], attributes }) => {
    if (gradient === undefined || output === undefined) return [];
    const [dQueries, dKeys, dValues, dBias] = applyMany(
      gradientOp,
      [...inputs, output, gradient],
      attributes,
    );
    const rest = attributes.hasMask ? [undefined, dBias] : [dBias];
    return [dQueries, dKeys, dValues, ...rest];
  },
  decompose: (inputs, attributes) => {
    const { queries, keys, values, mask, bias } = unpack(inputs, attributes);
    if (!queries || !keys || !values) return [];
    const { weights, visible } = weightsOf(queries, keys, { mask, bias }, attributes);
    return [weightedValues(weights, filled(values, attributes.keyLength), visible)];
  },
});

/**
 * Scaled dot-product attention (Vaswani et al. 2017, equation 1): `softmax(Q Kᵀ · scale + bias) V` over the keys
 * that the mask lets through. A query with nothing to attend to gives zeros; keys and values that a query does not
 * see may be NaN.
 *
 * @param queries [batch, heads, L, headDimension]
 * @param keys [batch, keyHeads, S, headDimension]; query head h reads key head `floor(h / (heads / keyHeads))`
 * @param values [batch, keyHeads, S, valueDimension]
 * @returns [batch, heads, L, valueDimension]
 * @throws {ShapeError} when sizes do not fit or the mask would broadcast by accident.
 * @throws {DTypeError} for a mask of numbers: those are a `bias`.
 *
 * @example
 * ```ts
 * import { ones, scaledDotProductAttention } from '@heed/core';
 * const x = ones([1, 2, 3, 4]);
 * console.log(scaledDotProductAttention(x, x, x, { causal: true }).shape); // [1, 2, 3, 4]
 * ```
 */
export function scaledDotProductAttention(
  queries: TensorLike,
  keys: TensorLike,
  values: TensorLike,
  options: AttentionOptions = {},
): Tensor {
  const [q, k, v] = [asTensor(queries), asTensor(keys), asTensor(values)];
  const { attributes, extras } = checkAttention('scaledDotProductAttention', q, k, v, options);
  return apply(op, extras.length === 0 ? [q, k, v] : [q, k, v, ...extras], attributes);
}
