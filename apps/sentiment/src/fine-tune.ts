import { AdamW, cosine, type RandomGenerator } from '@heed/core';
import {
  type AdapterFiles,
  adapterFiles,
  type EvaluationOptions,
  type MemoryPlan,
  planMemory,
  type RunEnd,
  type RunObserver,
  type RunStore,
  Trainer,
  trainingBatches,
} from '@heed/transformer/training';
import type { SentimentCheckpoint } from './checkpoint.ts';
import { applyMethod, type Method, mergeAdapter } from './method.ts';
import { sentiment } from './objective.ts';
import type { LabelledIds } from './task.ts';

/** Options of {@link fineTune}. */
export interface FineTuneOptions {
  readonly method: Method;
  readonly steps: number;
  /** Tokens per update, padding included. */
  readonly tokens: number;
  readonly rate: number;
  readonly seed: number;
  /** Source of dropout and of the corrections' first numbers. */
  readonly generator: RandomGenerator;
  readonly evaluation?: EvaluationOptions;
  /** Where the run's state is kept. */
  readonly store: RunStore;
  readonly saveEvery: number;
  readonly observers: readonly RunObserver[];
  /** Hears what memory the largest batch will take, before the first update. */
  readonly onPlan?: (plan: MemoryPlan) => void;
  readonly signal?: AbortSignal;
}

/** What became of a run. */
export interface FineTuned {
  readonly reason: RunEnd;
  /** The corrections as Peft's files; those of a run that is interrupted are in its store alone. */
  readonly adapter?: AdapterFiles;
}

/**
 * Trains a checkpoint's model further, in place, in Node and in a browser's worker alike. A run that was interrupted goes on
 * from the state in its store; when it is done, the model has its best weights, with the corrections merged.
 */
export async function fineTune(
  { model }: Pick<SentimentCheckpoint, 'model'>,
  examples: readonly LabelledIds[],
  options: FineTuneOptions,
): Promise<FineTuned> {
  const { method, steps, rate, generator, seed, evaluation, store, saveEvery, observers, signal } = options;
  const adapter = applyMethod(model, method, generator);
  const objective = sentiment(model);
  const schedule = cosine({ rate, warmup: Math.ceil(steps / 16), total: steps });
  const makeOptimizer = (): AdamW => new AdamW(model, { rate: schedule, weightDecay: 0.01 });
  const batches = trainingBatches(() => examples, {
    length: objective.length,
    tokens: options.tokens,
    seed,
    buffer: examples.length,
  });
  if (options.onPlan !== undefined) {
    const largest = await largestOf(batches(0));
    options.onPlan(planMemory(objective, largest, { optimizer: makeOptimizer }));
  }
  const optimizer = makeOptimizer();
  try {
    const trainer = new Trainer({
      ...{ objective, optimizer, batches, steps, generator, clipNorm: 1, store, saveEvery, observers },
      ...(evaluation && { evaluation }),
      ...(signal && { signal }),
    });
    const { reason } = await trainer.run();
    if (reason === 'interrupted') return { reason };
    if (evaluation !== undefined) await trainer.restoreBest();
    model.eval();
    if (adapter === undefined) return { reason };
    const files = await adapterFiles(adapter);
    mergeAdapter(model, adapter);
    return { reason, adapter: files };
  } finally {
    optimizer.dispose();
  }
}

/** The batch with the most tokens: padding is left out. */
async function largestOf(batches: AsyncIterable<readonly LabelledIds[]>): Promise<readonly LabelledIds[]> {
  let largest: readonly LabelledIds[] = [];
  const tokens = (batch: readonly LabelledIds[]): number =>
    batch.reduce((total, { ids }) => total + ids.length, 0);
  for await (const batch of batches) if (tokens(batch) > tokens(largest)) largest = batch;
  return largest;
}
