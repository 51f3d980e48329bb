import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AdamW, cosine, HeedError, OptionError, type RandomGenerator } from '@heed/core';
import { loadTrainingState, saveTrainingState } from '@heed/core/node';
import type { Tokenizer } from '@heed/transformer';
import {
  bucketBatches,
  evaluateLoss,
  type PairLengths,
  type SequencePair,
  sequenceToSequence,
  type TrainableModel,
  trainStep,
} from '@heed/transformer/training';
import { exportCheckpoint } from './checkpoint.ts';
import { type EncodedPairs, idList, readEncodedPairs } from './encoded-pairs.ts';
import { describeProgress } from './progress.ts';

/** How a run goes, whatever the model. */
export interface TrainingRunOptions {
  /** Folder that `prepare` wrote. */
  readonly data: string;
  /** Folder of the run: `state.safetensors`, `log.jsonl`, `checkpoint/`. */
  readonly run: string;
  /** Updates in all. */
  readonly steps: number;
  readonly tokensPerBatch: number;
  /** Batches per update. */
  readonly accumulate: number;
  /** Updates until the full learning rate. */
  readonly warmup: number;
  /** The full learning rate; it falls along a cosine to a hundredth of it at the last update. */
  readonly rate: number;
  readonly labelSmoothing: number;
  readonly seed: number;
  /** Updates between two evaluations and saved states. */
  readonly saveEvery: number;
  readonly log: (line: string) => void;
  /** Ends the run after the update under way, with its state saved. */
  readonly signal?: AbortSignal;
}

/** What is trained: a model with the tokenizer of its ids and the source of its dropout. */
export interface Trainee {
  readonly model: TrainableModel;
  readonly tokenizer: Tokenizer;
  readonly generator: RandomGenerator;
}

/** Where a run stands. */
interface Progress {
  epoch: number;
  batch: number;
  tokens: number;
  seconds: number;
}

/**
 * Trains a model, from the beginning or from where the run's last state stands. The whole of it is here: batches of
 * similar length, one update each `accumulate` batches, a rate that warms up and falls, a look at held-out pairs and
 * a saved state now and then, and at the end or on Ctrl-C.
 */
export async function trainModel(
  { model, tokenizer, generator }: Trainee,
  options: TrainingRunOptions,
): Promise<void> {
  const { data, run, log, signal, rate, warmup } = options;
  await mkdir(run, { recursive: true });
  const training = await readEncodedPairs(join(data, 'train.ids'));
  const held = pairsOf(await readEncodedPairs(join(data, 'valid.ids'))).slice(0, 500);
  const lengths = lengthsOf(training);
  const schedule = cosine({ rate, warmup, total: options.steps, finalRate: rate / 100 });
  const optimizer = new AdamW(model, { rate: schedule, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.01 });
  const objective = sequenceToSequence(model, { labelSmoothing: options.labelSmoothing });
  // What is held out is judged without smoothing.
  const plain = sequenceToSequence(model);
  const state = join(run, 'state.safetensors');
  const progress = (await resume(state, { model, optimizer, generator })) ?? {
    epoch: 0,
    batch: 0,
    tokens: 0,
    seconds: 0,
  };
  log(
    `${model.parameterCount().toLocaleString('en')} parameters, ${training.count} pairs, update ${optimizer.steps} of ${options.steps}`,
  );

  const save = async (): Promise<void> => {
    const loss = await evaluateLoss(plain, chunks(held, 100));
    await saveTrainingState(state, { model, optimizer, generator, progress });
    await exportCheckpoint(join(run, 'checkpoint'), model, tokenizer);
    await appendFile(
      join(run, 'log.jsonl'),
      `${JSON.stringify({ update: optimizer.steps, validLoss: loss, ...progress })}\n`,
    );
    log(`\nupdate ${optimizer.steps}: loss ${loss.toFixed(4)} on held-out pairs, state saved`);
  };

  model.train();
  const bucket = { tokensPerBatch: options.tokensPerBatch, seed: options.seed };
  let batches = bucketBatches(lengths, { ...bucket, epoch: progress.epoch });
  while (optimizer.steps < options.steps && !signal?.aborted) {
    const started = performance.now();
    const taken = batches.slice(progress.batch, progress.batch + options.accumulate);
    if (taken.length === 0) {
      progress.epoch += 1;
      progress.batch = 0;
      batches = bucketBatches(lengths, { ...bucket, epoch: progress.epoch });
      continue;
    }
    const pairs = taken.map((indices) => indices.map((index) => pairAt(training, index)));
    const report = trainStep(objective, optimizer, pairs, { clipNorm: 1 });
    progress.batch += taken.length;
    progress.tokens += report.targets;
    progress.seconds += (performance.now() - started) / 1000;
    if (optimizer.steps % 10 === 0) {
      await appendFile(join(run, 'log.jsonl'), `${JSON.stringify({ update: optimizer.steps, ...report })}\n`);
      log(describeProgress(optimizer.steps, options.steps, report, progress));
    }
    if (optimizer.steps % options.saveEvery === 0) await save();
    // Lets Ctrl-C and timers be heard between two updates.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await save();
  optimizer.dispose();
}

async function resume(
  path: string,
  parts: { model: TrainableModel; optimizer: AdamW; generator: RandomGenerator },
): Promise<Progress | undefined> {
  try {
    const { progress } = await loadTrainingState(path, parts);
    return readProgress(progress);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    if (error instanceof HeedError)
      throw new OptionError(`the run cannot go on from ${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

function readProgress(value: unknown): Progress {
  const fields = new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}));
  const number = (name: string): number => Number(fields.get(name) ?? 0);
  return {
    epoch: number('epoch'),
    batch: number('batch'),
    tokens: number('tokens'),
    seconds: number('seconds'),
  };
}

function pairAt(pairs: EncodedPairs, index: number): SequencePair {
  return { source: [...idList(pairs.sources, index)], target: [...idList(pairs.targets, index)] };
}

function pairsOf(pairs: EncodedPairs): SequencePair[] {
  return Array.from({ length: pairs.count }, (_, index) => pairAt(pairs, index));
}

function lengthsOf(pairs: EncodedPairs): PairLengths[] {
  return Array.from({ length: pairs.count }, (_, index) => ({
    source: idList(pairs.sources, index).length,
    target: idList(pairs.targets, index).length,
  }));
}

function* chunks<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
