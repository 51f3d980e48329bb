import type { Case, Race } from '../../harness/work.ts';
import { opGraphs } from '../op-graphs.ts';

const aims = { 'onnxruntime-node': 0.45, 'tfjs-wasm': 1.3, 'jax-js with workers': 1.3 };

export function product(rows: number, inner: number, columns: number): Case {
  return {
    name: `${rows} × ${inner} by ${inner} × ${columns}`,
    setting: {},
    inputs: { a: { shape: [rows, inner], seed: 1 }, b: { shape: [inner, columns], seed: 2 } },
    operations: 2 * rows * inner * columns,
    tolerance: 1e-4,
    aims,
  };
}

export const matmulWork: Race = {
  kind: 'race',
  needs: opGraphs,
  name: 'matmul',
  title: 'Matrix product',
  about: 'float32 A · B of random matrices; the second is the shape of a feed-forward layer of MiniLM.',
  cases: [product(128, 128, 128), product(512, 384, 1536), product(1024, 1024, 1024)],
};

export const threadsWork: Race = {
  kind: 'race',
  needs: opGraphs,
  name: 'scaling-threads',
  title: 'Scaling with threads',
  about: 'The product of two 1024 × 1024 matrices.',
  folder: 'matmul',
  cases: [1, 2].map((threads) => ({
    ...product(1024, 1024, 1024),
    name: threads === 1 ? '1 thread' : `${threads} threads`,
    setting: { threads },
  })),
  peers: ['onnxruntime-node', 'onnxruntime-web', 'PyTorch'],
  curve: true,
};
