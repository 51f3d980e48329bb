import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AdamW, cosine, RandomGenerator } from '@heed/core';
import { ctcObjective, type SpokenText } from '@heed/speech';
import { type Batches, type Measures, type RunObserver, Trainer } from '@heed/transformer/training';
import { folderStore } from '@heed/transformer/training/node';
import {
  freshRecognizer,
  type Recognizer,
  type RecognizerSizes,
  saveCheckpoint,
  startFromWhisper,
} from './checkpoint.ts';
import { alone, score } from './evaluate.ts';
import { type ExampleSource, exampleSource } from './examples.ts';
import type { Recording } from './recordings.ts';
import { readSplit } from './split.ts';

/** Options of {@link train}. */
export interface TrainOptions {
  /** Folder that `prepare` wrote. */
  readonly data: string;
  /** Folder of the run. */
  readonly run: string;
  /** Folder of a published Whisper whose encoder's first layers are the beginning; from nothing without it. */
  readonly base?: string;
  /** Speakers that are never heard in training. */
  readonly held: readonly string[];
  readonly sizes: RecognizerSizes;
  readonly steps: number;
  /** Sounds of an update. */
  readonly batch: number;
  /** The full learning rate; it rises over a tenth of the updates and falls along a cosine to 0. */
  readonly rate: number;
  readonly seed: number;
  readonly evaluateEvery: number;
  readonly saveEvery: number;
  readonly observers: readonly RunObserver[];
  readonly signal?: AbortSignal;
}

/** Updates of a pass: a run that goes on draws those of its pass again. */
const passLength = 25;

/**
 * Trains a recogniser on what `prepare` wrote; a run that was interrupted goes on from its last saved state. Held-out
 * speakers are looked at on the way, and choose nothing: the model of the last update is the one that is kept.
 */
export async function train(options: TrainOptions): Promise<void> {
  const { run, steps, rate, seed } = options;
  await mkdir(run, { recursive: true });
  const generator = new RandomGenerator(seed);
  const recognizer = freshRecognizer(options.sizes, generator);
  if (options.base !== undefined) await startFromWhisper(recognizer, options.base);
  const split = await readSplit(options.data, options.held);
  const examples = exampleSource(split.training, recognizer.vocabulary);
  const schedule = cosine({ rate, warmup: Math.ceil(steps / 10), total: steps });
  const optimizer = new AdamW(recognizer.model, { rate: schedule, beta2: 0.98, weightDecay: 0.01 });
  const trainer = new Trainer({
    objective: ctcObjective(recognizer.model),
    optimizer,
    batches: batchesOf(examples, options),
    steps,
    generator,
    clipNorm: 1,
    evaluation: {
      every: options.evaluateEvery,
      measure: () => glance(recognizer, split.heldDigits, split.heldPrompts),
      by: 'digits',
    },
    store: folderStore(run),
    saveEvery: options.saveEvery,
    observers: [...options.observers, { onSave: () => saveCheckpoint(join(run, 'checkpoint'), recognizer) }],
    ...(options.signal && { signal: options.signal }),
  });
  await trainer.run();
  optimizer.dispose();
  recognizer.model.dispose();
}

/** Word error rates of every tenth held-out recording. */
function glance(recognizer: Recognizer, ...sets: readonly (readonly Recording[])[]): Measures {
  const names = ['digits', 'prompts'];
  return Object.fromEntries(
    sets.flatMap((set, at) => {
      const questions = set.filter((_, index) => at > 0 || index % 10 === 0).map(alone);
      return questions.length === 0 ? [] : [[names[at] ?? '', score(recognizer, questions).wordErrorRate]];
    }),
  );
}

function batchesOf(
  draw: ExampleSource,
  { batch, seed }: Pick<TrainOptions, 'batch' | 'seed'>,
): Batches<SpokenText> {
  return async function* (epoch) {
    const generator = new RandomGenerator(seed * 65_536 + epoch);
    for (let at = 0; at < passLength; at++) {
      yield Array.from({ length: batch }, () => draw(generator));
    }
  };
}
