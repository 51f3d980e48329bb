import { linear, matmul, tensor, use } from '@heed/core';
import { wasm } from '../src/index.ts';
const b = await wasm({ threads: Number(process.argv[2] ?? 2), simd: (process.argv[3] ?? 'relaxed') as 'relaxed' });
use(b);
const rand = (n: number) => Float32Array.from({ length: n }, () => Math.random() - 0.5);
let worst = 0;
for (const [m, n, k] of [[1,1,1],[1,17,5],[3,70,33],[5,7,11],[7,9,1030],[37,41,43],[67,129,70],[129,513,515],[300,257,129],[5,3000,700]] as const)
  for (const ta of [false, true]) for (const tb of [false, true]) {
    const A = rand(m * k), B = rand(k * n);
    const a = tensor(A, { shape: ta ? [k, m] : [m, k] }), bb = tensor(B, { shape: tb ? [n, k] : [k, n] });
    const y = matmul(a, bb, { transposeA: ta, transposeB: tb }).dataSync();
    let err = 0;
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) { let s = 0; for (let p = 0; p < k; p++) s += (ta ? A[p * m + i]! : A[i * k + p]!) * (tb ? B[j * k + p]! : B[p * n + j]!); err = Math.max(err, Math.abs(s - y[i * n + j]!)); }
    worst = Math.max(worst, err);
    if (err > 1e-4) console.log('BAD', m, n, k, ta, tb, err);
  }
console.log('worst', worst);
const time = (f: () => void, fl: number) => { for (let i = 0; i < 10; i++) f(); let best = 0, all: number[] = []; for (let r = 0; r < 15; r++) { const t = performance.now(); f(); const g = fl / (performance.now() - t) / 1e6; all.push(g); } all.sort((x, y) => x - y); return `${all[7]!.toFixed(1)} (best ${all[14]!.toFixed(1)})`; };
for (const [m, k, n] of [[1280, 256, 1024], [1280, 1024, 256], [1280, 256, 256], [1280, 256, 5000], [1024, 1024, 1024]] as const) {
  const x = tensor(rand(m * k), { shape: [m, k] }), w = tensor(rand(n * k), { shape: [n, k] }), g = tensor(rand(m * n), { shape: [m, n] });
  console.log(m, k, n, 'xWt', time(() => linear(x, w).dispose(), 2 * m * n * k), 'gW', time(() => matmul(g, w).dispose(), 2 * m * n * k), 'gTx', time(() => matmul(g, x, { transposeA: true }).dispose(), 2 * m * n * k));
}
console.log(b.report());
