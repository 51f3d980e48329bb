import { describe, expect, it } from 'vitest';
import { need } from '../../../../fixtures/golden-module.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { FlowNetwork } from './maximum-flow.ts';

function network(nodes: number, edges: readonly (readonly [number, number, number])[]): FlowNetwork {
  const result = new FlowNetwork(nodes);
  for (const [source, target, capacity] of edges) result.connect(source, target, capacity);
  return result;
}

describe('FlowNetwork', () => {
  it('agrees with networkx on random networks with cycles and parallel edges', () => {
    const golden = readGolden('inside/networks.safetensors');
    const [sources, targets, capacities] = ['sources', 'targets', 'capacities'].map((name) =>
      need(golden, name),
    );
    const [count = 0, edges = 0] = sources?.shape ?? [];
    for (let index = 0; index < count; index++) {
      const flows = network(
        7,
        Array.from({ length: edges }, (_, edge) => {
          const at = index * edges + edge;
          return [sources?.data[at] ?? 0, targets?.data[at] ?? 0, capacities?.data[at] ?? 0];
        }),
      );
      const expected = need(golden, 'flows').data[index] ?? Number.NaN;
      expect(flows.maximumFlow(0, 6)).toBeCloseTo(expected, 12);
      expect(flows.maximumFlow(0, 6)).toBeCloseTo(expected, 12);
    }
  });

  it('solves the network of Cormen et al., figure 26.1', () => {
    const edges = [
      [0, 1, 16],
      [0, 2, 13],
      [2, 1, 4],
      [1, 3, 12],
      [3, 2, 9],
      [2, 4, 14],
      [4, 3, 7],
      [3, 5, 20],
      [4, 5, 4],
    ] as const;
    expect(network(6, edges).maximumFlow(0, 5)).toBe(23);
  });

  it('takes flow back where a first path was a bad choice', () => {
    const edges = [
      [0, 1, 1],
      [0, 2, 1],
      [1, 2, 1],
      [1, 3, 1],
      [2, 3, 1],
    ] as const;
    expect(network(4, edges).maximumFlow(0, 3)).toBe(2);
  });

  it('is 0 without a way', () => {
    expect(network(3, [[0, 1, 1]]).maximumFlow(0, 2)).toBe(0);
    expect(network(2, [[0, 1, 0]]).maximumFlow(0, 1)).toBe(0);
    expect(network(2, [[1, 0, 1]]).maximumFlow(0, 1)).toBe(0);
  });
});
