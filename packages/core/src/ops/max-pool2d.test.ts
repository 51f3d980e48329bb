import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import { ones } from './full.ts';
import { type MaxPool2dOptions, maxPool2d } from './max-pool2d.ts';
import { multiply } from './multiply.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

const samples: readonly (readonly [string, MaxPool2dOptions])[] = [
  ['stem', { kernel: 3, stride: 2, padding: 1 }],
  ['side-by-side', { kernel: 2 }],
  ['not-square', { kernel: [3, 2], stride: [1, 3], padding: [0, 1] }],
];

describe.each(['float32', 'float64'] as const)('maxPool2d against PyTorch in %s', (dtype) => {
  it.each(samples)('%s: equal elements, a NaN, and who gets the gradient', (name, options) => {
    const golden = readGolden(`torch/max-pool2d/${name}.safetensors`);
    const given = (key: string) => {
      const array = golden.get(key);
      if (array === undefined) throw new Error(`no ${key}`);
      return tensor([...array.data], { shape: array.shape, dtype });
    };
    const expected = (key: string) => golden.get(dtype === 'float64' ? `${key}.f64` : key);
    const x = given('x');
    const y = maxPool2d(x, options);
    expect(y.shape).toEqual(expected('output')?.shape);
    expect([...y.dataSync()]).toEqual([...(expected('output')?.data ?? [])]);
    // NaN times a gradient is NaN, which the sum keeps from nobody: the product's gradient is the upstream one.
    const [gradient] = grad((pixels) => sum(multiply(maxPool2d(pixels, options), given('grad_output'))))(x);
    const truth = expected('grad.x')?.data ?? [];
    for (const [at, value] of Array.from(gradient?.dataSync() ?? []).entries()) {
      expect(Math.abs(value - Number(truth[at])), String(at)).toBeLessThan(1e-6);
    }
    expect(gradient?.size).toBe(truth.length);
  });
});

it('refuses what is no window', () => {
  expect(() => maxPool2d(ones([1, 1, 4, 4]), { kernel: 3, padding: 2 })).toThrow(OptionError);
  expect(() => maxPool2d(ones([1, 1, 4, 4]), { kernel: 3, padding: 2 })).toThrow(
    /half of the window 3,3, got 2,2/,
  );
  expect(() => maxPool2d(ones([1, 1, 4, 4]), { kernel: 0 })).toThrow(OptionError);
  expect(() => maxPool2d(ones([1, 1, 4, 4]), { kernel: 5 })).toThrow(ShapeError);
  expect(() => maxPool2d(ones([4, 4]), { kernel: 2 })).toThrow(ShapeError);
});
