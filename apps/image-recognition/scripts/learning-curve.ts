/**
 * Accuracy against the share of the data, of a ViT, of the same with biases that begin as a convolution, and of a convolutional
 * net, all of about 60,000 parameters and 7 million multiplications and additions for a picture: what the ViT paper says of
 * data (Dosovitskiy et al. 2021, §4.3). Every run has the same number of updates, whatever its share, and is judged by
 * the last 5,000 pictures of the training set, which none learns from.
 *
 *   node --conditions=@heed/source apps/image-recognition/scripts/learning-curve.ts --data DATA --log curve.jsonl
 *        [--shares 0.01,0.05,0.25,1] [--seeds 1,2,3] [--updates 800] [--batch 32] [--threads 1]
 *
 * Adds one line of JSON for each run to the log, leaves out runs that stand there, and prints a table of all at the end.
 */
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseOptions } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import {
  AdamW,
  argmax,
  conv2d,
  cosine,
  crossEntropy,
  kaimingNormal,
  Linear,
  Module,
  mean,
  Parameter,
  parseStrictJson,
  RandomGenerator,
  relu,
  type Tensor,
  tensor,
  tidy,
  use,
  valueAndGrad,
  zerosInitializer,
} from '@heed/core';
import { inOrder, randomCrop, toPixels } from '@heed/vision';
import { configFor, createModel, type ModelKind } from '../src/checkpoint.ts';
import { type LabelledPictures, partOf, pictureAt, readDataset, statistics } from '../src/dataset.ts';

class Convolution extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter;
  readonly #stride: number;

  constructor(inputs: number, outputs: number, stride: number) {
    super();
    this.weight = new Parameter([outputs, inputs, 3, 3], kaimingNormal);
    this.bias = new Parameter([outputs], zerosInitializer);
    this.#stride = stride;
  }

  override forward(x: Tensor): Tensor {
    return relu(conv2d(x, this.weight, this.bias, { stride: this.#stride, padding: 1 }));
  }
}

/** Four convolutions, halving the picture twice, and the mean of what they found. */
class ConvolutionalNet extends Module {
  readonly layers: readonly Convolution[];
  readonly classifier: Linear;

  constructor(channels: number, classes: number) {
    super();
    const plan = [
      [channels, 16, 2],
      [16, 32, 1],
      [32, 64, 2],
      [64, 64, 1],
    ] as const;
    this.layers = plan.map(([inputs, outputs, stride]) => new Convolution(inputs, outputs, stride));
    this.classifier = new Linear(64, classes);
  }

  override forward(pixels: Tensor): Tensor {
    const map = this.layers.reduce((x, layer) => layer.forward(x), pixels);
    return this.classifier.forward(mean(map, { axis: [2, 3] }));
  }
}

interface Net extends Module {
  forward(pixels: Tensor): Tensor;
}

/** What a run found. */
interface Run {
  readonly net: string;
  readonly share: number;
  readonly seed: number;
  readonly updates: number;
  readonly batch: number;
  readonly parameters: number;
  readonly accuracy: number;
  readonly seconds: number;
}

const usage =
  'learning-curve.ts --data DATA --log FILE [--shares …] [--seeds …] [--updates 800] [--batch 32] [--threads 1]';
const table = {
  ...{ data: undefined, log: undefined, shares: '0.01,0.05,0.25,1', seeds: '1,2,3' },
  ...{ updates: '800', batch: '32', threads: '1' },
};
const options = parseOptions(process.argv.slice(2), table, usage);
use(await wasm({ threads: options.number('threads') }));
const [updates, batch] = [options.number('updates'), options.number('batch')];
const log = options.required('log');
const shares = options.required('shares').split(',').map(Number);
const seeds = options.required('seeds').split(',').map(Number);
const all = await readDataset(join(options.required('data'), 'train.safetensors'));
const judged = 5000;
const test = partOf(all, all.labels.length - judged, all.labels.length);
const sizes = { patch: 4, width: 48, layers: 3, heads: 4, innerWidth: 96, dropout: 0 };
const patchNet =
  (kind: ModelKind) =>
  (generator: RandomGenerator): Net =>
    createModel(configFor(all, { ...sizes, kind }), generator);
const nets: Readonly<Record<string, (generator: RandomGenerator) => Net>> = {
  ViT: patchNet('vit'),
  'ViT that begins local': patchNet('beit'),
  'convolutional net': (generator) =>
    new ConvolutionalNet(all.color === 'grey' ? 1 : 3, all.names.length).initialize(generator),
};
const augment = inOrder(randomCrop({ padding: 1 }));

function learn(net: Net, training: LabelledPictures, generator: RandomGenerator): number {
  const normalization = statistics(training);
  const schedule = cosine({ rate: 0.002, warmup: Math.floor(updates / 20), total: updates });
  const optimizer = new AdamW(net.train(), { rate: schedule, weightDecay: 0.05 });
  for (let step = 0; step < updates; step++) {
    tidy(() => {
      const indices = Array.from({ length: batch }, () => generator.nextInteger(training.labels.length));
      const pictures = indices.map((index) => augment(pictureAt(training, index), generator));
      const labels = tensor(Int32Array.from(indices, (index) => training.labels[index] ?? 0));
      const pixels = toPixels(pictures, normalization);
      const { gradients } = valueAndGrad(net, () => crossEntropy(net.forward(pixels), labels));
      optimizer.step(gradients);
    });
  }
  optimizer.dispose();
  net.eval();
  let right = 0;
  for (let start = 0; start < judged; start += 250) {
    const part = partOf(test, start, Math.min(start + 250, judged));
    const pictures = Array.from(part.labels, (_, index) => pictureAt(part, index));
    const classes = tidy(() =>
      argmax(net.forward(toPixels(pictures, normalization)), { axis: 1 }).dataSync(),
    );
    right += part.labels.filter((label, index) => label === classes[index]).length;
  }
  return right / judged;
}

/** The runs that a log holds. */
async function logged(path: string): Promise<Run[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const isRun = (value: unknown): value is Run =>
    typeof value === 'object' && value !== null && 'net' in value;
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => parseStrictJson(line, path)).filter(isRun);
}

const runs = await logged(log);
for (const seed of seeds) {
  for (const share of shares) {
    for (const [name, create] of Object.entries(nets)) {
      const own = { net: name, share, seed, updates, batch };
      if (runs.some((run) => isDeepStrictEqual({ ...run, ...own }, run))) continue;
      const generator = new RandomGenerator(seed);
      const net = create(generator);
      const training = partOf(all, 0, Math.round(share * (all.labels.length - judged)));
      const started = performance.now();
      const accuracy = learn(net, training, generator);
      const seconds = Math.round((performance.now() - started) / 1000);
      const run = { ...own, parameters: net.parameterCount(), accuracy, seconds };
      runs.push(run);
      await appendFile(log, `${JSON.stringify(run)}\n`);
      net.dispose();
    }
  }
}

console.log(`| share | pictures | ${Object.keys(nets).join(' | ')} |`);
console.log(`|---:|---:|${'---:|'.repeat(Object.keys(nets).length)}`);
for (const share of shares) {
  const cells = Object.keys(nets).map((name) => {
    const found = runs.filter((run) => run.net === name && run.share === share && run.updates === updates);
    const middle = found.reduce((sum, { accuracy }) => sum + accuracy, 0) / found.length;
    const spread = Math.max(...found.map(({ accuracy }) => Math.abs(accuracy - middle)));
    return `${(100 * middle).toFixed(1)} ± ${(100 * spread).toFixed(1)} %`;
  });
  const pictures = Math.round(share * (all.labels.length - judged)).toLocaleString('en');
  console.log(`| ${100 * share} % | ${pictures} | ${cells.join(' | ')} |`);
}
