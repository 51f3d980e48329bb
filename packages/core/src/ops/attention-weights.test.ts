import { describe, expect, it } from 'vitest';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { attentionWeights } from './attention-weights.ts';
import { ones } from './full.ts';
import { matmul } from './matmul.ts';
import { scaledDotProductAttention } from './scaled-dot-product-attention.ts';
import { slice } from './slice.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

const list = (x: Tensor): number[] => [...x.dataSync()];

describe('attentionWeights', () => {
  it('case 8: rows sum to 1 or are zeros; times the values they are the output', () => {
    const generator = new RandomGenerator(9);
    const q = generator.normal([2, 3, 7, 4]);
    const [k, v] = [generator.normal([2, 3, 5, 4]), generator.normal([2, 3, 5, 2])];
    for (const options of [{}, { causal: true }, { scale: 2 }, { causal: true, keyLength: 4 }]) {
      const weights = attentionWeights(q, k, options);
      const keys = weights.shape[3] ?? 0;
      const rows = list(sum(weights, { axis: -1 }));
      rows.forEach((total, row) => {
        const isEmpty = 'causal' in options && (row % 7) + keys - 7 < 0;
        expect(total).toBeCloseTo(isEmpty ? 0 : 1, 6);
      });
      const seen = slice(v, { axis: 2, end: keys });
      const output = list(scaledDotProductAttention(q, k, v, options));
      for (const [i, value] of list(matmul(weights, seen)).entries())
        expect(value).toBeCloseTo(output[i] ?? NaN, 6);
    }
  });

  it('the weight of a hidden key is exactly 0', () => {
    const weights = attentionWeights(ones([1, 1, 2, 3]), ones([1, 1, 4, 3]), {
      mask: tensor([true, false, true, false], { shape: [1, 1, 1, 4] }),
    });
    expect(list(weights)).toEqual([0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0]);
  });
});
