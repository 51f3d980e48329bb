import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AdamW,
  argmax,
  clipByGlobalNorm,
  cosine,
  crossEntropy,
  HeedError,
  linearWarmup,
  type Module,
  Muon,
  type Optimizer,
  OptionError,
  RandomGenerator,
  type Schedule,
  type Tensor,
  tensor,
  tidy,
  valueAndGrad,
} from '@heed/core';
import { loadTrainingState, saveTrainingState } from '@heed/core/node';
import type { HfConfig } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';
import {
  type Augmentation,
  inOrder,
  type PictureClassifier,
  randomCrop,
  randomErasing,
  randomFlip,
  toPixels,
  visionFamilies,
} from '@heed/vision';
import {
  configFor,
  createModel,
  exportCheckpoint,
  type ModelSizes,
  type Normalization,
} from './checkpoint.ts';
import { type LabelledPictures, partOf, pictureAt, readDataset, statistics } from './dataset.ts';
import { isClassifier, locationOf } from './recognizer.ts';

/** How a run goes. */
export interface TrainOptions {
  /** Folder that `prepare` wrote. */
  readonly data: string;
  /** Folder of the run: `state.safetensors`, `log.jsonl`, `checkpoint/`. */
  readonly run: string;
  readonly model: ModelSizes;
  /** A checkpoint whose weights a new run begins with, instead of fresh ones of `model`. */
  readonly start?: string | undefined;
  readonly optimizer: 'adamw' | 'muon';
  readonly epochs: number;
  readonly batch: number;
  /** The full learning rate. */
  readonly rate: number;
  /** Epochs in which the rate rises. */
  readonly warmup: number;
  /** Epochs at the end in which the rate falls along a cosine to a hundredth. Before them it stays. */
  readonly fall: number;
  readonly weightDecay: number;
  readonly labelSmoothing: number;
  readonly augmentation: AugmentationSizes;
  readonly seed: number;
  /** Pictures at the end of the training set that are only looked at. */
  readonly held: number;
  readonly log: (line: string) => void;
  /** Ends the run after the update under way, with its state saved. */
  readonly signal?: AbortSignal;
}

/** How pictures are changed by chance. */
export interface AugmentationSizes {
  /** Pixels that a picture is moved by at most. */
  readonly shift: number;
  /** Left and right change places in half of the pictures. */
  readonly flip: boolean;
  /** How often a rectangle is erased. */
  readonly erase: number;
}

interface Progress {
  epoch: number;
  batch: number;
  seconds: number;
}

/**
 * Trains a ViT on what `prepare` wrote, from the beginning or from where the run's last state stands. The whole of it is
 * here: pictures in another order and changed by chance in each epoch, one update for each batch, a look at held-out
 * pictures and a saved state after each epoch, and at the end or on Ctrl-C.
 */
export async function train(options: TrainOptions): Promise<void> {
  const { run, log, signal, seed } = options;
  await mkdir(run, { recursive: true });
  const all = await readDataset(join(options.data, 'train.safetensors'));
  const training = partOf(all, 0, all.labels.length - options.held);
  const held = partOf(all, training.labels.length, all.labels.length);
  const normalization = statistics(training);
  const generator = new RandomGenerator(seed);
  const { model, config } = await begin(all, options, generator);
  const perEpoch = Math.floor(training.labels.length / options.batch);
  const total = perEpoch * options.epochs;
  const schedule = warmStableFall(options, perEpoch);
  const settings = { rate: schedule, weightDecay: options.weightDecay };
  const optimizer =
    options.optimizer === 'muon'
      ? new Muon(model, { ...settings, matrices: (path) => /encoder\.(layer|block)\..*\.weight$/.test(path) })
      : new AdamW(model, settings);
  const state = join(run, 'state.safetensors');
  const progress = (await resume(state, { model, optimizer, generator })) ?? {
    epoch: 0,
    batch: 0,
    seconds: 0,
  };
  const augment = augmentationOf(options.augmentation);
  log(
    `${model.parameterCount().toLocaleString('en')} parameters, ${training.labels.length} pictures, ` +
      `update ${optimizer.steps} of ${total}`,
  );

  const save = async (): Promise<void> => {
    const accuracy = measureAccuracy(model, held, normalization);
    await saveTrainingState(state, { model, optimizer, generator, progress });
    await exportCheckpoint(join(run, 'checkpoint'), model, config, normalization);
    const line = { update: optimizer.steps, ...progress, heldAccuracy: accuracy };
    await appendFile(join(run, 'log.jsonl'), `${JSON.stringify(line)}\n`);
    log(
      `\nepoch ${progress.epoch}: ${(100 * accuracy).toFixed(2)} % of held-out pictures right, state saved`,
    );
  };

  while (progress.epoch < options.epochs && !signal?.aborted) {
    const order = epochOrder(training.labels.length, seed, progress.epoch);
    while (progress.batch < perEpoch && !signal?.aborted) {
      const started = performance.now();
      const indices = order.slice(progress.batch * options.batch, (progress.batch + 1) * options.batch);
      const pictures = indices.map((index) => augment(pictureAt(training, index), generator));
      const labels = Int32Array.from(indices, (index) => training.labels[index] ?? 0);
      const loss = update(model.train(), optimizer, () => toPixels(pictures, normalization), labels, options);
      progress.batch += 1;
      progress.seconds += (performance.now() - started) / 1000;
      if (optimizer.steps % 20 === 0) log(describe(optimizer.steps, total, progress, loss));
      // Lets Ctrl-C and timers be heard between two updates.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (progress.batch < perEpoch) break;
    progress.epoch += 1;
    progress.batch = 0;
    await save();
  }
  if (signal?.aborted) await save();
  optimizer.dispose();
  model.dispose();
}

/** The model of a run and its published config: fresh, or that of a checkpoint. */
async function begin(
  set: LabelledPictures,
  { start, model: sizes }: Pick<TrainOptions, 'start' | 'model'>,
  generator: RandomGenerator,
): Promise<{ readonly model: PictureClassifier; readonly config: HfConfig }> {
  if (start === undefined) {
    const config = configFor(set, sizes);
    return { config, model: createModel(config, generator) };
  }
  const { model, config } = await fromPretrained(locationOf(start), { families: visionFamilies });
  if (!isClassifier(model) || model.config.labels.join() !== set.names.join()) {
    throw new OptionError(`${start}: no classifier of ${set.names.join(', ')}`);
  }
  return { model, config };
}

/** A rate that rises, stays, and falls along a cosine at the end. */
function warmStableFall(
  { rate, warmup, epochs, fall }: Pick<TrainOptions, 'rate' | 'warmup' | 'epochs' | 'fall'>,
  perEpoch: number,
): Schedule {
  const first = Math.round((epochs - fall) * perEpoch);
  const rising = linearWarmup({ rate, warmup: Math.round(warmup * perEpoch) });
  const falling = cosine({ rate, total: epochs * perEpoch - first, finalRate: rate / 100 });
  return {
    rateAt: (step) => Math.min(rising.rateAt(step), step <= first ? rate : falling.rateAt(step - first)),
  };
}

/** The share of pictures whose class is the likeliest one. */
function measureAccuracy(
  model: PictureClassifier,
  set: LabelledPictures,
  normalization: Normalization,
): number {
  model.eval();
  const size = 250;
  let right = 0;
  for (let start = 0; start < set.labels.length; start += size) {
    const part = partOf(set, start, Math.min(start + size, set.labels.length));
    const pictures = Array.from(part.labels, (_, index) => pictureAt(part, index));
    const classes = tidy(() =>
      argmax(model.forward(toPixels(pictures, normalization)), { axis: 1 }).dataSync(),
    );
    right += part.labels.filter((label, index) => label === classes[index]).length;
  }
  return right / set.labels.length;
}

/** All indices, in an order that the seed and the epoch decide. */
function epochOrder(count: number, seed: number, epoch: number): number[] {
  return new RandomGenerator(seed * 65_536 + epoch).shuffle(
    Array.from({ length: count }, (_, index) => index),
  );
}

function augmentationOf({ shift, flip, erase }: AugmentationSizes): Augmentation {
  return inOrder(
    ...(flip ? [randomFlip()] : []),
    ...(shift > 0 ? [randomCrop({ padding: shift })] : []),
    ...(erase > 0 ? [randomErasing({ probability: erase, area: [0.02, 0.2], fill: 'noise' })] : []),
  );
}

/** One update; gives the loss. */
function update(
  model: Module & { forward(pixels: Tensor): Tensor },
  optimizer: Optimizer,
  pixels: () => Tensor,
  labels: Int32Array,
  { labelSmoothing }: Pick<TrainOptions, 'labelSmoothing'>,
): number {
  return tidy(() => {
    const input = pixels();
    const { value, gradients } = valueAndGrad(model, () =>
      crossEntropy(model.forward(input), tensor(labels), { labelSmoothing }),
    );
    optimizer.step(clipByGlobalNorm(gradients, 1).gradients);
    return value.item();
  });
}

function describe(step: number, total: number, progress: Progress, loss: number): string {
  const left = (progress.seconds / step) * (total - step);
  return (
    `update ${step}/${total}  epoch ${progress.epoch + 1}  loss ${loss.toFixed(3)}  ` +
    `${Math.round((1000 * progress.seconds) / step)} ms each  ${Math.ceil(left / 60)} min left`
  );
}

async function resume(
  path: string,
  parts: { model: Module; optimizer: Optimizer; generator: RandomGenerator },
): Promise<Progress | undefined> {
  try {
    const { progress } = await loadTrainingState(path, parts);
    const fields = new Map(Object.entries(typeof progress === 'object' && progress !== null ? progress : {}));
    const number = (name: string): number => Number(fields.get(name) ?? 0);
    return { epoch: number('epoch'), batch: number('batch'), seconds: number('seconds') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    if (error instanceof HeedError) {
      throw new OptionError(`the run cannot go on from ${path}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
