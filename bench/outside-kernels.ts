// What a decoding step of SmolLM2-135M takes beyond its kernels, by two measures:
//
// - for how long no kernel was at hand while JavaScript ran, at the most: from the last call before it was seen that the queue of
//   the WebAssembly backend was empty to the next one;
// - how much sooner the step's commands end when they all are at hand from the first on: after each step those that it left in
//   the queue run once more.
//
// The weights are those of `pnpm bench language-model`.
//
// node --conditions=@heed/source bench/outside-kernels.ts [q4|q4_0|q8|f32]

import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { generate } from '@heed/transformer';
import { Engine } from '../packages/backend-wasm/src/engine/engine.ts';
import { type Exports, exportsOf } from '../packages/backend-wasm/src/engine/exports.ts';
import { control } from '../packages/backend-wasm/src/engine/layout.ts';
import { openModel } from './works/language-model/heed.ts';
import { promptIds } from './works/language-model/prompt.ts';

const skippedSteps = 100;
const steps = 300;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

let kernels: Exports | undefined;
let words = new Int32Array();
const { instantiate } = WebAssembly;
Object.assign(WebAssembly, {
  instantiate: async (module: WebAssembly.Module, imports: { env: { memory: WebAssembly.Memory } }) => {
    const instance = await instantiate(module, { ...imports });
    kernels = exportsOf(instance.exports);
    words = new Int32Array(imports.env.memory.buffer);
    return instance;
  },
});
const word = (name: 'reached' | 'written'): number => Atomics.load(words, control[name] >> 2);

let idle = 0;
let seen = performance.now();
const { begin, finish } = Engine.prototype;
Engine.prototype.begin = function (this: Engine): void {
  if (word('reached') === word('written')) idle += performance.now() - seen;
  begin.call(this);
  seen = performance.now();
};
Engine.prototype.finish = function (this: Engine): void {
  const waits = word('reached') !== word('written');
  finish.call(this);
  if (waits) seen = performance.now();
};

use(await wasm({ threads: 2 }));
const model = await openModel(process.argv[2] ?? 'q4');
const tokens = generate(model, [promptIds(16)], { maximumNewTokens: skippedSteps + steps });

const whole: number[] = [];
const without: number[] = [];
const alone: number[] = [];
let [step, first, usual, start] = [0, 0, 0, performance.now()];
for await (const _ of tokens) {
  const end = performance.now();
  idle += end - seen;
  const length = word('written') - first;
  // Not in a step in which a cache grows: what it was copied from has been written anew.
  if (step++ >= skippedSteps && Math.abs(length - usual) < 20) {
    whole.push(end - start);
    without.push(idle);
    Atomics.store(words, control.reached >> 2, first);
    kernels?.complete();
    alone.push(performance.now() - end);
  }
  first = word('written');
  usual = length;
  idle = 0;
  seen = performance.now();
  start = seen;
}

const [all, empty, sum] = [whole, without, alone].map(median);
const share = (part: number): string => `${part.toFixed(2)} ms, ${((100 * part) / (all ?? 1)).toFixed(1)} %`;
console.log(`a step: ${all?.toFixed(2)} ms (${whole.length} steps)`);
console.log(`no kernel at hand: at most ${share(empty ?? Number.NaN)}`);
console.log(`beyond its kernels, all at hand: ${share((all ?? 0) - (sum ?? 0))}`);
