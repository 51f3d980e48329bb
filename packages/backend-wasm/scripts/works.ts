// What measure.ts measures: work by name, each prepared on the current backend.
import * as h from '@heed/core';

/** One piece of work: what to run, and its floating-point operations where a rate says something. */
export interface Work {
  readonly name: string;
  readonly operations?: number;
  /** Makes the inputs; the function returned does the work once. */
  readonly prepare: () => () => unknown;
}

const generator = new h.RandomGenerator(1);

function draw(...shape: number[]): h.Tensor {
  return generator.uniform(shape, -1, 1);
}

function flags(...shape: number[]): h.Tensor {
  return h.greater(draw(...shape), -0.5);
}

/** The three products of a linear layer: forward, gradient of its input, gradient of its weight. */
function layer(rows: number, inputs: number, outputs: number): Work[] {
  const operations = 2 * rows * inputs * outputs;
  const size = `${rows} × ${inputs} → ${outputs}`;
  const operands = (): [h.Tensor, h.Tensor, h.Tensor] => [
    draw(rows, inputs),
    draw(outputs, inputs),
    draw(rows, outputs),
  ];
  return [
    {
      name: `x·Wᵀ, ${size}`,
      operations,
      prepare: () => {
        const [x, weight] = operands();
        return () => h.linear(x, weight);
      },
    },
    {
      name: `g·W, ${size}`,
      operations,
      prepare: () => {
        const [, weight, gradient] = operands();
        return () => h.matmul(gradient, weight);
      },
    },
    {
      name: `gᵀ·x, ${size}`,
      operations,
      prepare: () => {
        const [x, , gradient] = operands();
        return () => h.matmul(gradient, x, { transposeA: true });
      },
    },
  ];
}

/** Outputs and inputs of the matrices of a decoder's layer: width 768, 4 of 12 heads for keys and values. */
const decoderLayer = [
  [768, 768],
  [256, 768],
  [256, 768],
  [768, 768],
  [2048, 768],
  [2048, 768],
  [768, 2048],
] as const;

/** Eight layers, so that no weight is in a cache when its turn comes; `rows` tokens at once. */
function decoder(rows: number, dtype: h.DType): Work {
  const layers = Array.from({ length: 8 }, () => decoderLayer).flat();
  return {
    name: `matrices of a decoder, ${rows} ${rows === 1 ? 'row' : 'rows'}, ${dtype}`,
    operations: layers.reduce((sum, [outputs, inputs]) => sum + 2 * rows * outputs * inputs, 0),
    prepare: () => {
      const weights = layers.map(([outputs, inputs]) => weightOf(dtype, outputs, inputs));
      const inputs = new Map([768, 2048].map((width) => [width, draw(rows, width)]));
      return () => {
        for (const weight of weights) h.linear(inputs.get(weight.shape[1] ?? 0) ?? weight, weight).dispose();
      };
    },
  };
}

/** A weight in a type; in blocks with scales around 0.004. */
function weightOf(dtype: h.DType, outputs: number, inputs: number): h.Tensor {
  if (!h.isQuantized(dtype)) return h.tidy(() => h.cast(draw(outputs, inputs), dtype));
  const { size, bytes } = h.blockFormat(dtype);
  const blocks = new Uint8Array(((outputs * inputs) / size) * bytes).fill(0x1c);
  return h.tensor(blocks, { shape: [outputs, inputs], dtype });
}

/** Attention of `queries` positions to `keys`, head dimension 64. */
function attention(heads: number, keyHeads: number, queries: number, keys: number): Work {
  return {
    name: `attention, ${heads} heads over ${keyHeads}, ${queries} × ${keys}`,
    operations: 4 * heads * queries * keys * 64,
    prepare: () => {
      const [q, k, v] = [
        draw(1, heads, queries, 64),
        draw(1, keyHeads, keys, 64),
        draw(1, keyHeads, keys, 64),
      ];
      return () => h.scaledDotProductAttention(q, k, v);
    },
  };
}

const biasGradient: Work = {
  name: 'attention with bias, with gradients, 8 × 8 heads, 128 × 128',
  prepare: () => {
    const [x, bias] = [draw(8, 8, 128, 32), draw(1, 8, 128, 128)];
    const loss = (...[y, b]: h.Tensor[]) =>
      y && b ? h.sum(h.scaledDotProductAttention(y, y, y, { bias: b })) : x;
    return () => h.grad(loss)(x, bias);
  },
};

/** A function of one drawn tensor. */
function one(name: string, shape: readonly number[], run: (x: h.Tensor) => unknown): Work {
  return {
    name: `${name}, ${shape.join(' × ')}`,
    prepare: () => {
      const x = draw(...shape);
      return () => run(x);
    },
  };
}

/** A convolution of a channel each, window 3 × 3, with gradients. */
function depthwise(shape: readonly [number, number, number, number], stride: number): Work {
  return {
    name: `depthwise conv2d with gradients, ${shape.join(' × ')}, stride ${stride}`,
    prepare: () => {
      const [x, weight] = [draw(...shape), draw(shape[1], 1, 3, 3)];
      const options = { groups: shape[1], padding: 1, stride };
      const loss = (...[y, w]: h.Tensor[]) => (y && w ? h.sum(h.conv2d(y, w, undefined, options)) : x);
      return () => h.grad(loss)(x, weight);
    },
  };
}

const moves: readonly Work[] = [
  one('slice of the last axis', [64, 768], (x) => h.slice(x, { axis: 1, start: 256, end: 512 })),
  one('concat of the last axis', [64, 256], (x) => h.concat([x, x, x], { axis: 1 })),
  one('pad of the last axis', [64, 256], (x) => h.pad(x, { axis: 1, before: 256, after: 256 })),
  one('cumsum', [64, 512], (x) => h.cumsum(x)),
  one('softplus', [64, 512], (x) => h.softplus(x)),
  one('sin', [64, 512], (x) => h.sin(x)),
  one('max over a middle axis', [32, 64, 64], (x) => h.max(x, { axis: 1 })),
  {
    name: 'rope, 8 × 8 × 128 × 64',
    prepare: () => {
      const [x, table] = [draw(8, 8, 128, 64), draw(1, 128, 32)];
      return () => h.rope(x, table, table, { pairs: 'halves' });
    },
  },
  {
    name: 'where, a mask for all heads, 8 × 8 × 64 × 64',
    prepare: () => {
      const [x, mask] = [draw(8, 8, 64, 64), flags(8, 1, 1, 64)];
      return () => h.where(mask, x, -1e9);
    },
  },
  {
    name: 'logicalAnd, padding and causality, 8 × 128 × 128',
    prepare: () => {
      const [padding, causal] = [flags(8, 1, 1, 128), flags(1, 1, 128, 128)];
      return () => h.logicalAnd(padding, causal);
    },
  },
  {
    name: 'conv1d with gradients, 2 × 80 × 200 → 256, window 3',
    prepare: () => {
      const [x, weight] = [draw(2, 80, 200), draw(256, 80, 3)];
      const loss = (...[y, w]: h.Tensor[]) => (y && w ? h.sum(h.conv1d(y, w, undefined, { padding: 1 })) : x);
      return () => h.grad(loss)(x, weight);
    },
  },
  depthwise([64, 192, 14, 14], 1),
  depthwise([1, 64, 128, 128], 1),
  depthwise([16, 96, 28, 28], 2),
  one('maxPool2d', [16, 64, 56, 56], (x) => h.maxPool2d(x, { kernel: 3, stride: 2, padding: 1 })),
  one('realFft', [3000, 400], (x) => h.realFft(x).real),
  one('realFft', [3000, 512], (x) => h.realFft(x).real),
  {
    name: 'matmul that broadcasts along some axes, 4 × 2 × 4 of 64 × 32 × 64',
    operations: 2 * 32 * 64 * 32 * 64,
    prepare: () => {
      const [x, y] = [draw(4, 2, 1, 64, 32), draw(4, 1, 4, 32, 64)];
      return () => h.matmul(x, y);
    },
  },
  one('add', [4], (x) => h.add(x, x)),
];

const norms: readonly Work[] = (
  [
    [4096, 768],
    [6144, 512],
  ] as const
).flatMap(([rows, width]) => [
  {
    name: `layerNorm, ${rows} × ${width}`,
    prepare: () => {
      const [x, weight, bias] = [draw(rows, width), draw(width), draw(width)];
      return () => h.layerNorm(x, weight, bias);
    },
  },
  {
    name: `layerNorm with gradients, ${rows} × ${width}`,
    prepare: () => {
      const [x, weight, bias] = [draw(rows, width), draw(width), draw(width)];
      const loss = (...[y, w, b]: h.Tensor[]) => (y && w && b ? h.sum(h.layerNorm(y, w, b)) : x);
      return () => h.grad(loss)(x, weight, bias);
    },
  },
  {
    name: `rmsNorm, ${rows} × ${width}`,
    prepare: () => {
      const [x, weight] = [draw(rows, width), draw(width)];
      return () => h.rmsNorm(x, weight);
    },
  },
  one('softmax', [rows, width], (x) => h.softmax(x)),
]);

/** All work, in the order of the table. */
export const works: readonly Work[] = [
  ...layer(1280, 256, 1024),
  ...layer(1280, 1024, 256),
  ...layer(1280, 256, 5000),
  ...[1, 2, 4, 6, 8, 16, 64].flatMap((rows) => layer(rows, 256, 768).slice(0, 2)),
  ...[1, 64].flatMap((rows) =>
    (['float32', 'bfloat16', 'float16', 'q8_0', 'q6_k', 'q4_k', 'q4_1', 'q4_0'] as const).map((dtype) =>
      decoder(rows, dtype),
    ),
  ),
  attention(12, 12, 512, 512),
  attention(12, 12, 1, 4096),
  attention(9, 3, 1, 1024),
  attention(32, 8, 1, 4096),
  biasGradient,
  ...norms,
  one('topK of a vocabulary, 50', [1, 49152], (x) => h.topK(x, 50).values),
  one('argmax of a vocabulary', [1, 49152], (x) => h.argmax(x)),
  ...moves,
];
