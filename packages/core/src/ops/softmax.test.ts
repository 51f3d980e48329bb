import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DTypeError, OptionError, ShapeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import type { Tensor } from '../tensor.ts';
import { logSoftmax } from './log-softmax.ts';
import { multiply } from './multiply.ts';
import { type AxisOption, softmax } from './softmax.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

const list = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const low = Number.NEGATIVE_INFINITY;

describe('softmax', () => {
  it('a row of −∞ gives zeros and zero gradients; its neighbours are as alone', () => {
    const x = tensor([
      [low, low, low],
      [0, low, 0],
    ]);
    expect(list(softmax(x))).toEqual([0, 0, 0, 0.5, 0, 0.5]);
    const [dx] = grad((y) => sum(multiply(softmax(y as Tensor), tensor([1, 2, 3]))))(x);
    expect(list(dx)).toEqual([0, 0, 0, -0.5, 0, 0.5]);
  });

  it('NaN stays NaN', () => {
    expect(
      list(
        softmax(
          tensor([
            [1, Number.NaN],
            [0, 0],
          ]),
        ),
      ),
    ).toEqual([Number.NaN, Number.NaN, 0.5, 0.5]);
  });

  it.each([1e4, -1e4, 3e38])('numbers of %d do not overflow', (size) => {
    expect(list(softmax(tensor([size, size])))).toEqual([0.5, 0.5]);
    expect(list(softmax(tensor([size, 0])))).toEqual(size > 0 ? [1, 0] : [0, 1]);
  });

  it('rows sum to 1 and a shift changes nothing', () => {
    const rows = fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 11 });
    fc.assert(
      fc.property(rows, fc.integer({ min: -64, max: 64 }), (row, shift) => {
        const x = tensor(row, { dtype: 'float64' });
        const y = list(softmax(x));
        expect(y.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
        const moved = list(
          softmax(
            tensor(
              row.map((value) => value + shift),
              { dtype: 'float64' },
            ),
          ),
        );
        for (const [i, value] of y.entries()) expect(moved[i]).toBeCloseTo(value, 9);
      }),
    );
  });

  it('any axis, and an empty one', () => {
    const x = tensor([
      [0, 1],
      [0, 1],
      [0, 3],
    ]);
    expect(list(sum(softmax(x, { axis: 0 }), { axis: 0 })).map((total) => total.toFixed(5))).toEqual([
      '1.00000',
      '1.00000',
    ]);
    expect(softmax(tensor(new Float32Array(0), { shape: [3, 0] })).shape).toEqual([3, 0]);
  });

  it('refuses what it does not know', () => {
    expect(() => softmax(tensor([1]), { axis: 1 })).toThrow(ShapeError);
    expect(() => softmax(tensor([1]), { dim: 0 } as AxisOption)).toThrow(OptionError);
    expect(() => softmax(tensor([1], { dtype: 'int32' }))).toThrow(DTypeError);
  });
});

describe('logSoftmax', () => {
  it('is the logarithm of the softmax, and does not lose small probabilities', () => {
    const y = list(logSoftmax(tensor([0, -200])));
    expect(y).toEqual([0, -200]);
    expect(list(softmax(tensor([0, -200])))[1]).toBe(0);
  });

  it('a hidden class has −∞ and a gradient of 0', () => {
    const x = tensor([low, 0, 0]);
    expect(list(logSoftmax(x))[0]).toBe(low);
    const [dx] = grad((y) => sum(multiply(softmax(logSoftmax(y as Tensor)), tensor([5, 1, 3]))))(x);
    expect(list(dx)).toEqual([0, -0.5, 0.5]);
  });
});
