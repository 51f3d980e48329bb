import { describe, expect, it } from 'vitest';
import { OptionError, ShapeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import type { Tensor } from '../tensor.ts';
import { cast } from './cast.ts';
import { full, ones, zeros } from './full.ts';
import { layerNorm, type NormalizationOptions } from './layer-norm.ts';
import { multiply } from './multiply.ts';
import { rmsNorm } from './rms-norm.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

const list = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];

describe('case 10: the epsilon is the model’s own', () => {
  const x = tensor([[0.001, -0.001, 0.001, -0.001]]);

  it.each([
    [1e-12, 0.9999995],
    [1e-5, 0.3015113],
  ])('epsilon %d', (epsilon, expected) => {
    const y = list(layerNorm(x, ones([4]), zeros([4]), { epsilon }));
    for (const [i, value] of y.entries()) expect(value).toBeCloseTo(i % 2 === 0 ? expected : -expected, 6);
    const scaled = list(rmsNorm(x, ones([4]), { epsilon }));
    for (const [i, value] of scaled.entries()) expect(value).toBeCloseTo(y[i] ?? 0, 6);
  });

  it.each([0, 2])('a row of %d gives zeros, from halves too', (value) => {
    for (const dtype of ['float32', 'float16'] as const) {
      const row = cast(cast(full([1, 5], value), dtype), 'float32');
      expect(list(layerNorm(row, ones([5]), zeros([5]), { epsilon: 1e-12 }))).toEqual([0, 0, 0, 0, 0]);
      const [dx] = grad((r) => sum(multiply(layerNorm(r as Tensor, ones([5]), zeros([5])), row)))(row);
      expect(list(dx).every(Number.isFinite)).toBe(true);
    }
  });
});

describe('layerNorm', () => {
  it('without weight and bias equals ones and zeros, gradients too', () => {
    const x = tensor([
      [1, 5, 2],
      [-3, 0, 7],
    ]);
    const upstream = tensor([
      [1, -2, 3],
      [2, 1, -1],
    ]);
    expect(list(layerNorm(x))).toEqual(list(layerNorm(x, ones([3]), zeros([3]))));
    const [bare] = grad((y) => sum(multiply(layerNorm(y as Tensor), upstream)))(x);
    const [dressed] = grad((y) => sum(multiply(layerNorm(y as Tensor, ones([3]), zeros([3])), upstream)))(x);
    expect(list(bare)).toEqual(list(dressed));
  });

  it('keeps empty batches', () => {
    expect(layerNorm(zeros([0, 3]), ones([3]), zeros([3])).shape).toEqual([0, 3]);
    expect(rmsNorm(zeros([0, 3]), ones([3])).shape).toEqual([0, 3]);
  });

  it('refuses what does not fit', () => {
    const x = ones([2, 3]);
    expect(() => layerNorm(x, ones([2]), zeros([2]))).toThrow(ShapeError);
    expect(() => layerNorm(x, ones([3]), zeros([1]))).toThrow(/\[3\].*\[1\]/);
    expect(() => layerNorm(x, ones([3]))).toThrow(OptionError);
    expect(() => layerNorm(tensor(1))).toThrow(ShapeError);
    expect(() => rmsNorm(x, ones([2]))).toThrow(ShapeError);
    expect(() => layerNorm(x, ones([3]), zeros([3]), { eps: 1 } as NormalizationOptions)).toThrow(
      OptionError,
    );
  });
});
