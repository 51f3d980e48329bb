import { describe, expect, it } from 'vitest';
import { grad } from '../gradient/grad.ts';
import type { Tensor } from '../tensor.ts';
import * as ops from './index.ts';

const gradientAt = (fn: (x: Tensor) => Tensor, x: Tensor): number[] => {
  const [gradient] = grad((one) => ops.sum(fn(one as Tensor)))(x);
  return [...(gradient?.dataSync() ?? [])];
};

// As PyTorch 2.15: amax, amin, maximum and minimum share among equals, relu and abs have 0 at 0.
describe('gradients where differences do not exist', () => {
  it('equal extremes share the gradient', () => {
    const x = ops.tensor([
      [3, 1, 3, 3],
      [2, 2, 5, 6],
    ]);
    const third = Math.fround(1 / 3);
    expect(gradientAt((one) => ops.max(one, { axis: 1 }), x)).toEqual([third, 0, third, third, 0, 0, 0, 1]);
    expect(gradientAt((one) => ops.min(one, { axis: 1 }), x)).toEqual([0, 1, 0, 0, 0.5, 0.5, 0, 0]);
    expect(gradientAt((one) => ops.max(one), ops.full([4], 7))).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('equal operands share the gradient', () => {
    const x = ops.tensor([1, 2, 3]);
    const y = ops.tensor([2, 2, 2]);
    expect(gradientAt((one) => ops.maximum(one, y), x)).toEqual([0, 0.5, 1]);
    expect(gradientAt((one) => ops.minimum(y, one), x)).toEqual([1, 0.5, 0]);
  });

  it('relu and abs are flat at 0', () => {
    const x = ops.tensor([-1, 0, 1]);
    expect(gradientAt(ops.relu, x)).toEqual([0, 0, 1]);
    expect(gradientAt(ops.abs, x)).toEqual([-1, 0, 1]);
  });

  it('of equal elements, topK gives the gradient to those it chose', () => {
    const x = ops.tensor([5, 1, 5, 5]);
    expect(gradientAt((one) => ops.topK(one, 2).values, x)).toEqual([1, 0, 1, 0]);
  });

  it('a constant power is flat, also at 0', () => {
    expect(gradientAt((one) => ops.power(one, 0), ops.tensor([0, 2]))).toEqual([0, 0]);
    expect(gradientAt((one) => ops.power(one, 1), ops.tensor([0, 2]))).toEqual([1, 1]);
  });

  it('an element that is used twice gets both gradients', () => {
    const ids = ops.tensor([1, 1, 0], { dtype: 'int32' });
    expect(gradientAt((one) => ops.gather(one, ids, { axis: 0 }), ops.tensor([4, 5]))).toEqual([1, 2]);
  });
});
