import { describe, expect, it } from 'vitest';
import { DTypeError, ShapeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { ones, zeros } from './full.ts';
import { linear } from './linear.ts';
import { multiply } from './multiply.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

const list = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];

describe('linear', () => {
  const weight = tensor([
    [3, 4],
    [5, 6],
    [7, 8],
  ]);
  const bias = tensor([10, 20, 30]);

  it('is x Wᵀ + b', () => {
    expect(list(linear(tensor([[1, 2]]), weight))).toEqual([11, 17, 23]);
    expect(list(linear(tensor([1, 2]), weight, bias))).toEqual([21, 37, 53]);
  });

  it('the gradient of the weight gathers all leading axes, that of the bias counts the rows', () => {
    const generator = new RandomGenerator(1);
    const [x, g] = [generator.normal([2, 5, 2]), generator.normal([2, 5, 3])];
    const [dx, dw, db] = grad((a, w, b) => sum(multiply(linear(a as Tensor, w as Tensor, b), g)))(
      x,
      weight,
      bias,
    );
    const [xs, gs] = [list(x), list(g)];
    const ws = list(weight);
    const at = (values: number[], i: number): number => values[i] ?? 0;
    for (let o = 0; o < 3; o++) {
      let total = 0;
      for (let r = 0; r < 10; r++) total += at(gs, r * 3 + o);
      expect(list(db)[o]).toBeCloseTo(total, 5);
      for (let i = 0; i < 2; i++) {
        let product = 0;
        for (let r = 0; r < 10; r++) product += at(gs, r * 3 + o) * at(xs, r * 2 + i);
        expect(list(dw)[o * 2 + i]).toBeCloseTo(product, 5);
      }
    }
    for (let r = 0; r < 10; r++) {
      for (let i = 0; i < 2; i++) {
        let product = 0;
        for (let o = 0; o < 3; o++) product += at(gs, r * 3 + o) * at(ws, o * 2 + i);
        expect(list(dx)[r * 2 + i]).toBeCloseTo(product, 4);
      }
    }
  });

  it('a batch equals its rows', () => {
    const x = new RandomGenerator(2).normal([3, 2]);
    const whole = list(linear(reshape(x, [3, 1, 2]), weight, bias));
    for (const row of [0, 1, 2]) {
      const alone = list(linear(slice(x, { axis: 0, start: row, end: row + 1 }), weight, bias));
      expect(whole.slice(row * 3, row * 3 + 3)).toEqual(alone);
    }
    expect(linear(zeros([0, 7, 2]), weight, bias).shape).toEqual([0, 7, 3]);
  });

  it('refuses what does not fit', () => {
    expect(() => linear(ones([2, 3]), weight)).toThrow(ShapeError);
    expect(() => linear(ones([2, 3]), weight)).toThrow(/\[3, 2\].*\[2, 3\]/);
    expect(() => linear(ones([2, 2]), weight, ones([2]))).toThrow(ShapeError);
    expect(() => linear(ones([2, 2]), ones([2]))).toThrow(ShapeError);
    expect(() => linear(ones([2, 2], 'float64'), weight)).toThrow(DTypeError);
  });
});
