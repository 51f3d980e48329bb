import { parseArgs } from 'node:util';
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { jsonLinesLog, progressLine } from '@heed/transformer/training';
import { folderStore } from '@heed/transformer/training/node';
import { prepare } from './prepare.ts';
import { train } from './train.ts';

const log = (line: string): void => console.error(line);
const [command, ...args] = process.argv.slice(2);
const text = (fallback: string): { type: 'string'; default: string } => ({
  type: 'string',
  default: fallback,
});
if (command === 'prepare') {
  const { values } = parseArgs({
    args,
    options: {
      base: text('.cache/pretrained/minilm'),
      out: text('.cache/sentiment/base'),
      vocabulary: text('12000'),
    },
  });
  await prepare({ ...values, vocabulary: Number(values.vocabulary), log });
} else if (command === 'train') {
  const { values } = parseArgs({
    args,
    options: {
      base: text('.cache/sentiment/base'),
      run: { type: 'string' },
      steps: text('1200'),
      tokens: text('1024'),
      rate: text('0.0001'),
      'polarity-repeats': text('2'),
      seed: text('1'),
      'evaluate-every': text('300'),
      'save-every': text('100'),
      longest: text('64'),
      threads: text('1'),
    },
  });
  use(await wasm({ threads: Number(values.threads) }));
  const run = values.run ?? `.cache/sentiment/run-${values.seed}`;
  await train({
    base: values.base,
    run,
    steps: Number(values.steps),
    tokens: Number(values.tokens),
    rate: Number(values.rate),
    polarityRepeats: Number(values['polarity-repeats']),
    seed: Number(values.seed),
    evaluateEvery: Number(values['evaluate-every']),
    saveEvery: Number(values['save-every']),
    longest: Number(values.longest),
    observers: [jsonLinesLog(folderStore(run)), progressLine(log)],
  });
}
