import { type DType, grad, multiply, sum, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { entmax15, type NormalizerFunction, sigmoidNormalizer, sparsemax } from '../index.ts';

/** Largest difference of weights and gradients from a golden file, whose hidden scores are NaN, ∞ and 1e30. */
function largestError(name: string, normalize: NormalizerFunction, dtype: DType): number {
  const golden = readGolden(`normalizers/${name}.safetensors`);
  const read = (key: string, type: DType = dtype): Tensor => {
    const array = golden.get(key);
    if (array === undefined) throw new Error(`the golden file has no ${key}`);
    return tensor(Array.from(array.data), { shape: array.shape, dtype: type });
  };
  const [scores, visible, upstream] = [read('scores'), read('visible', 'bool'), read('grad_output')];
  const [gradient] = grad((x) => sum(multiply(normalize(x, visible), upstream)))(scores);
  const pairs: [Tensor | undefined, string][] = [
    [normalize(scores, visible), 'output'],
    [gradient, 'grad.scores'],
  ];
  return Math.max(
    ...pairs.flatMap(([actual, key]) => {
      const expected = golden.get(key)?.data ?? [];
      return Array.from(actual?.dataSync() ?? [Number.NaN], (value, at) =>
        Math.abs(value - (expected[at] ?? 0)),
      );
    }),
  );
}

parity(
  {
    mechanism: 'Sparsemax',
    paper: 'Martins and Astudillo 2016',
    file: 'normalizers/sparsemax.ts',
    reference: 'float64 NumPy by bisection, and entmax 1.3',
    tolerance: 1e-12,
  },
  () => largestError('sparsemax', sparsemax, 'float64'),
);

parity(
  {
    mechanism: '1.5-entmax',
    paper: 'Peters et al. 2019',
    file: 'normalizers/entmax15.ts',
    reference: 'float64 NumPy by bisection, and entmax 1.3',
    tolerance: 1e-12,
  },
  () => largestError('entmax15', entmax15, 'float64'),
);

parity(
  {
    mechanism: 'Sigmoid attention',
    paper: 'Ramapuram et al. 2024',
    file: 'normalizers/sigmoid.ts',
    reference: 'PyTorch 2.15, float64',
    tolerance: 1e-12,
  },
  () => largestError('sigmoid', sigmoidNormalizer(), 'float64'),
);

describe('against the same references', () => {
  it.each([
    ['sparsemax', sparsemax],
    ['entmax15', entmax15],
    ['sigmoid', sigmoidNormalizer()],
    ['sigmoid-fixed-bias', sigmoidNormalizer({ bias: -1.5 })],
  ])('%s in float32', (name, normalize) => {
    expect(largestError(name, normalize, 'float32')).toBeLessThan(1e-5);
  });
});
