import { linear, matmul, tensor, use } from '@heed/core';
import { wasm } from '../src/index.ts';

const b = await wasm({
  threads: Number(process.argv[2] ?? 2),
  simd: (process.argv[3] ?? 'relaxed') as 'relaxed',
});
use(b);
const rand = (n: number) => Float32Array.from({ length: n }, () => Math.random() - 0.5);
const time = (f: () => void, fl: number) => {
  for (let i = 0; i < 10; i++) f();
  const all: number[] = [];
  for (let r = 0; r < 15; r++) {
    const t = performance.now();
    f();
    const g = fl / (performance.now() - t) / 1e6;
    all.push(g);
  }
  all.sort((x, y) => x - y);
  return `${all[7]!.toFixed(1)} (best ${all[14]!.toFixed(1)})`;
};
for (const [m, k, n] of [
  [1536, 192, 192],
  [1536, 192, 768],
  [1536, 768, 192],
  [1280, 256, 1024],
  [1280, 1024, 256],
  [1280, 256, 5000],
  [1024, 1024, 1024],
] as const) {
  const x = tensor(rand(m * k), { shape: [m, k] }),
    w = tensor(rand(n * k), { shape: [n, k] }),
    g = tensor(rand(m * n), { shape: [m, n] });
  console.log(
    m,
    k,
    n,
    'xWt',
    time(() => linear(x, w).dispose(), 2 * m * n * k),
    'gW',
    time(() => matmul(g, w).dispose(), 2 * m * n * k),
    'gTx',
    time(() => matmul(g, x, { transposeA: true }).dispose(), 2 * m * n * k),
  );
}
