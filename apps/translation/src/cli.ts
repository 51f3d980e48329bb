import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { backendOptions, backendUsage, useBackend } from './backend.ts';
import { builtInCheckpoint, loadTranslator } from './checkpoint.ts';
import { interruption, log, runCommand } from './command-line.ts';
import { demo, demoSentences } from './demo.ts';
import { evaluate } from './evaluate.ts';
import { parseOptions } from './options.ts';
import { prepareCommand, prepareUsage } from './prepare.ts';
import { train } from './train.ts';
import { translate } from './translate.ts';

const usage = `Usage:
  demo [sentence …]                    translate, and show what the model looked at
  translate [--checkpoint folder] [--beams 4] [text …]
  ${prepareUsage}
  train --data folder --run folder [--steps 3600] [--tokens-per-batch 1536] [--accumulate 1]
        [--width 192] [--heads 4] [--feed-forward 768] [--encoder-layers 3] [--decoder-layers 2]
        [--dropout 0] [--rate 0.002] [--warmup 400] [--label-smoothing 0.1] [--seed 1]
        [--save-every 200]
  evaluate --test file.tsv[.gz] [--checkpoint folder] [--beams 4] [--limit 2000]
${backendUsage}`;

async function demoCommand(args: readonly string[]): Promise<void> {
  const words = args.filter((word) => word !== '--');
  use(await wasm());
  const translator = await loadTranslator(builtInCheckpoint);
  await demo(translator, words.length > 0 ? words : demoSentences, process.stdout, process.env);
}

async function translateCommand(args: readonly string[]): Promise<void> {
  const table = { ...backendOptions, checkpoint: builtInCheckpoint, beams: '4' };
  const options = parseOptions(args, table, usage);
  await useBackend(options);
  const translator = await loadTranslator(options.required('checkpoint'));
  for (const text of await translate(translator, [options.words.join(' ')], {
    beams: options.number('beams'),
  })) {
    console.log(text);
  }
}

async function evaluateCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...backendOptions,
    checkpoint: builtInCheckpoint,
    beams: '4',
    test: undefined,
    limit: undefined,
  };
  const options = parseOptions(args, table, usage);
  await useBackend(options);
  const translator = await loadTranslator(options.required('checkpoint'));
  const limit = options.text('limit') === undefined ? undefined : options.number('limit');
  const { hypotheses: _, ...scores } = await evaluate(translator, options.required('test'), {
    beams: options.number('beams'),
    limit,
    log,
  });
  console.log(JSON.stringify(scores, null, 2));
}

async function trainCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...backendOptions,
    data: undefined,
    run: undefined,
    steps: '3600',
    'tokens-per-batch': '1536',
    accumulate: '1',
    width: '192',
    heads: '4',
    'feed-forward': '768',
    'encoder-layers': '3',
    'decoder-layers': '2',
    dropout: '0',
    rate: '0.002',
    warmup: '400',
    'label-smoothing': '0.1',
    seed: '1',
    'save-every': '200',
  };
  const options = parseOptions(args, table, usage);
  await useBackend(options);
  await train({
    data: options.required('data'),
    run: options.required('run'),
    model: {
      width: options.number('width'),
      heads: options.number('heads'),
      feedForwardWidth: options.number('feed-forward'),
      encoderLayers: options.number('encoder-layers'),
      decoderLayers: options.number('decoder-layers'),
      dropout: options.number('dropout'),
      normFirst: true,
    },
    steps: options.number('steps'),
    tokensPerBatch: options.number('tokens-per-batch'),
    accumulate: options.number('accumulate'),
    warmup: options.number('warmup'),
    rate: options.number('rate'),
    labelSmoothing: options.number('label-smoothing'),
    seed: options.number('seed'),
    saveEvery: options.number('save-every'),
    log,
    signal: interruption(),
  });
}

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  demo: demoCommand,
  translate: translateCommand,
  prepare: (args) => prepareCommand(args, log),
  train: trainCommand,
  evaluate: evaluateCommand,
};

await runCommand(commands, usage, process.argv.slice(2));
