import * as h from '@heed/core';
import type { Inputs } from '../testing/judge.ts';
import { testKernels } from '../testing/test-kernels.ts';

type AttentionSizes = readonly [batch: number, heads: number, queries: number, keys: number, width: number];
type AttentionOptions = NonNullable<Parameters<typeof h.scaledDotProductAttention>[3]>;

function attentionInputs(
  x: Inputs,
  [batch, heads, queries, keys, width]: AttentionSizes,
): [h.Tensor, h.Tensor, h.Tensor] {
  return [
    x.float(batch, heads, queries, width),
    x.float(batch, heads, keys, width),
    x.float(batch, heads, keys, width),
  ];
}

function attend(x: Inputs, sizes: AttentionSizes, options: AttentionOptions): h.Tensor {
  return h.scaledDotProductAttention(...attentionInputs(x, sizes), options);
}

function attendGradient(x: Inputs, sizes: AttentionSizes, options: AttentionOptions): readonly h.Tensor[] {
  const [batch, heads, queries, , width] = sizes;
  const weights = x.float(batch, heads, queries, width);
  const loss = (...[q, k, v]: h.Tensor[]) =>
    q && k && v ? h.sum(h.multiply(h.scaledDotProductAttention(q, k, v, options), weights)) : weights;
  return h.grad(loss)(...attentionInputs(x, sizes));
}

function biasGradient(
  x: Inputs,
  sizes: AttentionSizes,
  biasShape: readonly number[],
  options: AttentionOptions,
): readonly h.Tensor[] {
  const [batch, heads, queries, , width] = sizes;
  const weights = x.float(batch, heads, queries, width);
  const loss = (...[q, k, v, bias]: h.Tensor[]) =>
    q && k && v && bias
      ? h.sum(h.multiply(h.scaledDotProductAttention(q, k, v, { ...options, bias }), weights))
      : weights;
  return h.grad(loss)(...attentionInputs(x, sizes), x.float(...biasShape));
}

/** Query i sees keys less than `window` away from its own place, counted from the lower right: whole blocks are hidden. */
function windowMask(queries: number, keys: number, window: number): h.Tensor {
  const seen = Array.from({ length: queries }, (_, query) =>
    Array.from({ length: keys }, (_, key) => Math.abs(query + keys - queries - key) < window),
  );
  return h.tensor(Uint8Array.from(seen.flat(), Number), { shape: [1, 1, queries, keys], dtype: 'bool' });
}

/** Texts of these lengths in one row, each seeing itself alone; the rest of the row sees nothing. */
function textsMask(length: number, texts: readonly number[]): h.Tensor {
  const numbers = texts.flatMap((count, text) => new Array<number>(count).fill(text));
  const seen = Array.from({ length }, (_, query) =>
    Array.from({ length }, (_, key) => numbers[query] !== undefined && numbers[query] === numbers[key]),
  );
  return h.tensor(Uint8Array.from(seen.flat(), Number), { shape: [1, 1, length, length], dtype: 'bool' });
}

/** Keys from `first` on, as behind padding on the left. */
function laterKeys(keys: number, first: number): h.Tensor {
  const seen = Uint8Array.from({ length: keys }, (_, key) => Number(key >= first));
  return h.tensor(seen, { shape: [1, 1, 1, keys], dtype: 'bool' });
}

testKernels({
  scaledDotProductAttention: {
    'blocks that a window hides': (x) => [
      attend(x, [1, 2, 197, 419, 5], { mask: windowMask(197, 419, 31) }),
      attend(x, [1, 2, 197, 197, 5], { mask: windowMask(197, 197, 31), causal: true }),
      attend(x, [1, 2, 3, 1291, 5], { mask: windowMask(3, 1291, 7) }),
    ],
    'short texts in one row': (x) => [
      attend(x, [1, 2, 197, 197, 5], { mask: textsMask(197, [3, 17, 1, 31, 19, 2, 23, 61, 13]) }),
      attend(x, [2, 3, 83, 83, 8], {
        mask: textsMask(83, [7, 11, 5, 13, 3, 29]),
        bias: x.float(1, 3, 83, 83),
        causal: true,
      }),
      attend(x, [1, 2, 131, 131, 4], { mask: textsMask(131, [37]) }),
    ],
    'rows of a mask that differ by text and head': (x) => [
      attend(x, [2, 3, 67, 151, 5], { mask: x.flags(2, 3, 67, 151) }),
    ],
    'padding on both sides': (x) => [
      attend(x, [2, 2, 19, 19, 5], {
        mask: h.tensor(
          Uint8Array.from({ length: 38 }, (_, at) =>
            Number(at < 19 ? at < 7 : at > 25 && at !== 30 && at < 36),
          ),
          { shape: [2, 1, 1, 19], dtype: 'bool' },
        ),
      }),
    ],
    'blocks that padding hides': (x) => [
      attend(x, [1, 2, 67, 419, 5], { mask: laterKeys(419, 301), causal: true }),
      attend(x, [1, 2, 67, 419, 5], { mask: laterKeys(419, 419) }),
    ],
    plain: (x) => [
      h.scaledDotProductAttention(x.float(2, 3, 5, 7), x.float(2, 3, 11, 7), x.float(2, 3, 11, 13)),
    ],
    'few queries': (x) => [
      h.scaledDotProductAttention(x.float(2, 3, 1, 7), x.float(2, 3, 11, 7), x.float(2, 3, 11, 5), {
        mask: x.flags(2, 1, 1, 11),
      }),
    ],
    'one query, long cache': (x) => [
      attend(x, [2, 3, 1, 2311, 9], { causal: true }),
      attend(x, [2, 3, 1, 2311, 40], { mask: x.flags(2, 1, 1, 2311), bias: x.float(1, 3, 1, 2311) }),
      attend(x, [1, 2, 3, 1031, 5], { causal: true, mask: x.flags(1, 1, 3, 1031) }),
    ],
    'some parts of a long cache hidden': (x) => {
      const seen = Uint8Array.from({ length: 2311 }, (_, key) => Number(key > 1100 && key < 1200));
      return [
        attend(x, [1, 2, 1, 2311, 8], { mask: h.tensor(seen, { shape: [1, 1, 1, 2311], dtype: 'bool' }) }),
      ];
    },
    'grouped heads, one query': (x) =>
      [2, 6].map((keyHeads) =>
        h.scaledDotProductAttention(
          x.float(2, 12, 1, 8),
          x.float(2, keyHeads, 13, 8),
          x.float(2, keyHeads, 13, 37),
          { causal: true, mask: x.flags(2, 12, 1, 13), bias: x.float(1, 12, 1, 13) },
        ),
      ),
    'causal, more keys': (x) => [attend(x, [1, 2, 7, 13, 8], { causal: true })],
    'causal, fewer keys': (x) => [attend(x, [1, 2, 13, 7, 8], { causal: true })],
    'several blocks': (x) => [attend(x, [1, 2, 71, 263, 8], {})],
    'several blocks, causal': (x) => [attend(x, [1, 1, 263, 263, 8], { causal: true })],
    masks: (x) => [
      attend(x, [2, 3, 5, 11, 4], { mask: x.flags(2, 3, 5, 11) }),
      attend(x, [2, 3, 5, 11, 4], { mask: x.flags(1, 1, 5, 11) }),
      attend(x, [2, 3, 6, 131, 4], { mask: x.flags(2, 1, 1, 131), causal: true }),
    ],
    'nothing to attend to': (x) => [
      attend(x, [1, 1, 5, 3, 4], {
        mask: h.tensor(new Uint8Array(3), { shape: [1, 1, 1, 3], dtype: 'bool' }),
      }),
    ],
    bias: (x) => [
      attend(x, [2, 3, 5, 11, 4], { bias: x.float(1, 3, 5, 11) }),
      attend(x, [2, 3, 5, 11, 4], { bias: x.float(2, 1, 1, 11), causal: true }),
    ],
    'grouped heads, spare room': (x) => [
      h.scaledDotProductAttention(x.float(2, 6, 5, 8), x.float(2, 3, 13, 8), x.float(2, 3, 13, 4), {
        keyLength: 7,
        causal: true,
      }),
    ],
    'NaN where nobody looks': (x) => {
      const [q, k, v] = [x.float(1, 1, 5, 4), x.float(1, 1, 3, 4), x.float(1, 1, 3, 4)];
      const hidden = h.tensor(new Uint8Array([1, 0, 1]), { shape: [1, 1, 1, 3], dtype: 'bool' });
      const spoiled = (y: h.Tensor) => h.where(h.reshape(hidden, [1, 1, 3, 1]), y, h.fullLike(y, Number.NaN));
      return [h.scaledDotProductAttention(q, spoiled(k), spoiled(v), { mask: hidden })];
    },
  },
  scaledDotProductAttentionGradient: {
    'blocks that a window hides': (x) =>
      attendGradient(x, [1, 2, 197, 419, 5], { mask: windowMask(197, 419, 31) }),
    'blocks that padding hides': (x) =>
      attendGradient(x, [1, 2, 67, 419, 5], { mask: laterKeys(419, 301), causal: true }),
    'short texts in one row': (x) => [
      ...attendGradient(x, [1, 2, 197, 197, 5], { mask: textsMask(197, [3, 17, 1, 31, 19, 2, 23, 61, 13]) }),
      ...attendGradient(x, [1, 2, 307, 307, 4], { mask: textsMask(307, [5, 211, 7, 13, 19]), causal: true }),
      ...attendGradient(x, [1, 2, 131, 131, 4], { mask: textsMask(131, [37]) }),
    ],
    'a bias, and short texts in one row': (x) =>
      biasGradient(x, [2, 3, 83, 83, 8], [1, 3, 83, 83], { mask: textsMask(83, [7, 11, 5, 13, 3, 29]) }),
    'a bias, and blocks that a window hides': (x) =>
      biasGradient(x, [1, 2, 131, 293, 5], [1, 2, 131, 293], { mask: windowMask(131, 293, 13) }),
    plain: (x) => attendGradient(x, [2, 3, 5, 11, 8], {}),
    'causal, mask': (x) => attendGradient(x, [2, 3, 7, 7, 4], { causal: true, mask: x.flags(2, 1, 1, 7) }),
    'several blocks': (x) => attendGradient(x, [1, 2, 71, 263, 8], { mask: x.flags(1, 2, 71, 263) }),
    'several blocks, causal': (x) => attendGradient(x, [1, 1, 139, 139, 8], { causal: true }),
    'bias, one for each': (x) => biasGradient(x, [2, 3, 5, 11, 8], [2, 3, 5, 11], {}),
    'bias, one for all texts': (x) => biasGradient(x, [5, 3, 7, 11, 4], [1, 3, 7, 11], { causal: true }),
    'bias, one for all heads': (x) => biasGradient(x, [3, 5, 7, 11, 4], [3, 1, 7, 11], {}),
    'bias, one for all': (x) => biasGradient(x, [3, 5, 7, 11, 4], [1, 1, 7, 11], {}),
    'bias, one row': (x) => biasGradient(x, [2, 3, 7, 13, 4], [2, 1, 1, 13], { mask: x.flags(2, 1, 7, 13) }),
    'bias, several blocks': (x) => biasGradient(x, [1, 2, 71, 263, 8], [1, 2, 71, 263], {}),
    'bias, many texts': (x) => biasGradient(x, [11, 2, 3, 5, 4], [1, 1, 1, 5], {}),
    'bias, nothing to attend to': (x) => {
      const mask = h.tensor(new Uint8Array(3), { shape: [1, 1, 1, 3], dtype: 'bool' });
      return biasGradient(x, [1, 2, 5, 3, 4], [1, 2, 5, 3], { mask });
    },
    'bias, grouped heads': (x) => {
      const weights = x.float(2, 6, 5, 4);
      const bias = x.float(1, 6, 5, 7);
      const loss = (...[q, k, v, b]: h.Tensor[]) =>
        q && k && v && b
          ? h.sum(h.multiply(h.scaledDotProductAttention(q, k, v, { keyLength: 7, bias: b }), weights))
          : weights;
      return h.grad(loss)(x.float(2, 6, 5, 8), x.float(2, 3, 13, 8), x.float(2, 3, 13, 4), bias);
    },
    'grouped heads': (x) => {
      const weights = x.float(2, 6, 5, 4);
      const loss = (...[q, k, v]: h.Tensor[]) =>
        q && k && v
          ? h.sum(h.multiply(h.scaledDotProductAttention(q, k, v, { keyLength: 7, causal: true }), weights))
          : weights;
      return h.grad(loss)(x.float(2, 6, 5, 8), x.float(2, 3, 13, 8), x.float(2, 3, 13, 4));
    },
  },
});
