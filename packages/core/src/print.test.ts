import { describe, expect, it } from 'vitest';
import { cast } from './ops/cast.ts';
import { zeros } from './ops/full.ts';
import { tensor } from './ops/tensor.ts';

describe('printing', () => {
  it('shows type, shape and aligned numbers', () => {
    expect(
      tensor([
        [1, -2.5],
        [300, 4],
      ]).toString(),
    ).toBe('Tensor float32 [2, 2]\n[[      1, -2.5000],\n [    300,       4]]');
  });

  it('shows scalars, booleans, whole numbers and half types as what they mean', () => {
    expect(tensor(7, { dtype: 'int32' }).toString()).toBe('Tensor int32 []\n7');
    expect(tensor([true, false]).toString()).toBe('Tensor bool [2]\n[ true, false]');
    expect(cast(tensor([0.5]), 'float16').toString()).toBe('Tensor float16 [1]\n[0.5000]');
    expect(cast(tensor([-2]), 'bfloat16').toString()).toBe('Tensor bfloat16 [1]\n[-2]');
  });

  it('shortens long axes to their ends', () => {
    const text = zeros([20, 20]).toString();
    expect(text.split('\n')).toHaveLength(8);
    expect(text).toContain('…');
  });

  it('names empty and disposed tensors', () => {
    expect(zeros([0, 3]).toString()).toBe('Tensor float32 [0, 3] (empty)');
    const x = tensor([1]);
    x.dispose();
    expect(x.toString()).toBe('Tensor (disposed)');
  });

  it('shows NaN, infinities, very small and very large numbers', () => {
    const text = tensor([Number.NaN, Number.POSITIVE_INFINITY, 1e-9, 1e20]).toString();
    for (const part of ['NaN', 'Infinity', '1.000e-9', '1.000e+20']) expect(text).toContain(part);
  });
});
