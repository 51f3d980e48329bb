import { join } from 'node:path';
import { interruption, log, parseOptions, runCommand } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import { OptionError, use } from '@heed/core';
import { modelKinds } from './checkpoint.ts';
import { detect } from './detect.ts';
import { evaluate } from './evaluate.ts';
import { nearestPictures } from './nearest.ts';
import { pictureFiles } from './picture-files.ts';
import { knownNames, prepare } from './prepare.ts';
import { recogniseAll, recogniseOne } from './recognise.ts';
import { loadRecognizer } from './recognizer.ts';
import { printSegments, segment } from './segment.ts';
import { train } from './train.ts';

const samples = join(import.meta.dirname, '..', 'samples');

/** Progress is for those who watch. */
const progress = (line: string): void => {
  if (process.stderr.isTTY) log(line);
};

const usage = `Usage:
  recognise [picture or folder …] [--model fashion|digits|folder|owner/name] [--look folder]
            [--labels "cat,dog"] [--template "a photo of a {}"]
  nearest picture [picture or folder …] [--model …] [--count 5]
  detect picture or folder … [--model hustvl/yolos-tiny] [--threshold 0.7]
  segment picture or folder … [--model nvidia/segformer-b0-finetuned-ade-512-512] [--folder .] [--threshold 0.88]
          [--points 32] [--crops 0] [--merged "sky,road"]
  evaluate --data folder [--model …]
  prepare --source folder --data folder [--names digits|fashion|name,name,…]
  train --data folder --run folder [--start fashion|digits|folder] [--epochs 20] [--batch 128] [--kind beit|vit|segformer] [--patch 4] [--width 96]
        [--layers 4] [--heads 6] [--feed-forward 192] [--dropout 0] [--optimizer muon|adamw] [--rate 0.001]
        [--warmup 1] [--fall 20]
        [--weight-decay 0.05] [--label-smoothing 0.1] [--shift 2] [--flip no] [--erase 0] [--held 2000] [--seed 1] [--threads 2]`;

async function recogniseCommand(args: readonly string[]): Promise<void> {
  const table = { model: 'fashion', look: undefined, labels: undefined, template: 'a photo of a {}' };
  const options = parseOptions(args, table, usage);
  use(await wasm());
  const files = await pictureFiles(options.words.length > 0 ? options.words : [samples]);
  const labels = options.text('labels')?.split(',');
  const template = options.required('template');
  const recognizer = await loadRecognizer(options.required('model'), { labels, template, log: progress });
  const printing = { output: process.stdout, environment: process.env };
  const [first] = files;
  if (files.length === 1 && first !== undefined) {
    await recogniseOne(recognizer, first, options.text('look'), printing);
  } else {
    await recogniseAll(recognizer, files, printing, progress);
  }
}

async function nearestCommand(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { model: 'fashion', count: '5' }, usage);
  const [query, ...others] = options.words;
  if (query === undefined) throw new OptionError(`the picture is missing\n\n${usage}`);
  use(await wasm());
  const recognizer = await loadRecognizer(options.required('model'), { log: progress });
  const files = await pictureFiles(others.length > 0 ? others : [samples]);
  const neighbours = await nearestPictures(recognizer, query, files, progress);
  for (const { path, similarity } of neighbours.slice(0, options.number('count'))) {
    process.stdout.write(`${similarity.toFixed(4)}\t${path}\n`);
  }
}

async function detectCommand(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { model: 'hustvl/yolos-tiny', threshold: '0.7' }, usage);
  if (options.words.length === 0) throw new OptionError(`the picture is missing\n\n${usage}`);
  use(await wasm());
  const files = await pictureFiles(options.words);
  for await (const { path, label, probability, box } of detect(
    options.required('model'),
    files,
    options.number('threshold'),
  )) {
    const place = box.map((side) => Math.round(side)).join(', ');
    process.stdout.write(`${path}\t${label}\t${(100 * probability).toFixed(1)} %\t${place}\n`);
  }
}

async function segmentCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...{ model: 'nvidia/segformer-b0-finetuned-ade-512-512', folder: '.' },
    ...{ threshold: undefined, points: undefined, crops: undefined, merged: undefined },
  };
  const options = parseOptions(args, table, usage);
  if (options.words.length === 0) throw new OptionError(`the picture is missing\n\n${usage}`);
  use(await wasm());
  const files = await pictureFiles(options.words);
  const number = (name: string) => (options.text(name) === undefined ? undefined : options.number(name));
  const segmented = segment(options.required('model'), files, {
    threshold: number('threshold'),
    points: number('points'),
    crops: number('crops'),
    merged: options.text('merged')?.split(','),
    log: progress,
  });
  const printing = { output: process.stdout, environment: process.env };
  for await (const one of segmented) await printSegments(one, options.required('folder'), printing);
}

async function evaluateCommand(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { data: undefined, model: 'fashion' }, usage);
  use(await wasm());
  const set = join(options.required('data'), 'test.safetensors');
  const scores = await evaluate(options.required('model'), set, progress);
  process.stdout.write(`${JSON.stringify(scores, null, 2)}\n`);
}

async function prepareCommand(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { source: undefined, data: undefined, names: 'digits' }, usage);
  const names = options.required('names');
  await prepare({
    source: options.required('source'),
    data: options.required('data'),
    names: knownNames[names] ?? names.split(','),
    log,
  });
}

function oneOf<Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((name) => name === value);
  if (choice !== undefined) return choice;
  throw new OptionError(`--${option} must be ${choices.join(' or ')}, got ${value}\n\n${usage}`);
}

async function trainCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...{
      data: undefined,
      run: undefined,
      start: undefined,
      epochs: '20',
      batch: '128',
      seed: '1',
      threads: '2',
      held: '2000',
    },
    ...{
      kind: 'beit',
      patch: '4',
      width: '96',
      layers: '4',
      heads: '6',
      'feed-forward': '192',
      dropout: '0',
    },
    ...{
      optimizer: 'muon',
      rate: '0.001',
      warmup: '1',
      fall: undefined,
      'weight-decay': '0.05',
      'label-smoothing': '0.1',
    },
    ...{ shift: '2', flip: 'no', erase: '0' },
  };
  const options = parseOptions(args, table, usage);
  use(await wasm({ threads: options.number('threads') }));
  await train({
    data: options.required('data'),
    run: options.required('run'),
    model: {
      kind: oneOf('kind', options.required('kind'), modelKinds),
      patch: options.number('patch'),
      width: options.number('width'),
      layers: options.number('layers'),
      heads: options.number('heads'),
      feedForwardWidth: options.number('feed-forward'),
      dropout: options.number('dropout'),
    },
    start: options.text('start'),
    epochs: options.number('epochs'),
    batch: options.number('batch'),
    optimizer: oneOf('optimizer', options.required('optimizer'), ['muon', 'adamw']),
    rate: options.number('rate'),
    warmup: options.number('warmup'),
    fall: options.number(options.text('fall') === undefined ? 'epochs' : 'fall'),
    weightDecay: options.number('weight-decay'),
    labelSmoothing: options.number('label-smoothing'),
    augmentation: {
      shift: options.number('shift'),
      flip: oneOf('flip', options.required('flip'), ['yes', 'no']) === 'yes',
      erase: options.number('erase'),
    },
    seed: options.number('seed'),
    held: options.number('held'),
    log,
    signal: interruption(),
  });
}

const commands = {
  recognise: recogniseCommand,
  nearest: nearestCommand,
  detect: detectCommand,
  segment: segmentCommand,
  evaluate: evaluateCommand,
  prepare: prepareCommand,
  train: trainCommand,
};

await runCommand(commands, usage, process.argv.slice(2));
