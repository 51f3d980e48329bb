/**
 * 10,000 training steps and 10,000 generated tokens on backend-wasm: live tensors and linear memory must stay where they
 * were after the first tenth, and so must the process' resident memory, within 2 %.
 *
 *   node --conditions=@heed/source --expose-gc --max-semi-space-size=8 tools/leaks.ts [steps]
 *
 * Without the last flag V8 doubles the room for its young objects now and then, by 16 and 32 MiB, though what lives stays
 * the same: the column of the heap in use says so.
 */
import { wasm } from '@heed/backend-wasm';
import { live, use } from '@heed/core';
import { prepareWork } from './leaks/work.ts';

interface Reading {
  readonly tensors: number;
  readonly bytes: number;
  /** Mebibytes. */
  readonly linearMemory: number;
  readonly resident: number;
  /** JavaScript objects that live, and the room that V8 keeps for them. */
  readonly heapUsed: number;
  readonly heapTotal: number;
}

const total = Number(process.argv[2] ?? 10_000);
const backend = await wasm();
use(backend);
const work = prepareWork();

function read(): Reading {
  globalThis.gc?.();
  const [own] = live().filter(({ backend: name }) => name === 'wasm');
  const { rss, heapUsed, heapTotal } = process.memoryUsage();
  return {
    tensors: own?.tensors ?? 0,
    bytes: own?.bytes ?? 0,
    linearMemory: Number(backend.report().details['memoryBytes']) / 2 ** 20,
    resident: rss / 2 ** 20,
    heapUsed: heapUsed / 2 ** 20,
    heapTotal: heapTotal / 2 ** 20,
  };
}

/** Runs `round` until `total` units are done, prints a line each tenth and says whether memory stayed. */
async function watch(name: string, round: () => number | Promise<number>): Promise<boolean> {
  const readings: Reading[] = [];
  for (let done = 0, next = total / 10; done < total; ) {
    done += await round();
    if (done < next) continue;
    next += total / 10;
    const reading = read();
    readings.push(reading);
    const { tensors, bytes, linearMemory, resident, heapUsed, heapTotal } = reading;
    const sizes = [linearMemory, resident, heapUsed, heapTotal].map((size) => size.toFixed(1));
    console.log(`| ${[name, done, tensors, bytes, ...sizes].join(' | ')} |`);
  }
  const [first, last] = [readings[0], readings.at(-1)];
  if (first === undefined || last === undefined) return false;
  const flat = last.tensors === first.tensors && last.bytes === first.bytes;
  return flat && last.linearMemory === first.linearMemory && last.resident <= first.resident * 1.02;
}

console.log(
  '| work | done | live tensors | live bytes | linear memory, MiB | resident | heap in use | heap |',
);
console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
const flat = [
  await watch('training steps', () => {
    work.trainStep();
    return 1;
  }),
  await watch('generated tokens', () => work.generate()),
];
work.dispose();
const left = backend.memory();
backend.dispose();
if (flat.includes(false) || left.buffers !== 0) {
  console.error(`memory did not stay: ${JSON.stringify({ flat, left })}`);
  process.exitCode = 1;
}
