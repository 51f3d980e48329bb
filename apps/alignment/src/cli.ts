import { join } from 'node:path';
import {
  interruption,
  log,
  parseOptions,
  prepareCommand,
  prepareUsage,
  readJson,
  readReferences,
  runCommand,
  trainModel,
} from '@heed/app-translation';
import { supportsColor } from '@heed/attention/terminal';
import { wasm } from '@heed/backend-wasm';
import { OptionError, RandomGenerator, use } from '@heed/core';
import { writeFileAtomically } from '@heed/core/node';
import { Tokenizer } from '@heed/transformer';
import { builtInCheckpoints, loadAligner } from './aligner.ts';
import { bleuByLength, lengthTable } from './by-length.ts';
import { type Comparison, compare, htmlPage, terminalPage } from './look.ts';
import { attentiveModels, createModel, type ModelName, modelNames, modelTitles } from './models.ts';

const usage = `Usage:
  show [sentence]                       translate with each model, and show what it looked at
  page [--out alignment.html] [sentence]  the same as one page for a browser
  ${prepareUsage}
  train --model ${modelNames.join('|')} --data folder --run folder [--steps 4000] [--tokens-per-batch 1536]
        [--rate 0.002] [--warmup 400] [--label-smoothing 0.1] [--seed 1] [--save-every 500] [--threads 2]
  evaluate --test file.tsv[.gz] [--models additive,general,transformer] [--checkpoints folder]`;

function modelName(text: string): ModelName {
  const found = modelNames.find((name) => name === text);
  if (found === undefined)
    throw new OptionError(`there is no model '${text}', only ${modelNames.join(', ')}`);
  return found;
}

const sampleSentence = 'She bought a new red dress yesterday.';

/** The built-in models that attend, each shown one sentence. */
async function comparison(words: readonly string[]): Promise<Comparison> {
  use(await wasm());
  const aligners = [];
  for (const name of attentiveModels) aligners.push(await loadAligner(name, join(builtInCheckpoints, name)));
  return compare(aligners, words.length > 0 ? words.join(' ') : sampleSentence);
}

async function showCommand(args: readonly string[]): Promise<void> {
  const { words } = parseOptions(args, {}, usage);
  const { stdout, env } = process;
  const page = terminalPage(await comparison(words), {
    color: supportsColor(stdout, env),
    width: stdout.columns || 80,
  });
  console.log(page);
}

async function pageCommand(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { out: 'alignment.html' }, usage);
  const html = htmlPage(await comparison(options.words));
  const out = options.required('out');
  await writeFileAtomically(out, new TextEncoder().encode(html));
  log(`${out}: open it in a browser`);
}

async function trainCommand(args: readonly string[]): Promise<void> {
  const table = {
    model: undefined,
    data: undefined,
    run: undefined,
    steps: '4000',
    'tokens-per-batch': '1536',
    rate: '0.002',
    warmup: '400',
    'label-smoothing': '0.1',
    seed: '1',
    'save-every': '500',
    threads: '2',
  };
  const options = parseOptions(args, table, usage);
  const name = modelName(options.required('model'));
  const [data, run, seed] = [options.required('data'), options.required('run'), options.number('seed')];
  use(await wasm({ threads: options.number('threads') }));
  const tokenizer = new Tokenizer(await readJson(join(data, 'tokenizer.json')));
  const generator = new RandomGenerator(seed);
  const model = createModel(name, tokenizer.vocabularySize, generator);
  model.initialize(new RandomGenerator(seed + 1));
  await trainModel(
    { model, tokenizer, generator },
    {
      data,
      run,
      seed,
      log,
      steps: options.number('steps'),
      tokensPerBatch: options.number('tokens-per-batch'),
      accumulate: 1,
      warmup: options.number('warmup'),
      rate: options.number('rate'),
      labelSmoothing: options.number('label-smoothing'),
      saveEvery: options.number('save-every'),
      signal: interruption(),
    },
  );
  model.dispose();
}

async function evaluateCommand(args: readonly string[]): Promise<void> {
  const table = { test: undefined, models: 'additive,general,transformer', checkpoints: builtInCheckpoints };
  const options = parseOptions(args, table, usage);
  use(await wasm());
  const rows = await Array.fromAsync(readReferences(options.required('test')));
  const results = [];
  for (const name of options.required('models').split(',').map(modelName)) {
    const aligner = await loadAligner(name, join(options.required('checkpoints'), name));
    const translations = await aligner.translate(rows.map((row) => row.source));
    const bleu = bleuByLength(rows, translations);
    log(`${name}: ${aligner.parameters} parameters, BLEU ${bleu.all.toFixed(2)}, ${bleu.signature}`);
    results.push({ title: modelTitles[name], bleu });
    aligner.dispose();
  }
  console.log(lengthTable(results));
}

await runCommand(
  {
    show: showCommand,
    page: pageCommand,
    prepare: (args) => prepareCommand(args, log),
    train: trainCommand,
    evaluate: evaluateCommand,
  },
  usage,
  process.argv.slice(2),
);
