import { describe, expect, it } from 'vitest';
import { packWeights } from '../packed-weights.ts';
import { largestWeight, meanMap, nameHeads, readModel } from './model.ts';

const weights = packWeights([
  [0, 1, 0.5, 0.5, 0.25, 0.75],
  [1, 0, 0.5, 0.5, 0.75, 0.25],
]);
const model = readModel({
  ...{ name: 'Decoder', kind: 'cross', rows: ['a', 'b', 'c'], columns: ['d', 'e'], image: null },
  layers: [{ layer: 3, weights }],
});
const layer = model.layers[0] ?? { layer: null, heads: [] };

describe('the model of a card', () => {
  it('has a map for each head', () => {
    expect(layer.heads.map(({ rows, columns }) => [rows, columns])).toEqual([
      [3, 2],
      [3, 2],
    ]);
    const close = [1, 0, 0.5, 0.5, 0.75, 0.25].map((weight) => expect.closeTo(weight, 4));
    expect(Array.from(layer.heads[1]?.values ?? [])).toEqual(close);
  });

  it('shows the mean of the chosen heads', () => {
    const mean = meanMap(layer.heads);
    expect(Array.from(mean.values)).toEqual(Array.from({ length: 6 }, () => expect.closeTo(0.5, 4)));
    expect(meanMap(layer.heads.slice(0, 1))).toBe(layer.heads[0]);
  });

  it('has a largest weight, which is never 0', () => {
    expect(largestWeight({ rows: 1, columns: 2, values: Float64Array.of(0.2, 0.7) })).toBe(0.7);
    expect(largestWeight({ rows: 1, columns: 2, values: new Float64Array(2) })).toBe(1);
  });

  it('names layers and heads', () => {
    expect(nameHeads(layer, new Set([0, 1]))).toBe('layer 3, mean of 2 heads');
    expect(nameHeads(layer, new Set([1]))).toBe('layer 3, head 1');
    expect(nameHeads({ layer: null, heads: layer.heads.slice(0, 1) }, new Set([0]))).toBe('');
    expect(nameHeads({ layer: null, heads: [...layer.heads, ...layer.heads] }, new Set([2, 0]))).toBe(
      'mean of heads 0, 2',
    );
  });
});
