// The rate of the products that training is made of, in GFLOP/s: median and best of the rounds.
//
//   node --conditions=@heed/source scripts/measure.ts [threads] [relaxed|plain]
import { linear, matmul, RandomGenerator, type Tensor, tidy, use } from '@heed/core';
import { wasm } from '../src/index.ts';

const threads = Number(process.argv[2] ?? 2);
const simd = process.argv[3] === 'plain' ? 'plain' : 'relaxed';
const rounds = 25;

/** Rows of the batch, inputs and outputs of a linear layer; the last one is a projection to a vocabulary. */
const layers = [
  [1280, 256, 1024],
  [1280, 1024, 256],
  [1280, 256, 256],
  [1280, 256, 5000],
] as const;

function rate(operations: number, run: () => Tensor): string {
  const rates = Array.from({ length: rounds }, () => {
    const begin = performance.now();
    tidy(() => void run());
    return operations / (performance.now() - begin) / 1e6;
  }).sort((a, b) => a - b);
  return `${rates[rounds >> 1]?.toFixed(1)} (${rates.at(-1)?.toFixed(1)})`;
}

const backend = await wasm({ threads, simd });
use(backend);
const generator = new RandomGenerator(1);
console.log(
  `Node ${process.version}, ${backend.report().threads} threads, ${backend.report().details['simd']} SIMD\n`,
);
console.log('| rows × inputs → outputs | x·Wᵀ | g·W | gᵀ·x |\n|---|---:|---:|---:|');
for (const [rows, inputs, outputs] of layers) {
  tidy(() => {
    const x = generator.uniform([rows, inputs], -1, 1);
    const weight = generator.uniform([outputs, inputs], -1, 1);
    const gradient = generator.uniform([rows, outputs], -1, 1);
    const operations = 2 * rows * inputs * outputs;
    const rates = [
      rate(operations, () => linear(x, weight)),
      rate(operations, () => matmul(gradient, weight)),
      rate(operations, () => matmul(gradient, x, { transposeA: true })),
    ];
    console.log(`| ${rows} × ${inputs} → ${outputs} | ${rates.join(' | ')} |`);
  });
}
backend.dispose();
