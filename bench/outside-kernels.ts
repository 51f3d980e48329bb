// What a decoding step of SmolLM2-135M spends outside its kernels: times each call of the WebAssembly module, and what lies
// between two of them. The weights are those of `pnpm bench language-model`.
//
// node --conditions=@heed/source bench/outside-kernels.ts [q4|q4_0|q8|f32]

import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { generate } from '@heed/transformer';
import { openModel } from './works/language-model/heed.ts';
import { promptIds } from './works/language-model/prompt.ts';

const skippedSteps = 150;
const steps = 250;

/** A call of the module: its name, and when it began and ended. */
interface Call {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

let calls: Call[] = [];

function timed(name: string, run: (...given: unknown[]) => unknown): (...given: unknown[]) => unknown {
  return (...given) => {
    const begin = performance.now();
    const result = run(...given);
    calls.push({ name, begin, end: performance.now() });
    return result;
  };
}

const { instantiate } = WebAssembly;
Object.assign(WebAssembly, {
  instantiate: async (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
    const { exports } = await instantiate(module, imports);
    const wrapped = Object.entries(exports).map(([name, value]) => [
      name,
      typeof value === 'function' ? timed(name, (...given) => Reflect.apply(value, undefined, given)) : value,
    ]);
    return { exports: Object.fromEntries(wrapped) };
  },
});

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/** Microseconds between calls, by the names of both, of each step. */
const between = new Map<string, number[]>();
const totals: number[] = [];
const outside: number[] = [];

function note(start: number, end: number): void {
  const inside = calls.reduce((sum, call) => sum + call.end - call.begin, 0);
  totals.push(end - start);
  outside.push(end - start - inside);
  const sums = new Map<string, number>();
  for (const [at, call] of calls.entries()) {
    const before = calls[at - 1];
    const pair = `${before?.name ?? 'begin of the step'} → ${call.name}`;
    sums.set(pair, (sums.get(pair) ?? 0) + call.begin - (before?.end ?? start));
  }
  sums.set('end of the step', end - (calls.at(-1)?.end ?? end));
  for (const [pair, sum] of sums) between.set(pair, [...(between.get(pair) ?? []), sum * 1000]);
}

use(await wasm({ threads: 2 }));
const model = await openModel(process.argv[2] ?? 'q4');
const tokens = generate(model, [promptIds(16)], { maximumNewTokens: skippedSteps + steps });
let start = performance.now();
let step = 0;
for await (const _ of tokens) {
  const end = performance.now();
  if (step++ >= skippedSteps) note(start, end);
  calls = [];
  start = performance.now();
}

console.log(`a step: ${median(totals).toFixed(2)} ms, outside the kernels: ${median(outside).toFixed(2)} ms`);
// Not those of the few steps in which a cache grows.
const usual = [...between].filter(([, sums]) => 2 * sums.length > steps);
const rows = usual.map(([pair, sums]) => ({ between: pair, 'µs a step': Math.round(median(sums)) }));
console.table(rows.toSorted((a, b) => b['µs a step'] - a['µs a step']));
