/** What the worker costs, and what it gains: products on ONNX Runtime and on Heed's reference by turns. */
import { cpu, linear, type Tensor, tensor, tidy, use } from '@heed/core';
import type { Backend } from '@heed/core/backend';
import { onnxruntime } from './src/index.ts';

const backends: readonly Backend[] = [onnxruntime(), cpu];

function layer(size: number): readonly [Tensor, Tensor] {
  const data = Float32Array.from({ length: size * size }, (_, at) => Math.sin(at));
  return [tensor(data, { shape: [size, size] }), tensor(data, { shape: [size, size] })];
}

for (const size of [1, 16, 64, 256]) {
  const times = backends.map((): number[] => []);
  const layers = backends.map((backend) => {
    use(backend);
    return layer(size);
  });
  const rounds = size > 100 ? 15 : 1001;
  for (let round = 0; round < rounds; round++) {
    for (const [at, [x, weight]] of layers.entries()) {
      const start = performance.now();
      tidy(() => linear(x, weight).dataSync());
      times[at]?.push(performance.now() - start);
    }
  }
  const [runtime = 0, reference = 0] = times.map((all) => all.sort((a, b) => a - b)[rounds >> 1]);
  console.log(
    `${size} × ${size}: ${(1000 * runtime).toFixed(0)} µs, the reference ${(reference / runtime).toFixed(2)} × that`,
  );
}
