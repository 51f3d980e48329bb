import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, interruption, log, type ParsedOptions, parseOptions } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import { OptionError, use } from '@heed/core';
import {
  jsonLinesLog,
  type MemoryPlan,
  progressLine,
  type RunObserver,
  tensorBoardLog,
} from '@heed/transformer/training';
import { folderStore, saveAdapterFiles } from '@heed/transformer/training/node';
import { builtInCheckpoint, loadCheckpoint, saveCheckpoint } from './checkpoint-folder.ts';
import { evaluate, evaluateVerdicts } from './evaluate.ts';
import { evaluateExplanations } from './evaluate-explanations.ts';
import { exportSmall } from './export.ts';
import { type Method, type MethodName, methodNamed, trainRates } from './method.ts';
import { parseOwnLines, splitLines } from './own-lines.ts';
import { prepare } from './prepare.ts';
import { train } from './train.ts';
import { shareRight, tune, tuneRates } from './tune.ts';

/** What the commands below take. */
export const trainingUsage = `  tune --lines lines.txt --out folder [--method lora|full|qlora] [--steps 32] [--rate by method]
       [--seed 1] [--rank 16]                          fine-tunes on lines such as "positive: this burger slaps"
  prepare [--base .cache/pretrained/minilm] [--out .cache/sentiment/base] [--vocabulary 12000]
  train [--base .cache/sentiment/base] [--run .cache/sentiment/run] [--method full|lora|qlora] [--seed 1]
        [--steps 1500] [--tokens 768] [--rate by method] [--polarity-repeats 2] [--longest 64]
        [--evaluate-every 750] [--save-every 100] [--rank 16] [--threads 2]
  export --checkpoint folder --out folder              calibrates, and quantises to 6 bits a weight
  evaluate [--split test]`;

function methodOf(options: ParsedOptions): Method {
  return { name: methodNamed(options.required('method')), rank: options.number('rank') };
}

function rateOf(
  options: ParsedOptions,
  { name }: Method,
  usual: Readonly<Record<MethodName, number>>,
): number {
  return options.text('rate') === undefined ? usual[name] : options.number('rate');
}

function logPlan({ peak, parameters, optimizer, step }: MemoryPlan): void {
  const [all = '', ...parts] = [peak, parameters, optimizer, step].map((bytes) => (bytes / 1e6).toFixed(1));
  log(
    `an update takes ${all} MB at most: parameters ${parts[0]}, optimizer ${parts[1]}, the rest ${parts[2]}`,
  );
}

function observersOf(store: ReturnType<typeof folderStore>): RunObserver[] {
  return [jsonLinesLog(store), tensorBoardLog(store), progressLine(log)];
}

async function runTune(args: readonly string[]): Promise<void> {
  const table = {
    ...{ checkpoint: builtInCheckpoint, lines: undefined, out: undefined, method: 'lora', rank: '16' },
    ...{ steps: '32', rate: undefined, seed: '1' },
  };
  const options = parseOptions(args, table, trainingUsage);
  const [out, seed, method] = [options.required('out'), options.number('seed'), methodOf(options)];
  const lines = parseOwnLines(await readFile(options.required('lines'), 'utf8'));
  use(await wasm());
  const checkpoint = await loadCheckpoint(options.required('checkpoint'));
  const store = folderStore(join(out, 'run'));
  const { heldOut } = splitLines(lines, seed);
  const before = await shareRight(checkpoint, heldOut);
  const { reason, adapter } = await tune(checkpoint, lines, {
    ...{ method, steps: options.number('steps'), seed, store },
    rate: rateOf(options, method, tuneRates),
    observers: observersOf(store),
    onPlan: logPlan,
    signal: interruption(),
  });
  if (reason === 'interrupted') return;
  if (adapter !== undefined) await saveAdapterFiles(adapter, join(out, 'adapter'));
  await saveCheckpoint(join(out, 'checkpoint'), checkpoint, 'blocks');
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const after = await shareRight(checkpoint, heldOut);
  log(`right of ${heldOut.length} lines held out: ${percent(before)} before, ${percent(after)} now`);
}

async function runPrepare(args: readonly string[]): Promise<void> {
  const table = { base: '.cache/pretrained/minilm', out: '.cache/sentiment/base', vocabulary: '12000' };
  const options = parseOptions(args, table, trainingUsage);
  const [base, out] = [options.required('base'), options.required('out')];
  await prepare({ base, out, vocabulary: options.number('vocabulary'), log });
}

async function runTrain(args: readonly string[]): Promise<void> {
  const table = {
    ...{ base: '.cache/sentiment/base', run: '.cache/sentiment/run', method: 'full', rank: '16' },
    ...{ seed: '1', steps: '1500', tokens: '768', rate: undefined, 'polarity-repeats': '2', longest: '64' },
    ...{ 'evaluate-every': '750', 'save-every': '100', threads: '2' },
  };
  const options = parseOptions(args, table, trainingUsage);
  use(await wasm({ threads: options.number('threads') }));
  const [run, method] = [options.required('run'), methodOf(options)];
  await train({
    ...{ base: options.required('base'), run, method, rate: rateOf(options, method, trainRates) },
    steps: options.number('steps'),
    tokens: options.number('tokens'),
    polarityRepeats: options.number('polarity-repeats'),
    seed: options.number('seed'),
    evaluateEvery: options.number('evaluate-every'),
    saveEvery: options.number('save-every'),
    longest: options.number('longest'),
    observers: observersOf(folderStore(run)),
    onPlan: logPlan,
    signal: interruption(),
  });
}

async function runExport(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { checkpoint: undefined, out: undefined }, trainingUsage);
  use(await wasm());
  await exportSmall(await loadCheckpoint(options.required('checkpoint')), options.required('out'), log);
}

async function runEvaluate(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { checkpoint: builtInCheckpoint, split: 'test' }, trainingUsage);
  const split = options.required('split');
  if (split !== 'valid' && split !== 'test') throw new OptionError(`--split is valid or test, not ${split}`);
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

/** Commands that train and measure, by their names. */
export const trainingCommands: Readonly<Record<string, Command>> = {
  tune: runTune,
  prepare: runPrepare,
  train: runTrain,
  export: runExport,
  evaluate: runEvaluate,
};
