import { describe, expect, it } from 'vitest';
import { costOf } from './costs.ts';

const spec = (...shape: number[]) => ({ shape, dtype: 'float32' }) as const;

/** Pairs of query and key by looking at each. */
function pairs(queries: number, keys: number): number {
  let count = 0;
  for (let query = 0; query < queries; query++)
    for (let key = 0; key < keys; key++) if (key <= query + keys - queries) count += 1;
  return count;
}

describe('costs of attention', () => {
  it.each([
    [3, 5],
    [5, 5],
    [7, 3],
    [1, 11],
  ])('%i queries, %i keys: by causality only what is seen', (queries, keys) => {
    const inputs = [spec(2, 6, queries, 8), spec(2, 3, keys + 4, 8), spec(2, 3, keys + 4, 8)];
    const attributes = { causal: true, keyLength: keys };
    const forward = costOf('scaledDotProductAttention', inputs, [spec(2, 6, queries, 8)], attributes);
    expect(forward.flops).toBe(2 * 6 * pairs(queries, keys) * 2 * (8 + 8));
    const backward = costOf('scaledDotProductAttentionGradient', inputs, [], attributes);
    expect(backward.flops).toBe(forward.flops * 2.5);
  });
});

it('a convolution in groups costs a window for each place, and each of its gradients as much', () => {
  const [x, weight, y] = [spec(2, 6, 9, 11), spec(9, 2, 5, 3), spec(2, 9, 5, 7)];
  const forward = costOf('groupedConv2d', [x, weight, spec(9)], [y], {});
  expect(forward.flops).toBe(2 * (2 * 9 * 5 * 7) * (2 * 5 * 3));
  expect(costOf('groupedConv2dInputGradient', [weight, y], [x], {}).flops).toBe(forward.flops);
  expect(costOf('groupedConv2dWeightGradient', [x, y], [weight], {}).flops).toBe(forward.flops);
});
