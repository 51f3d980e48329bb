import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { interruption, log, parseOptions, runCommand } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { jsonLinesLog, progressLine, tensorBoardLog } from '@heed/transformer/training';
import { folderStore } from '@heed/transformer/training/node';
import { builtInCheckpoint, loadCheckpoint } from './checkpoint.ts';
import { classify } from './classifier.ts';
import { classifyCsv } from './csv.ts';
import { evaluate, evaluateVerdicts } from './evaluate.ts';
import { evaluateExplanations } from './evaluate-explanations.ts';
import { explain } from './explain.ts';
import { exportSmall } from './export.ts';
import { prepare } from './prepare.ts';
import { showExplanation, showVerdict } from './show.ts';
import { train } from './train.ts';

const usage = `Usage:
  run [--why yes] [--checkpoint folder] [text …]        a text, or each line of the standard input
  file --input texts.txt                                each line of a file
  csv --input in.csv --output out.csv [--column text]   a column of a table; goes on where it was stopped
  prepare [--base .cache/pretrained/minilm] [--out .cache/sentiment/base] [--vocabulary 12000]
  train [--base .cache/sentiment/base] [--run .cache/sentiment/run] [--method full|lora] [--seed 1]
        [--steps 1500] [--tokens 768] [--rate 0.0001] [--polarity-repeats 2] [--longest 64]
        [--evaluate-every 750] [--save-every 100] [--rank 16] [--threads 2]
  export --checkpoint folder --out folder               calibrates, and quantises to 6 bits a weight
  evaluate [--checkpoint folder] [--split test]`;

async function lines(
  texts: () => AsyncIterable<string> | Iterable<string>,
  folder: string,
  why: boolean,
): Promise<void> {
  use(await wasm());
  const checkpoint = await loadCheckpoint(folder);
  // A stream loses the lines that come before somebody asks for them.
  for await (const text of texts()) {
    const [verdict] = await classify(checkpoint, [text]);
    if (verdict === undefined) continue;
    console.log(`${shortened(text)}\n  ${showVerdict(verdict)}`);
    if (why && text.trim() !== '')
      for (const line of showExplanation(await explain(checkpoint, text))) console.log(line);
  }
}

function shortened(text: string): string {
  return text.length <= 200
    ? text
    : `${text.slice(0, 200)}… (${text.length.toLocaleString('en')} characters)`;
}

async function runTexts(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { checkpoint: builtInCheckpoint, why: 'no' }, usage);
  const typed = options.words.join(' ');
  const texts = (): AsyncIterable<string> | string[] =>
    typed === '' ? createInterface({ input: process.stdin }) : [typed];
  await lines(texts, options.required('checkpoint'), options.required('why') === 'yes');
}

async function runFile(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { checkpoint: builtInCheckpoint, why: 'no', input: undefined }, usage);
  const texts = (): AsyncIterable<string> =>
    createInterface({ input: createReadStream(options.required('input')) });
  await lines(texts, options.required('checkpoint'), options.required('why') === 'yes');
}

async function runCsv(args: readonly string[]): Promise<void> {
  const table = { checkpoint: builtInCheckpoint, input: undefined, output: undefined, column: 'text' };
  const options = parseOptions(args, table, usage);
  use(await wasm());
  const rows = await classifyCsv(await loadCheckpoint(options.required('checkpoint')), {
    input: options.required('input'),
    output: options.required('output'),
    column: options.required('column'),
    log,
    signal: interruption(),
  });
  log(`\n${rows} rows in ${options.required('output')}`);
}

async function runPrepare(args: readonly string[]): Promise<void> {
  const table = { base: '.cache/pretrained/minilm', out: '.cache/sentiment/base', vocabulary: '12000' };
  const options = parseOptions(args, table, usage);
  const [base, out] = [options.required('base'), options.required('out')];
  await prepare({ base, out, vocabulary: options.number('vocabulary'), log });
}

async function runTrain(args: readonly string[]): Promise<void> {
  const table = {
    base: '.cache/sentiment/base',
    run: '.cache/sentiment/run',
    method: 'full',
    rank: '16',
    seed: '1',
    steps: '1500',
    tokens: '768',
    rate: '0.0001',
    'polarity-repeats': '2',
    longest: '64',
    'evaluate-every': '750',
    'save-every': '100',
    threads: '2',
  };
  const options = parseOptions(args, table, usage);
  use(await wasm({ threads: options.number('threads') }));
  const run = options.required('run');
  const store = folderStore(run);
  await train({
    base: options.required('base'),
    run,
    method: options.required('method') === 'lora' ? { rank: options.number('rank') } : 'full',
    steps: options.number('steps'),
    tokens: options.number('tokens'),
    rate: options.number('rate'),
    polarityRepeats: options.number('polarity-repeats'),
    seed: options.number('seed'),
    evaluateEvery: options.number('evaluate-every'),
    saveEvery: options.number('save-every'),
    longest: options.number('longest'),
    observers: [jsonLinesLog(store), tensorBoardLog(store), progressLine(log)],
    signal: interruption(),
  });
}

async function runExport(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { checkpoint: undefined, out: undefined }, usage);
  use(await wasm());
  await exportSmall(await loadCheckpoint(options.required('checkpoint')), options.required('out'), log);
}

async function runEvaluate(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { checkpoint: builtInCheckpoint, split: 'test' }, usage);
  const split = options.required('split') === 'valid' ? 'valid' : 'test';
  use(await wasm());
  const checkpoint = await loadCheckpoint(options.required('checkpoint'));
  const scores = {
    'sentence-polarity': await evaluate(checkpoint, split, 'sentence-polarity'),
    goemotions: await evaluate(checkpoint, split, 'goemotions'),
    'movie-reviews': await evaluate(checkpoint, split, 'movie-reviews'),
    verdicts: await evaluateVerdicts(checkpoint, split),
    faithfulness: await evaluateExplanations(checkpoint, split),
  };
  console.log(JSON.stringify(scores, null, 2));
}

await runCommand(
  {
    run: runTexts,
    file: runFile,
    csv: runCsv,
    prepare: runPrepare,
    train: runTrain,
    export: runExport,
    evaluate: runEvaluate,
  },
  usage,
  process.argv.slice(2),
);
