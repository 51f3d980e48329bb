import { join } from 'node:path';
import { AdamW, cosine, FormatError, OptionError, type RandomGenerator, WeightsError } from '@heed/core';
import type { Tokenizer } from '@heed/transformer';
import {
  evaluateLoss,
  jsonLinesLog,
  progressLine,
  type SequencePair,
  sequenceToSequence,
  type TrainableModel,
  Trainer,
  trainingBatches,
} from '@heed/transformer/training';
import { folderStore } from '@heed/transformer/training/node';
import { exportCheckpoint } from './checkpoint.ts';
import { type EncodedPairs, idList, readEncodedPairs } from './encoded-pairs.ts';

/** How a run goes, whatever the model. */
export interface TrainingRunOptions {
  /** Folder that `prepare` wrote. */
  readonly data: string;
  /** Folder of the run: `last.safetensors`, `best.safetensors`, `log.jsonl`, `checkpoint/`. */
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

/**
 * Trains a model, from the beginning or from where the run's last state stands: batches of similar length, one update each
 * `accumulate` batches, a rate that warms up and falls, a look at held-out pairs and a saved state now and then, and at
 * the end or on Ctrl-C.
 */
export async function trainModel(
  { model, tokenizer, generator }: Trainee,
  options: TrainingRunOptions,
): Promise<void> {
  const { data, run, log, signal, rate, warmup, steps, seed } = options;
  const training = await readEncodedPairs(join(data, 'train.ids'));
  const held = pairsOf(await readEncodedPairs(join(data, 'valid.ids'))).slice(0, 500);
  const objective = sequenceToSequence(model, { labelSmoothing: options.labelSmoothing });
  // What is held out is judged without smoothing.
  const plain = sequenceToSequence(model);
  const store = folderStore(run);
  const schedule = cosine({ rate, warmup, total: steps, finalRate: rate / 100 });
  const optimizer = new AdamW(model, { rate: schedule, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.01 });
  const trainer = new Trainer({
    objective,
    optimizer,
    batches: trainingBatches(() => everyPair(training), {
      length: objective.length,
      tokens: options.tokensPerBatch,
      seed,
      buffer: training.count,
    }),
    steps,
    generator,
    accumulate: options.accumulate,
    clipNorm: 1,
    evaluation: {
      every: options.saveEvery,
      measure: async () => ({ loss: await evaluateLoss(plain, chunks(held, 100)) }),
    },
    store,
    observers: [
      jsonLinesLog(store),
      progressLine(log),
      { onSave: () => exportCheckpoint(join(run, 'checkpoint'), model, tokenizer) },
    ],
    ...(signal && { signal }),
  });
  log(`${model.parameterCount().toLocaleString('en')} parameters, ${training.count} pairs`);
  try {
    await trainer.run();
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof WeightsError)) throw error;
    throw new OptionError(`the run in ${run} cannot go on: ${error.message}`, { cause: error });
  } finally {
    optimizer.dispose();
  }
}

function pairAt(pairs: EncodedPairs, index: number): SequencePair {
  return { source: [...idList(pairs.sources, index)], target: [...idList(pairs.targets, index)] };
}

function pairsOf(pairs: EncodedPairs): SequencePair[] {
  return [...everyPair(pairs)];
}

function* everyPair(pairs: EncodedPairs): Generator<SequencePair> {
  for (let index = 0; index < pairs.count; index++) yield pairAt(pairs, index);
}

function* chunks<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
