import { checkOptions, type Optimizer, OptionError, type RandomGenerator } from '@heed/core';
import type { Batches } from '../data/dataset.ts';
import type { Objective } from '../objective.ts';
import type { Measures, RunEnd, RunObserver } from './observer.ts';
import type { RunStore } from './run-store.ts';

/** How a run is judged on its way. */
export interface EvaluationOptions {
  /** Updates between two evaluations; there is one at the end as well. */
  readonly every: number;
  /** Figures of the model as it stands, which is in evaluation mode: see `evaluateLoss`. */
  readonly measure: () => Measures | Promise<Measures>;
  /** The figure that says which model is best; `loss` by default. */
  readonly by?: string;
  /** Which way is better; `lowest` by default. */
  readonly best?: 'lowest' | 'highest';
  /** Evaluations without a better one after which the run ends; never by default. */
  readonly patience?: number;
}

/** What a {@link Trainer} is made of. */
export interface TrainerOptions<Example> {
  readonly objective: Objective<Example>;
  readonly optimizer: Optimizer;
  /** Batches of each pass over the data: see `trainingBatches`. */
  readonly batches: Batches<Example>;
  /** Updates in all. */
  readonly steps: number;
  /** Source of all randomness of the run. Dropout of the model draws from it from now on. */
  readonly generator: RandomGenerator;
  /** Batches per update; 1 by default. */
  readonly accumulate?: number;
  /** Gradients are scaled to this norm at most. */
  readonly clipNorm?: number;
  readonly evaluation?: EvaluationOptions;
  /** Where the run keeps its files. Without it nothing is kept and nothing resumed. */
  readonly store?: RunStore;
  /** Updates between two saved states; there is one at each evaluation and at the end as well. */
  readonly saveEvery?: number;
  readonly observers?: readonly RunObserver[];
  /** Ends the run after the update under way, with its state saved. */
  readonly signal?: AbortSignal;
}

const optionNames = [
  'objective',
  'optimizer',
  'batches',
  'steps',
  'generator',
  'accumulate',
  'clipNorm',
  'evaluation',
  'store',
  'saveEvery',
  'observers',
  'signal',
];

/** What a run came to. */
export interface RunResult {
  /** Updates done. */
  readonly steps: number;
  readonly reason: RunEnd;
  /** The best evaluation, if there was one. */
  readonly best: { readonly step: number; readonly value: number } | null;
}

/** Refuses options that are unknown or out of range. */
export function checkTrainerOptions<Example>(options: TrainerOptions<Example>): void {
  checkOptions('Trainer', options, optionNames);
  const { steps, accumulate = 1, saveEvery = 1, evaluation } = options;
  for (const [name, value] of Object.entries({
    steps,
    accumulate,
    saveEvery,
    every: evaluation?.every ?? 1,
  })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new OptionError(`Trainer: ${name} must be a whole number of at least 1, got ${value}`);
    }
  }
  if (evaluation !== undefined)
    checkOptions('Trainer: evaluation', evaluation, ['every', 'measure', 'by', 'best', 'patience']);
}
