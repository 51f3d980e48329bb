/**
 * Loss, memory and time of the first updates of a training by one method; the others see the same batches:
 *
 *   node --conditions=@heed/source apps/sentiment/scripts/compare-methods.ts full|lora|qlora [BASE] [UPDATES=60]
 */
import { wasm } from '@heed/backend-wasm';
import { RandomGenerator, use } from '@heed/core';
import { memoryStore } from '@heed/transformer/training';
import { startModel } from '../src/checkpoint-folder.ts';
import { fineTune } from '../src/fine-tune.ts';
import { methodNamed, trainRates } from '../src/method.ts';
import { trainingExamples } from '../src/train.ts';

const [word = 'full', base = '.cache/sentiment/base', updates = '60'] = process.argv.slice(2);
const name = methodNamed(word);
const backend = await wasm({ threads: 1 });
use(backend);
const generator = new RandomGenerator(1);
const checkpoint = await startModel(base, generator);
const examples = await trainingExamples(checkpoint.tokenizer, { longest: 64, polarityRepeats: 2 });
const losses: number[] = [];
let [planned, started] = [0, process.cpuUsage()];
await fineTune(checkpoint, examples, {
  ...{ method: { name, rank: 16 }, steps: Number(updates), tokens: 768, rate: trainRates[name], seed: 1 },
  ...{ generator, store: memoryStore(), saveEvery: Number(updates) },
  onPlan: ({ peak }) => {
    planned = peak;
  },
  observers: [
    {
      onStart: () => {
        started = process.cpuUsage();
      },
      onStep: ({ loss }) => void losses.push(loss),
    },
  ],
});
const { user, system } = process.cpuUsage(started);
const tens = Array.from({ length: Math.ceil(losses.length / 10) }, (_, ten) => {
  const some = losses.slice(10 * ten, 10 * ten + 10);
  return Number((some.reduce((a, b) => a + b, 0) / some.length).toFixed(3));
});
const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
console.log(
  JSON.stringify({
    method: name,
    'mean loss of each ten updates': tens,
    'planned, MB': megabytes(planned),
    'WebAssembly memory, MB': megabytes(Number(backend.report().details['memoryBytes'])),
    'processor seconds an update': Number(((user + system) / 1e6 / losses.length).toFixed(2)),
  }),
);
