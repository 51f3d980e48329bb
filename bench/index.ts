/**
 * Benchmarks of the WASM backend beside the reference, by turns in one process: `pnpm bench`.
 * Medians in milliseconds, and how many times faster; both must give the same answers.
 */
import { wasm } from '@heed/backend-wasm';
import { cpu } from '@heed/core';
import { compare } from './measure.ts';
import { matmulWork, trainingWork } from './works.ts';

const backend = await wasm();
const { threads, details } = backend.report();
console.log(`Node ${process.version}, ${threads} threads, ${details['simd']} SIMD\n`);
console.log('| work | wasm, ms | GFLOP/s | cpu reference, ms | times faster |\n|---|---:|---:|---:|---:|');
for (const [work, rounds] of [
  [matmulWork(128), 9],
  [matmulWork(512), 5],
  [trainingWork, 7],
] as const) {
  const { fast, reference } = compare(work, backend, cpu, rounds);
  const rate = work.operations === undefined ? '' : (work.operations / fast / 1e6).toFixed(1);
  console.log(
    `| ${work.name} | ${fast.toFixed(2)} | ${rate} | ${reference.toFixed(1)} | ${(reference / fast).toFixed(1)} |`,
  );
}
backend.dispose();
