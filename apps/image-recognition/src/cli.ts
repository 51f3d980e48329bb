import { interruption, log, parseOptions, runCommand } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import { OptionError, use } from '@heed/core';
import { knownNames, prepare } from './prepare.ts';
import { train } from './train.ts';

const usage = `Usage:
  prepare --source folder --data folder [--names digits|fashion|name,name,…]
  train --data folder --run folder [--epochs 20] [--batch 128] [--patch 4] [--width 96] [--layers 4]
        [--heads 3] [--inner 192] [--dropout 0] [--rate 0.002] [--weight-decay 0.05]
        [--label-smoothing 0.1] [--shift 2] [--flip no] [--erase 0] [--held 2000] [--seed 1] [--threads 2]`;

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

async function trainCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...{ data: undefined, run: undefined, epochs: '20', batch: '128', seed: '1', threads: '2', held: '2000' },
    ...{ patch: '4', width: '96', layers: '4', heads: '3', inner: '192', dropout: '0' },
    ...{ rate: '0.002', 'weight-decay': '0.05', 'label-smoothing': '0.1' },
    ...{ shift: '2', flip: 'no', erase: '0' },
  };
  const options = parseOptions(args, table, usage);
  const flip = options.required('flip');
  if (flip !== 'yes' && flip !== 'no')
    throw new OptionError(`--flip must be yes or no, got ${flip}\n\n${usage}`);
  use(await wasm({ threads: options.number('threads') }));
  await train({
    data: options.required('data'),
    run: options.required('run'),
    model: {
      patch: options.number('patch'),
      width: options.number('width'),
      layers: options.number('layers'),
      heads: options.number('heads'),
      innerWidth: options.number('inner'),
      dropout: options.number('dropout'),
    },
    epochs: options.number('epochs'),
    batch: options.number('batch'),
    rate: options.number('rate'),
    weightDecay: options.number('weight-decay'),
    labelSmoothing: options.number('label-smoothing'),
    augmentation: { shift: options.number('shift'), flip: flip === 'yes', erase: options.number('erase') },
    seed: options.number('seed'),
    held: options.number('held'),
    log,
    signal: interruption(),
  });
}

await runCommand({ prepare: prepareCommand, train: trainCommand }, usage, process.argv.slice(2));
