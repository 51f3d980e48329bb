import { expect, it } from 'vitest';
import { grad } from '../gradient/grad.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { cast } from './cast.ts';
import { conv1d } from './conv1d.ts';
import { crossEntropy } from './cross-entropy.ts';
import { embedding } from './embedding.ts';
import { layerNorm } from './layer-norm.ts';
import { linear } from './linear.ts';
import { logSoftmax } from './log-softmax.ts';
import { multiply } from './multiply.ts';
import { rmsNorm } from './rms-norm.ts';
import { scaledDotProductAttention } from './scaled-dot-product-attention.ts';
import { softmax } from './softmax.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

type Fn = (...inputs: Tensor[]) => Tensor;

const ids = tensor(
  [
    [1, 0],
    [2, 1],
  ],
  { dtype: 'int32' },
);
const attend: Fn = (q, k, v, bias) => {
  const options = { causal: true, mask: tensor([[[[true, false, true, true]]]]), ...(bias ? { bias } : {}) };
  return scaledDotProductAttention(q as Tensor, k as Tensor, v as Tensor, options);
};
const heads: Shape[] = [
  [1, 4, 3, 2],
  [1, 2, 4, 2],
  [1, 2, 4, 3],
];

const samples: readonly (readonly [string, Shape[], Fn])[] = [
  ['linear', [[2, 3], [5, 3], [5]], (x, w, b) => linear(x as Tensor, w as Tensor, b)],
  ['softmax', [[2, 5]], (x) => softmax(x as Tensor)],
  ['logSoftmax', [[2, 5]], (x) => logSoftmax(x as Tensor)],
  ['layerNorm', [[2, 5], [5], [5]], (x, w, b) => layerNorm(x as Tensor, w, b)],
  ['layerNorm without weight', [[2, 5]], (x) => layerNorm(x as Tensor)],
  ['rmsNorm', [[2, 5], [5]], (x, w) => rmsNorm(x as Tensor, w as Tensor)],
  ['embedding', [[3, 2]], (t) => embedding(t as Tensor, ids)],
  [
    'crossEntropy',
    [[2, 2, 3]],
    (x) => crossEntropy(x as Tensor, ids, { labelSmoothing: 0.1, ignoreIndex: 2 }),
  ],
  ['attention', heads, attend],
  ['attention with a bias', [...heads, [1, 4, 1, 4]], attend],
  ['conv1d', [[2, 2, 5], [3, 2, 3], [3]], (x, w, b) => conv1d(x as Tensor, w as Tensor, b, { padding: 1 })],
];

/** Σ of all entries with fixed, uneven weights, bent so that second derivatives do not vanish. */
function bend(x: Tensor): Tensor {
  const weights = Float64Array.from({ length: x.size }, (_, i) => Math.sin(i + 1));
  return sum(multiply(add(x, multiply(x, x)), tensor(weights, { shape: x.shape })));
}

/** The slope of `fn` along `direction`, by central differences. */
function slope(fn: (...inputs: Tensor[]) => number, inputs: Tensor[], direction: Tensor[]): number {
  const step = 1e-5;
  const at = (t: number): number => fn(...inputs.map((x, i) => add(x, multiply(direction[i] as Tensor, t))));
  return (at(step) - at(-step)) / (2 * step);
}

const along = (gradients: Tensor[], direction: Tensor[]): number =>
  gradients.reduce((total, g, i) => total + sum(multiply(g, direction[i] as Tensor)).item(), 0);

it.each(samples)('%s: first and second derivatives agree with differences', (_, shapes, fn) => {
  const generator = new RandomGenerator(13);
  const draw = (): Tensor[] => shapes.map((shape) => cast(generator.normal(shape), 'float64'));
  const [inputs, direction] = [draw(), draw()];
  const first = grad((...xs) => bend(fn(...xs)));
  expect(along(first(...inputs), direction)).toBeCloseTo(
    slope((...xs) => bend(fn(...xs)).item(), inputs, direction),
    6,
  );
  const total: Fn = (...xs) =>
    first(...xs)
      .map(bend)
      .reduce((a, b) => add(a, b));
  const second = grad(total)(...inputs);
  const expected = slope((...xs) => total(...xs).item(), inputs, direction);
  const scale = Math.max(1, Math.abs(expected));
  expect(along(second, direction) / scale).toBeCloseTo(expected / scale, 6);
});
