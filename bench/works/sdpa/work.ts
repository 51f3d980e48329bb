import type { Case, Race } from '../../harness/work.ts';
import { opGraphs } from '../op-graphs.ts';

const [heads, width] = [12, 64];

function attention(name: string, queries: number, keys: number, causal: boolean): Case {
  const tensor = (length: number, seed: number): { shape: number[]; seed: number } => ({
    shape: [1, heads, length, width],
    seed,
  });
  return {
    name,
    setting: { causal },
    inputs: { q: tensor(queries, 1), k: tensor(keys, 2), v: tensor(keys, 3) },
    // Two products; causal attention needs half of them.
    operations: (4 * heads * queries * keys * width) / (causal ? 2 : 1),
    tolerance: 1e-4,
    aims: { PyTorch: 0.45, 'onnxruntime-web': 1.3 },
  };
}

export const sdpaWork: Race = {
  kind: 'race',
  needs: opGraphs,
  name: 'sdpa',
  title: 'Scaled dot-product attention',
  about: `float32, batch 1, ${heads} heads of ${width}. onnxruntime runs the graph of two products and a softmax.`,
  cases: [
    attention('512 queries and keys', 512, 512, false),
    attention('2,048 queries and keys', 2048, 2048, false),
    attention('one query, 4,096 keys', 1, 4096, false),
  ],
};

export const lengthWork: Race = {
  kind: 'race',
  needs: opGraphs,
  name: 'scaling-length',
  title: 'Scaling with length',
  about: `Causal scaled dot-product attention, float32, batch 1, ${heads} heads of ${width}.`,
  folder: 'sdpa',
  cases: [128, 256, 512, 1024, 2048, 4096, 8192].map((length) =>
    attention(`${length}`, length, length, true),
  ),
  peers: ['PyTorch'],
  curve: true,
};
