/**
 * A small run that can be killed: trains in the folder given, saves after every second update, says each update, and at
 * last the numbers of the model in one line.
 *
 *   node --conditions=@heed/source packages/transformer/scripts/killed-run.ts FOLDER STEPS
 */
import { AdamW, cosine, RandomGenerator } from '@heed/core';
import { Gpt2, HfConfig, readGpt2Config } from '../src/models/index.ts';
import { folderStore } from '../src/node/training/index.ts';
import { causalLanguageModel, jsonLinesLog, Trainer, trainingBatches } from '../src/training/index.ts';

const [folder = '', steps = ''] = process.argv.slice(2);
const config = readGpt2Config(
  new HfConfig({
    ...{ vocab_size: 37, n_embd: 12, n_layer: 2, n_head: 3, n_positions: 29 },
    resid_pdrop: 0.1,
  }),
);
const generator = new RandomGenerator(1);
const model = new Gpt2(config).initialize(generator);
const objective = causalLanguageModel(model);
const texts = Array.from({ length: 31 }, (_, row) => ({
  ids: Array.from({ length: 5 + (row % 7) }, (_, at) => (row * 5 + at * at) % 37),
}));
const store = folderStore(folder);
const trainer = new Trainer({
  objective,
  optimizer: new AdamW(model, { rate: cosine({ rate: 0.01, total: Number(steps), warmup: 5 }) }),
  batches: trainingBatches(() => texts, { length: objective.length, tokens: 60, seed: 1 }),
  steps: Number(steps),
  generator,
  clipNorm: 1,
  store,
  saveEvery: 2,
  observers: [
    jsonLinesLog(store),
    {
      onStart: ({ step }) => console.log(`start ${step}`),
      onStep: ({ step }) => console.log(`step ${step}`),
      onSave: (step) => console.log(`saved ${step}`),
    },
  ],
});
await trainer.run();
const numbers = [...model.parameters().values()].flatMap(({ value }) => Array.from(value.dataSync()));
console.log(`done ${JSON.stringify(numbers)}`);
