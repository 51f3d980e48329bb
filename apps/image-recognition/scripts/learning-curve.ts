/**
 * Accuracy against the share of the data, of a ViT, of one whose heads begin as a convolution, and of a convolutional net,
 * all of about 61,000 parameters and, with patches of 7 pixels, one million multiplications and additions for a picture: what
 * the ViT paper says of data (Dosovitskiy et al. 2021, §4.3).
 *
 *   node --conditions=@heed/source apps/image-recognition/scripts/learning-curve.ts --data DATA --log curve.jsonl
 *        [--nets vit,beit,conv] [--patch 7] [--one-in 64,16,4,1] [--updates 1500,2000,3000,4000] [--seeds 1,2,3] [--batch 32] [--threads 1]
 *
 * `--one-in 64` is a share of one picture in 64, drawn by the seed, and `--updates` has a number for each share. The last
 * 2,000 pictures of the training set are in no share and show whether a net still gets better: each run looks at them five
 * times and chooses nothing by them. At its end it looks at the test set.
 *
 * Adds one line of JSON for each run to the log, and leaves out runs that stand there: start it again, and it goes on. The
 * table and the plot are made of the log by plot-learning-curve.ts.
 */
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseOptions } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import {
  AdamW,
  argmax,
  cosine,
  crossEntropy,
  type Module,
  OptionError,
  RandomGenerator,
  type Tensor,
  tensor,
  tidy,
  use,
  valueAndGrad,
} from '@heed/core';
import { inOrder, randomCrop, toPixels } from '@heed/vision';
import { configFor, createModel, type ModelKind, type Normalization } from '../src/checkpoint.ts';
import { type LabelledPictures, partOf, pictureAt, readDataset, statistics } from '../src/dataset.ts';
import { ConvolutionalNet } from './learning-curve/convolutional-net.ts';
import { type Check, keyOf, type Run, readRuns } from './learning-curve/runs.ts';

interface Net extends Module {
  forward(pixels: Tensor): Tensor;
}

/** A net and its full learning rate. */
interface Contender {
  readonly name: string;
  readonly rate: number;
  create(generator: RandomGenerator): Net;
}

const usage =
  'learning-curve.ts --data DATA --log FILE [--nets vit,beit,conv] [--patch 7] [--one-in …] [--updates …] [--seeds …] [--batch 32] [--threads 1]';
const defaults = {
  ...{ data: undefined, log: undefined, nets: 'vit,beit,conv', patch: '7', 'one-in': '64,16,4,1' },
  ...{ updates: '1500,2000,3000,4000', seeds: '1,2,3', batch: '32', threads: '1' },
};
const options = parseOptions(process.argv.slice(2), defaults, usage);
/** Whole numbers with commas between them. */
function counts(name: string): number[] {
  const found = options.required(name).split(',').map(Number);
  if (found.every((count) => Number.isInteger(count) && count > 0)) return found;
  throw new OptionError(`--${name} must be whole numbers, got ${options.required(name)}\n\n${usage}`);
}
const [shares, updatesOfShare, seeds] = [counts('one-in'), counts('updates'), counts('seeds')];
if (updatesOfShare.length !== shares.length) {
  throw new OptionError(`--updates must have a number for each of ${shares.length} shares\n\n${usage}`);
}
const [patch, batch] = [options.number('patch'), options.number('batch')];
const log = options.required('log');
const held = 2000;
const all = await readDataset(join(options.required('data'), 'train.safetensors'));
const test = await readDataset(join(options.required('data'), 'test.safetensors'));
const judges = partOf(all, all.labels.length - held, all.labels.length);
const augment = inOrder(randomCrop({ padding: 1 }));

/** Four heads are what beginning local takes, one for each neighbour. */
const patchNet =
  (kind: ModelKind, heads: number) =>
  (generator: RandomGenerator): Net => {
    const sizes = { kind, patch, heads, width: 48, layers: 3, feedForwardWidth: 96, dropout: 0 };
    return createModel(configFor(all, sizes), generator);
  };
/** Patches of 7 pixels make a smaller map than those of 4; so do these. */
const strides = [2, patch < 7 ? 1 : 2, 2, 1] as const;
const contenders: Readonly<Record<string, Contender>> = {
  vit: { name: 'ViT', rate: 0.0015, create: patchNet('vit', 3) },
  beit: { name: 'ViT that begins local', rate: 0.0015, create: patchNet('beit', 4) },
  conv: {
    name: 'convolutional net',
    rate: 0.006,
    create: (generator) =>
      new ConvolutionalNet(all.color === 'grey' ? 1 : 3, all.names.length, strides).initialize(generator),
  },
};
const nets = options
  .required('nets')
  .split(',')
  .map((key) => {
    const contender = contenders[key];
    if (contender === undefined)
      throw new OptionError(`--nets: no ${key}; ${Object.keys(contenders).join(', ')}`);
    return contender;
  });

/** One picture in so many, other ones for each seed; a larger share has all of a smaller one. */
function shareOf(oneIn: number, seed: number): LabelledPictures {
  const rest = all.labels.length - held;
  const order = new RandomGenerator(seed).shuffle(Array.from({ length: rest }, (_, index) => index));
  const chosen = order.slice(0, Math.round(rest / oneIn));
  const size = all.pixels.length / all.labels.length;
  const pixels = new Uint8Array(chosen.length * size);
  for (const [at, index] of chosen.entries()) {
    pixels.set(all.pixels.subarray(index * size, (index + 1) * size), at * size);
  }
  return { ...all, pixels, labels: Uint8Array.from(chosen, (index) => all.labels[index] ?? 0) };
}

/** Mean loss and share of right answers of a set. */
function judge(
  net: Net,
  set: LabelledPictures,
  normalization: Normalization,
): { loss: number; accuracy: number } {
  net.eval();
  const size = 250;
  let [loss, right] = [0, 0];
  for (let start = 0; start < set.labels.length; start += size) {
    const part = partOf(set, start, Math.min(start + size, set.labels.length));
    const pictures = Array.from(part.labels, (_, index) => pictureAt(part, index));
    tidy(() => {
      const logits = net.forward(toPixels(pictures, normalization));
      const labels = tensor(Int32Array.from(part.labels));
      loss += crossEntropy(logits, labels).item() * part.labels.length;
      const classes = argmax(logits, { axis: 1 }).dataSync();
      right += part.labels.filter((label, index) => label === classes[index]).length;
    });
  }
  net.train();
  return { loss: loss / set.labels.length, accuracy: right / set.labels.length };
}

/** Trains a net on a share, with a rate that rises, then falls along a cosine to nothing. */
function learn(
  net: Net,
  share: LabelledPictures,
  normalization: Normalization,
  { rate, updates, generator }: { rate: number; updates: number; generator: RandomGenerator },
): Check[] {
  const schedule = cosine({ rate, warmup: Math.floor(updates / 20), total: updates });
  const optimizer = new AdamW(net.train(), { rate: schedule, weightDecay: 0.05 });
  const checks: Check[] = [];
  let [sum, count] = [0, 0];
  for (let update = 1; update <= updates; update++) {
    sum += tidy(() => {
      const indices = Array.from({ length: batch }, () => generator.nextInteger(share.labels.length));
      const pictures = indices.map((index) => augment(pictureAt(share, index), generator));
      const labels = tensor(Int32Array.from(indices, (index) => share.labels[index] ?? 0));
      const pixels = toPixels(pictures, normalization);
      const { value, gradients } = valueAndGrad(net, () => crossEntropy(net.forward(pixels), labels));
      optimizer.step(gradients);
      return value.item();
    });
    count += 1;
    if (update % Math.ceil(updates / 5) !== 0 && update !== updates) continue;
    const { loss, accuracy } = judge(net, judges, normalization);
    checks.push({ update, trainingLoss: sum / count, heldLoss: loss, heldAccuracy: accuracy });
    [sum, count] = [0, 0];
  }
  optimizer.dispose();
  return checks;
}

use(await wasm({ threads: options.number('threads') }));
const done = new Set((await readRuns(log)).map(keyOf));
for (const seed of seeds) {
  for (const [at, oneIn] of shares.entries()) {
    const share = shareOf(oneIn, seed);
    const normalization = statistics(share);
    for (const { name, rate, create } of nets) {
      const updates = updatesOfShare[at] ?? 0;
      const own = { net: name, patch, oneIn, seed, updates, batch, rate };
      if (done.has(keyOf(own))) continue;
      const started = process.cpuUsage();
      const generator = new RandomGenerator(seed);
      const net = create(generator);
      const checks = learn(net, share, normalization, { rate, updates, generator });
      const { accuracy } = judge(net, test, normalization);
      const { user, system } = process.cpuUsage(started);
      const run: Run = {
        ...own,
        ...{
          pictures: share.labels.length,
          parameters: net.parameterCount(),
          checks,
          testAccuracy: accuracy,
        },
        seconds: Math.round((user + system) / 1e6),
      };
      await appendFile(log, `${JSON.stringify(run)}\n`);
      net.dispose();
    }
  }
}
