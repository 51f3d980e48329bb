import { text as readAll } from 'node:stream/consumers';
import { wasm } from '@heed/backend-wasm';
import { OptionError, use } from '@heed/core';
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
  translate [--checkpoint folder] [--beams 4] [text …]   without a text that of the standard input, by lines
  ${prepareUsage}
  train --data folder --run folder [--steps 3600] [--tokens-per-batch 1536] [--accumulate 1]
        [--width 192] [--heads 4] [--feed-forward 768] [--encoder-layers 3] [--decoder-layers 2]
        [--dropout 0] [--rate 0.002] [--warmup 400] [--label-smoothing 0.1] [--seed 1]
        [--save-every 200]
  evaluate --test file.tsv[.gz] [--checkpoint folder] [--beams 4] [--limit sentences]
${backendUsage}`;

async function demoCommand(args: readonly string[]): Promise<void> {
  const words = args.filter((word) => word !== '--');
  use(await wasm());
  const translator = await loadTranslator(builtInCheckpoint);
  await demo(translator, words.length > 0 ? words : demoSentences, process.stdout, process.env);
}

/** What is to be translated: the words of the command line, or the lines of the standard input. */
async function givenLines(words: readonly string[]): Promise<string[]> {
  if (words.length === 0 && process.stdin.isTTY) {
    throw new OptionError(
      `there is nothing to translate: give a text, or one in the standard input\n\n${usage}`,
    );
  }
  const given = words.length > 0 ? words.join(' ') : (await readAll(process.stdin)).replace(/\r?\n$/, '');
  return given.split(/\r?\n/);
}

async function translateCommand(args: readonly string[]): Promise<void> {
  const table = { ...backendOptions, checkpoint: builtInCheckpoint, beams: '4' };
  const options = parseOptions(args, table, usage);
  const lines = await givenLines(options.words);
  await useBackend(options);
  const translator = await loadTranslator(options.required('checkpoint'));
  const translations = await translate(translator, lines, { beams: options.number('beams') });
  for (const line of translations) console.log(line);
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
