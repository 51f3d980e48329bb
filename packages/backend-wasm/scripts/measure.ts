// Times of the kernels: medians, in microseconds and GFLOP/s.
//
//   node --conditions=@heed/source scripts/measure.ts [--threads 2] [--simd plain] [--only attention] [--cpu]
//        [--against ../../../other/packages/backend-wasm/src/index.ts]
//
// `--against`: another checkout's backend, measured by turns with this one in one process; the last column is how many
// times faster this one is. `--cpu`: processor time instead of the clock, for one thread on a busy machine.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { tidy, use } from '@heed/core';
import { Engine } from '../src/engine/engine.ts';
import { type WasmBackend, wasm } from '../src/index.ts';
import { type Work, works } from './works.ts';

const { values } = parseArgs({
  options: {
    threads: { type: 'string', default: '2' },
    simd: { type: 'string', default: 'relaxed' },
    only: { type: 'string', default: '' },
    against: { type: 'string' },
    cpu: { type: 'boolean', default: false },
  },
});
const rounds = 15;
/** A round takes about so many milliseconds. */
const roundTime = 8;

type Start = typeof wasm;

async function startOther(path: string): Promise<WasmBackend> {
  const other: { readonly wasm: Start } = await import(pathToFileURL(resolve(path)).href);
  return other.wasm(options);
}

function now(): number {
  if (!values.cpu) return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** One side of a comparison: runs the work some times, and gives milliseconds for one. */
function runner(backend: WasmBackend, work: Work): () => number {
  use(backend);
  const run = work.prepare();
  const round = (count: number): number => {
    use(backend);
    const begin = now();
    for (let at = 0; at < count; at++) tidy(() => void run());
    backend.finish?.();
    return (now() - begin) / count;
  };
  let count = 1;
  for (let time = round(1); time * count < roundTime; time = round(count)) count = Math.ceil(count * 1.6);
  return () => round(count);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

const options = {
  threads: Number(values.threads),
  simd: values.simd === 'plain' ? 'plain' : 'relaxed',
} as const;
const own = await wasm(options);
const others = values.against === undefined ? [] : [await startOther(values.against)];
const { threads, details } = own.report();
console.log(`Node ${process.version}, ${threads} threads, ${details['simd']} SIMD\n`);
console.log(`| work | µs | GFLOP/s |${others.length > 0 ? ' the other, µs | times faster |' : ''}`);
console.log(`|---|---:|---:|${others.length > 0 ? '---:|---:|' : ''}`);
for (const work of works.filter(({ name }) => name.includes(values.only))) {
  const sides = [own, ...others].map((backend) => runner(backend, work));
  const times = sides.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, side] of sides.entries()) times[at]?.push(side());
  const [time = Number.NaN, other] = times.map(median);
  const rate = work.operations === undefined ? '' : (work.operations / time / 1e6).toFixed(1);
  const ratio = other === undefined ? '' : ` ${(other * 1000).toFixed(1)} | ${(other / time).toFixed(2)} |`;
  console.log(`| ${work.name} | ${(time * 1000).toFixed(1)} | ${rate} |${ratio}`);
}
for (const backend of [own, ...others]) backend.dispose();
if (threads > 1) {
  const engine = await Engine.start({ simd: options.simd, memory: 'shared' }, threads);
  const count = 2000;
  const times = Array.from({ length: 10 * rounds }, () => {
    const begin = performance.now();
    for (let at = 0; at < count; at++) engine.exports.forkJoin(threads);
    return (performance.now() - begin) / count;
  });
  const nothing = median(times) * 1000;
  console.log(`\nfork and join of ${threads} threads that look for work: ${nothing.toFixed(2)} µs`);
  engine.dispose();
}
