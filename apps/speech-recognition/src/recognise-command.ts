import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { interruption, log, parseOptions } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import { HeedError, OptionError, use } from '@heed/core';
import { readSound } from '@heed/speech/node';
import { jsonLinesLog, progressLine } from '@heed/transformer/training';
import { folderStore } from '@heed/transformer/training/node';
import { builtInCheckpoint, loadCheckpoint } from './checkpoint.ts';
import { evaluate } from './evaluate.ts';
import { digitNames, prepare } from './prepare.ts';
import { recognise } from './recognise.ts';
import { showRecognised } from './show.ts';
import { readSplit } from './split.ts';
import { train } from './train.ts';

export const recogniseUsage = `  recognise [sound or folder …] [--checkpoint folder] [--words digits|word,word,…] [--times yes]
             [--threads 1]
  prepare --digits folder [--prompts folder] --data folder
  train --data folder --run folder [--base folder of Whisper tiny.en] [--held george,theo] [--steps 1000]
        [--frames 2600] [--rate 0.0002] [--head-steps 250] [--head-rate 0.003] [--width 384] [--layers 4] [--heads 6] [--feed-forward 1536] [--dropout 0]
        [--seed 1] [--evaluate-every 100] [--save-every 50] [--threads 2]`;

const samples = join(import.meta.dirname, '..', 'samples');

/** What is said in sounds: one line for each, and times of the words for one alone. */
export async function recogniseCommand(args: readonly string[]): Promise<void> {
  const table = { checkpoint: builtInCheckpoint, times: undefined, words: undefined, threads: '1' };
  const options = parseOptions(args, table, recogniseUsage);
  const times = options.text('times');
  if (times !== undefined && times !== 'yes' && times !== 'no') {
    throw new OptionError(`--times must be yes or no, got ${times}\n\n${recogniseUsage}`);
  }
  const wanted = options.text('words');
  const words = wanted === 'digits' ? digitNames : wanted?.split(',');
  use(await wasm({ threads: options.number('threads') }));
  const recognizer = await loadCheckpoint(options.required('checkpoint'));
  const files = await soundFiles(options.words.length > 0 ? options.words : [samples]);
  const whole = times === undefined ? files.length === 1 : times === 'yes';
  for (const path of files) {
    try {
      const sound = await readSound(path);
      const heard = recognise(recognizer, sound, words);
      process.stdout.write(whole ? `${path}\n${showRecognised(heard, sound)}\n` : `${path}\t${heard.text}\n`);
    } catch (error) {
      if (files.length === 1 || !(error instanceof HeedError)) throw error;
      process.stdout.write(`${path}\t${error.name}: ${error.message}\n`);
    }
  }
}

/** Brings recordings into the form that `train` reads. */
export async function prepareCommand(args: readonly string[]): Promise<void> {
  const options = parseOptions(
    args,
    { digits: undefined, prompts: undefined, data: undefined },
    recogniseUsage,
  );
  const prompts = options.text('prompts');
  await prepare({
    digits: options.required('digits'),
    data: options.required('data'),
    ...(prompts !== undefined && { prompts }),
    log,
  });
}

/** Trains a recogniser, or goes on with a run that was stopped. */
export async function trainCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...{ data: undefined, run: undefined, base: undefined, held: 'george,theo' },
    ...{ steps: '1000', frames: '2600', rate: '0.0002', seed: '1' },
    ...{ 'head-steps': '250', 'head-rate': '0.003' },
    ...{ width: '384', layers: '4', heads: '6', 'feed-forward': '1536', dropout: '0' },
    ...{ 'evaluate-every': '100', 'save-every': '50', threads: '2' },
  };
  const options = parseOptions(args, table, recogniseUsage);
  use(await wasm({ threads: options.number('threads') }));
  const [base, run] = [options.text('base'), options.required('run')];
  await train({
    data: options.required('data'),
    run,
    ...(base !== undefined && { base }),
    held: options.required('held').split(','),
    sizes: {
      width: options.number('width'),
      layers: options.number('layers'),
      heads: options.number('heads'),
      feedForwardWidth: options.number('feed-forward'),
      dropout: options.number('dropout'),
    },
    steps: options.number('steps'),
    frames: options.number('frames'),
    examples: 400,
    headSteps: options.number('head-steps'),
    headRate: options.number('head-rate'),
    rate: options.number('rate'),
    seed: options.number('seed'),
    evaluateEvery: options.number('evaluate-every'),
    saveEvery: options.number('save-every'),
    observers: [jsonLinesLog(folderStore(run)), progressLine(log)],
    signal: interruption(),
  });
}

/** Word error rates of the recogniser on held-out speakers, alone and in rows. */
export async function evaluateRecogniser(
  data: string,
  { checkpoint, held, threads }: { checkpoint: string; held: string; threads: number },
): Promise<void> {
  use(await wasm({ threads }));
  const recognizer = await loadCheckpoint(checkpoint);
  const scores = evaluate(recognizer, await readSplit(data, held.split(',')), log);
  process.stdout.write(`${JSON.stringify(scores, null, 2)}\n`);
}

async function soundFiles(places: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const place of places) {
    if (!(await stat(place).catch(() => undefined))?.isDirectory()) files.push(place);
    else {
      const names = (await readdir(place)).filter((name) => /\.(wav|flac|mp3|ogg|opus)$/i.test(name));
      files.push(...names.sort().map((name) => join(place, name)));
    }
  }
  return files;
}
