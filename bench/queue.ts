// What the queue of the WebAssembly backend gains in decoding: SmolLM2-135M by turns of 16 tokens with calls that are left to
// workers that are awake, and with calls that run at once. The weights are those of `pnpm bench language-model`.
//
// node --conditions=@heed/source bench/queue.ts [q4|q4_0|q8|f32] [threads]

import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { generate } from '@heed/transformer';
import { CommandQueue } from '../packages/backend-wasm/src/engine/command-queue.ts';
import { openModel } from './works/language-model/heed.ts';
import { promptIds } from './works/language-model/prompt.ts';

const skippedSteps = 150;
const steps = 750;
const turn = 16;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

let isAtOnce = false;
const natural = Object.getOwnPropertyDescriptor(CommandQueue.prototype, 'sleepers')?.get;
Object.defineProperty(CommandQueue.prototype, 'sleepers', {
  get(this: CommandQueue): unknown {
    return isAtOnce ? Number.POSITIVE_INFINITY : natural?.call(this);
  },
});

use(await wasm({ threads: Number(process.argv[3] ?? 2) }));
const model = await openModel(process.argv[2] ?? 'q4');
const left: number[] = [];
const atOnce: number[] = [];
let [step, start] = [0, performance.now()];
for await (const _ of generate(model, [promptIds(16)], { maximumNewTokens: skippedSteps + steps })) {
  const time = performance.now() - start;
  // The first steps of a turn are not its own yet.
  if (step > skippedSteps && step % turn > 1) (isAtOnce ? atOnce : left).push(time);
  step += 1;
  isAtOnce = Math.floor(step / turn) % 2 === 1;
  start = performance.now();
}
const [queue, direct] = [median(left), median(atOnce)];
console.log(
  `a step: ${queue.toFixed(2)} ms left to workers, ${direct.toFixed(2)} ms at once: ${(direct / queue).toFixed(2)} times as fast`,
);
