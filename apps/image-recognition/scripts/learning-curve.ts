/**
 * Accuracy against the share of the data, of a ViT and of a small convolutional net of about the same size: what the ViT
 * paper says of data (Dosovitskiy et al. 2021, §4.3). Every run has the same number of updates, whatever its share.
 *
 *   node --conditions=@heed/source apps/image-recognition/scripts/learning-curve.ts --data DATA
 *        [--shares 0.01,0.1,1] [--seeds 1,2,3] [--updates 4000] [--batch 64] [--threads 2]
 *
 * Prints one line of JSON for each run.
 */
import { join } from 'node:path';
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
import { configFor, createViT } from '../src/checkpoint.ts';
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

/** Six convolutions, halving the picture twice, and the mean of what they found. */
class ConvolutionalNet extends Module {
  readonly layers: readonly Convolution[];
  readonly classifier: Linear;

  constructor(channels: number, classes: number) {
    super();
    const plan = [
      ...([[channels, 32, 1] as const, [32, 32, 1], [32, 64, 2]] as const),
      ...([
        [64, 64, 1],
        [64, 96, 2],
        [96, 96, 1],
      ] as const),
    ];
    this.layers = plan.map(([inputs, outputs, stride]) => new Convolution(inputs, outputs, stride));
    this.classifier = new Linear(96, classes);
  }

  override forward(pixels: Tensor): Tensor {
    const map = this.layers.reduce((x, layer) => layer.forward(x), pixels);
    return this.classifier.forward(mean(map, { axis: [2, 3] }));
  }
}

interface Net extends Module {
  forward(pixels: Tensor): Tensor;
}

const usage =
  'learning-curve.ts --data DATA [--shares …] [--seeds …] [--updates 4000] [--batch 64] [--threads 2]';
const table = {
  ...{ data: undefined, shares: '0.01,0.1,1', seeds: '1,2,3' },
  ...{ updates: '4000', batch: '64', threads: '2' },
};
const options = parseOptions(process.argv.slice(2), table, usage);
use(await wasm({ threads: options.number('threads') }));
const [updates, batch] = [options.number('updates'), options.number('batch')];
const data = options.required('data');
const all = await readDataset(join(data, 'train.safetensors'));
const test = await readDataset(join(data, 'test.safetensors'));
const sizes = { patch: 4, width: 64, layers: 4, heads: 2, innerWidth: 128, dropout: 0 };
const nets: Readonly<Record<string, (generator: RandomGenerator) => Net>> = {
  vit: (generator) => createViT(configFor(all, sizes), generator),
  convolutional: () => new ConvolutionalNet(all.color === 'grey' ? 1 : 3, all.names.length),
};
const augment = inOrder(randomCrop({ padding: 2 }));

function learn(net: Net, training: LabelledPictures, generator: RandomGenerator): number {
  const normalization = statistics(training);
  const schedule = cosine({ rate: 0.001, warmup: Math.floor(updates / 20), total: updates });
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
  for (let start = 0; start < test.labels.length; start += 250) {
    const part = partOf(test, start, Math.min(start + 250, test.labels.length));
    const pictures = Array.from(part.labels, (_, index) => pictureAt(part, index));
    const classes = tidy(() =>
      argmax(net.forward(toPixels(pictures, normalization)), { axis: 1 }).dataSync(),
    );
    right += part.labels.filter((label, index) => label === classes[index]).length;
  }
  return right / test.labels.length;
}

for (const share of options.required('shares').split(',').map(Number)) {
  for (const seed of options.required('seeds').split(',').map(Number)) {
    for (const [name, create] of Object.entries(nets)) {
      const generator = new RandomGenerator(seed);
      const net = create(generator).initialize(generator);
      const training = partOf(all, 0, Math.round(share * all.labels.length));
      const started = performance.now();
      const accuracy = learn(net, training, generator);
      const seconds = Math.round((performance.now() - started) / 1000);
      console.log(
        JSON.stringify({
          net: name,
          parameters: net.parameterCount(),
          share,
          seed,
          updates,
          accuracy,
          seconds,
        }),
      );
      net.dispose();
    }
  }
}
