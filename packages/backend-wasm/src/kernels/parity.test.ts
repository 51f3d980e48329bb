import * as h from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WasmBackend, wasm } from '../index.ts';
import { type Inputs, largestError, type Program } from './judge.ts';

type AttentionSizes = readonly [batch: number, heads: number, queries: number, keys: number, width: number];
type AttentionOptions = NonNullable<Parameters<typeof h.scaledDotProductAttention>[3]>;

function attentionInputs(x: Inputs, [batch, heads, queries, keys, width]: AttentionSizes): [h.Tensor, h.Tensor, h.Tensor] {
  return [x.float(batch, heads, queries, width), x.float(batch, heads, keys, width), x.float(batch, heads, keys, width)];
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

/** Programs by the name of the kernel that must have served them. */
const programs: Readonly<Record<string, Readonly<Record<string, Program>>>> = {
  negate: { '[3, 7]': (x) => [h.negate(x.float(3, 7))] },
  exp: { '[5, 13]': (x) => [h.exp(x.float(5, 13))] },
  log: { '[37]': (x) => [h.log(x.positive(37))] },
  sqrt: { '[37]': (x) => [h.sqrt(x.positive(37))] },
  rsqrt: { '[11, 3]': (x) => [h.rsqrt(x.positive(11, 3))] },
  tanh: { '[19]': (x) => [h.tanh(x.float(19))] },
  sigmoid: { '[2, 17]': (x) => [h.sigmoid(x.float(2, 17))] },
  erf: { '[23]': (x) => [h.erf(x.float(23))] },
  abs: { '[5]': (x) => [h.abs(x.float(5))] },
  relu: { '[41]': (x) => [h.relu(x.float(41))], 'two tiles': (x) => [h.relu(x.float(16411))] },
  reluGradient: { '[41]': (x) => h.grad((y) => h.sum(h.relu(y)))(x.float(41)) },
  gelu: {
    erf: (x) => [h.gelu(x.float(67))],
    tanh: (x) => [h.gelu(x.float(67), { approximate: 'tanh' })],
  },
  geluGradient: {
    erf: (x) => h.grad((y) => h.sum(h.multiply(h.gelu(y), y)))(x.float(53)),
    tanh: (x) => h.grad((y) => h.sum(h.multiply(h.gelu(y, { approximate: 'tanh' }), y)))(x.float(53)),
  },
  add: {
    'equal shapes': (x) => [h.add(x.float(3, 5, 7), x.float(3, 5, 7))],
    'a scalar': (x) => [h.add(x.float(3, 5), 2.5), h.add(2.5, x.float(3, 5))],
    'a row': (x) => [h.add(x.float(3, 5, 7), x.float(7)), h.add(x.float(7), x.float(3, 5, 7))],
    'a column': (x) => [h.add(x.float(3, 5, 7), x.float(3, 5, 1))],
    'an outer product': (x) => [h.add(x.float(13, 1), x.float(1, 11))],
    'several tiles': (x) => [h.add(x.float(3, 16411), x.float(3, 1))],
    nothing: (x) => [h.add(x.float(0, 3), x.float(3))],
  },
  subtract: { 'a row': (x) => [h.subtract(x.float(5), x.float(4, 5))] },
  multiply: { 'a middle axis': (x) => [h.multiply(x.float(3, 5, 7), x.float(5, 1))] },
  divide: { 'a column': (x) => [h.divide(x.float(7, 9), x.positive(7, 1)), h.divide(1, x.positive(3))] },
  maximum: { '[17]': (x) => [h.maximum(x.float(17), x.float(17))] },
  minimum: { '[17]': (x) => [h.minimum(x.float(17), 0.5)] },
  greater: { 'a scalar': (x) => [h.greater(x.float(3, 7), 0.25)] },
  less: { '[3, 7]': (x) => [h.less(x.float(3, 7), x.float(3, 7))] },
  notEqual: { '[19]': (x) => [h.notEqual(h.relu(x.float(19)), 0)] },
  where: { 'a scalar': (x) => [h.where(x.flags(5, 7), x.float(5, 7), -1)] },
  sum: {
    all: (x) => [h.sum(x.float(3, 11, 7))],
    'several tiles': (x) => [h.sum(x.float(40009))],
    last: (x) => [h.sum(x.float(7, 13), { axis: 1 })],
    first: (x) => [h.sum(x.float(17, 29), { axis: 0 })],
    middle: (x) => [h.sum(x.float(3, 5, 11), { axis: 1 })],
    'two that follow': (x) => [h.sum(x.float(3, 5, 2, 70), { axis: [0, 1] })],
  },
  sumOfSquares: { '[40009]': (x) => [h.sumOfSquares(x.float(40009))], nothing: (x) => [h.sumOfSquares(x.float(0))] },
  softmax: { '[5, 37]': (x) => [h.softmax(x.float(5, 37))], '[3, 1]': (x) => [h.softmax(x.float(3, 1))] },
  softmaxGradient: {
    '[5, 7]': (x) => {
      const weights = x.float(5, 7);
      return h.grad((y) => h.sum(h.multiply(h.softmax(y), weights)))(x.float(5, 7));
    },
  },
  logSoftmax: { '[5, 37]': (x) => [h.logSoftmax(x.float(5, 37))] },
  logSoftmaxGradient: {
    '[5, 7]': (x) => {
      const weights = x.float(5, 7);
      return h.grad((y) => h.sum(h.multiply(h.logSoftmax(y), weights)))(x.float(5, 7));
    },
  },
  layerNorm: {
    '[7, 13]': (x) => [h.layerNorm(x.float(7, 13), x.float(13), x.float(13))],
    'width 1': (x) => [h.layerNorm(x.float(7, 1), x.float(1), x.float(1))],
  },
  layerNormGradient: {
    '[71, 13]': (x) => {
      const weights = x.float(71, 13);
      const loss = (...[y, w, b]: h.Tensor[]) =>
        y && w && b ? h.sum(h.multiply(h.layerNorm(y, w, b), weights)) : weights;
      return h.grad(loss)(x.float(71, 13), x.float(13), x.float(13));
    },
  },
  rmsNorm: { '[7, 13]': (x) => [h.rmsNorm(x.float(7, 13), x.float(13))] },
  rmsNormGradient: {
    '[37, 12]': (x) => {
      const weights = x.float(37, 12);
      const loss = (...[y, w]: h.Tensor[]) => (y && w ? h.sum(h.multiply(h.rmsNorm(y, w), weights)) : weights);
      return h.grad(loss)(x.float(37, 12), x.float(12));
    },
  },
  crossEntropy: {
    plain: (x) => [h.crossEntropy(x.float(11, 17), x.ids(17, 11), { reduction: 'none' })],
    'ignored and smoothed': (x) => [
      h.crossEntropy(x.float(11, 17), x.ids(17, 11), { ignoreIndex: 3, labelSmoothing: 0.1, reduction: 'none' }),
    ],
    'many classes': (x) => [h.crossEntropy(x.float(5, 5003), x.ids(5003, 5), { labelSmoothing: 0.1 })],
  },
  crossEntropyGradient: {
    'ignored and smoothed': (x) => {
      const ids = x.ids(5, 31);
      return h.grad((y) => h.crossEntropy(y, ids, { ignoreIndex: 3, labelSmoothing: 0.1 }))(x.float(31, 5));
    },
  },
  embedding: { '[11, 7] at [3, 5]': (x) => [h.embedding(x.float(11, 7), x.ids(11, 3, 5))] },
  embeddingGradient: {
    'repeated ids, padding': (x) => {
      const ids = x.ids(11, 3, 13);
      const weights = x.float(3, 13, 71);
      return h.grad((t) => h.sum(h.multiply(h.embedding(t, ids, { paddingIndex: 2 }), weights)))(x.float(11, 71));
    },
  },
  gather: { 'axis 0': (x) => [h.gather(x.float(5, 3, 2), x.ids(5, 4), { axis: 0 })] },
  transpose: {
    'heads aside': (x) => [h.transpose(x.float(2, 5, 3, 7), [0, 2, 1, 3])],
    'a matrix': (x) => [h.transpose(x.float(19, 37))],
    'all axes': (x) => [h.transpose(x.float(2, 3, 5, 7), [3, 1, 0, 2])],
    ids: (x) => [h.transpose(x.ids(9, 3, 5))],
  },
  matmul: {
    '[0, 3] · [3, 2]': (x) => [h.matmul(x.float(0, 3), x.float(3, 2))],
    '[3, 0] · [0, 2]': (x) => [h.matmul(x.float(3, 0), x.float(0, 2))],
    '[1, 1] · [1, 1]': (x) => [h.matmul(x.float(1, 1), x.float(1, 1))],
    ...Object.fromEntries(
      [
        [1, 70, 33],
        [3, 9, 130],
        [5, 7, 11],
        [37, 41, 43],
        [67, 129, 70],
        [13, 11, 1033],
        [131, 139, 149],
      ].flatMap(([m = 0, n = 0, k = 0]) =>
        [false, true].flatMap((transposeA) =>
          [false, true].map((transposeB): [string, Program] => [
            `${m} × ${n} × ${k}${transposeA ? ' Aᵀ' : ''}${transposeB ? ' Bᵀ' : ''}`,
            (x) => {
              const a = transposeA ? x.float(k, m) : x.float(m, k);
              const b = transposeB ? x.float(n, k) : x.float(k, n);
              return [h.multiply(h.matmul(a, b, { transposeA, transposeB }), 1 / Math.sqrt(k))];
            },
          ]),
        ),
      ),
    ),
    'a batch': (x) => [h.matmul(x.float(2, 3, 5, 7), x.float(2, 3, 7, 11))],
    'a large batch': (x) => [h.multiply(h.matmul(x.float(5, 67, 71), x.float(5, 71, 73)), 0.1)],
    'one A for all': (x) => [h.matmul(x.float(5, 7), x.float(3, 7, 11))],
    'one B for all': (x) => [h.matmul(x.float(3, 5, 7), x.float(7, 11)), h.matmul(x.float(3, 7, 5), x.float(7, 11), { transposeA: true })],
  },
  linear: {
    'with bias': (x) => [h.linear(x.float(2, 7, 13), x.float(11, 13), x.float(11))],
    'one row': (x) => [h.linear(x.float(1, 13), x.float(67, 13), x.float(67))],
    'large, with bias': (x) => [h.multiply(h.linear(x.float(131, 139), x.float(149, 139), x.float(149)), 0.1)],
  },
  scaledDotProductAttention: {
    plain: (x) => [h.scaledDotProductAttention(x.float(2, 3, 5, 7), x.float(2, 3, 11, 7), x.float(2, 3, 11, 13))],
    'few queries': (x) => [
      h.scaledDotProductAttention(x.float(2, 3, 1, 7), x.float(2, 3, 11, 7), x.float(2, 3, 11, 5), { mask: x.flags(2, 1, 1, 11) }),
    ],
    'causal, more keys': (x) => [attend(x, [1, 2, 7, 13, 8], { causal: true })],
    'causal, fewer keys': (x) => [attend(x, [1, 2, 13, 7, 8], { causal: true })],
    'several blocks': (x) => [attend(x, [1, 2, 71, 263, 8], {})],
    'several blocks, causal': (x) => [attend(x, [1, 1, 263, 263, 8], { causal: true })],
    masks: (x) => [
      attend(x, [2, 3, 5, 11, 4], { mask: x.flags(2, 3, 5, 11) }),
      attend(x, [2, 3, 5, 11, 4], { mask: x.flags(1, 1, 5, 11) }),
      attend(x, [2, 3, 6, 131, 4], { mask: x.flags(2, 1, 1, 131), causal: true }),
    ],
    'nothing to attend to': (x) => [attend(x, [1, 1, 5, 3, 4], { mask: h.tensor(new Uint8Array(3), { shape: [1, 1, 1, 3], dtype: 'bool' }) })],
    bias: (x) => [attend(x, [2, 3, 5, 11, 4], { bias: x.float(1, 3, 5, 11) }), attend(x, [2, 3, 5, 11, 4], { bias: x.float(2, 1, 1, 11), causal: true })],
    'grouped heads, spare room': (x) => [
      h.scaledDotProductAttention(x.float(2, 6, 5, 8), x.float(2, 3, 13, 8), x.float(2, 3, 13, 4), { keyLength: 7, causal: true }),
    ],
    'NaN where nobody looks': (x) => {
      const [q, k, v] = [x.float(1, 1, 5, 4), x.float(1, 1, 3, 4), x.float(1, 1, 3, 4)];
      const hidden = h.tensor(new Uint8Array([1, 0, 1]), { shape: [1, 1, 1, 3], dtype: 'bool' });
      const spoiled = (y: h.Tensor) => h.where(h.reshape(hidden, [1, 1, 3, 1]), y, h.fullLike(y, Number.NaN));
      return [h.scaledDotProductAttention(q, spoiled(k), spoiled(v), { mask: hidden })];
    },
  },
  scaledDotProductAttentionGradient: {
    plain: (x) => attendGradient(x, [2, 3, 5, 11, 8], {}),
    'causal, mask': (x) => attendGradient(x, [2, 3, 7, 7, 4], { causal: true, mask: x.flags(2, 1, 1, 7) }),
    'several blocks': (x) => attendGradient(x, [1, 2, 71, 263, 8], { mask: x.flags(1, 2, 71, 263) }),
    'several blocks, causal': (x) => attendGradient(x, [1, 1, 139, 139, 8], { causal: true }),
    'grouped heads': (x) => {
      const weights = x.float(2, 6, 5, 4);
      const loss = (...[q, k, v]: h.Tensor[]) =>
        q && k && v ? h.sum(h.multiply(h.scaledDotProductAttention(q, k, v, { keyLength: 7, causal: true }), weights)) : weights;
      return h.grad(loss)(x.float(2, 6, 5, 8), x.float(2, 3, 13, 8), x.float(2, 3, 13, 4));
    },
  },
  adamwUpdate: {
    '[8199]': (x) => {
      const moments = { firstMoment: x.float(8199), secondMoment: x.positive(8199) };
      const options = { rate: 0.01, beta1: 0.9, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.1, step: 3 };
      const { parameter, firstMoment, secondMoment } = h.adamwUpdate(x.float(8199), x.float(8199), moments, options);
      return [parameter, firstMoment, secondMoment];
    },
  },
  dropout: {
    'the same places as the reference': (x) => [
      h.dropout(x.float(3, 5479), { rate: 0.3, generator: new h.RandomGenerator(5), training: true }),
    ],
    'fewer than a block': (x) => [
      h.dropout(x.float(7), { rate: 0.5, generator: new h.RandomGenerator(2 ** 40 + 3), training: true }),
    ],
  },
};

describe.each([
  ['relaxed', 1],
  ['plain', 2],
] as const)('%s SIMD, %i threads', (simd, threads) => {
  let backend: WasmBackend;
  beforeAll(async () => {
    backend = await wasm({ simd, threads });
  });
  afterAll(() => backend.dispose());

  describe.each(Object.entries(programs))('%s', (kernel, cases) => {
    it.each(Object.entries(cases))('%s', (_, program) => {
      const before = backend.report().calls[kernel] ?? 0;
      const error = largestError(backend, program);
      expect(backend.report().calls[kernel] ?? 0).toBeGreaterThan(before);
      // Products sum up to a thousand terms in float32.
      expect(error).toBeLessThan(kernel === 'matmul' ? 1e-5 : 3e-6);
      expect(backend.memory()).toEqual({ buffers: 0, bytes: 0 });
    });
  });
});
