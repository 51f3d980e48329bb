import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AdamW, cosine, RandomGenerator } from '@heed/core';
import { ctcObjective, type SpokenText } from '@heed/speech';
import { type Measures, type RunObserver, Trainer, trainingBatches } from '@heed/transformer/training';
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
import { readSplit, type Split } from './split.ts';

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
  /** Frames of features in an update, of 10 ms each, padding included. */
  readonly frames: number;
  /** Examples of a pass, from which batches of similar length are cut; a run that goes on draws those of its pass again. */
  readonly examples: number;
  /** The full learning rate; it rises over a tenth of the updates and falls along a cosine to 0. */
  readonly rate: number;
  /** Updates and rate of the layer to labels alone, before, on a Whisper's encoder. */
  readonly headSteps: number;
  readonly headRate: number;
  readonly seed: number;
  readonly evaluateEvery: number;
  readonly saveEvery: number;
  readonly observers: readonly RunObserver[];
  readonly signal?: AbortSignal;
}

/**
 * Trains a recogniser on what `prepare` wrote; a run that was interrupted goes on from its last saved state. With a
 * Whisper's encoder the layer to labels learns alone first, so that its first steps do not spoil what the encoder knows
 * (Kumar et al. 2022, “Fine-tuning can distort pretrained features and underperform out-of-distribution”). Held-out
 * speakers are looked at on the way, and choose nothing: the model of the last update is the one that is kept.
 */
export async function train(options: TrainOptions): Promise<void> {
  const { run, base, signal } = options;
  const generator = new RandomGenerator(options.seed);
  const recognizer = freshRecognizer(options.sizes, generator);
  const split = await readSplit(options.data, options.held);
  const { model } = recognizer;
  if (base !== undefined) {
    await startFromWhisper(recognizer, base);
    model.encoder.freeze();
    const phase = { steps: options.headSteps, rate: options.headRate, run: join(run, 'head') };
    await learn(recognizer, split, generator, { ...options, ...phase });
    model.encoder.unfreeze();
    model.encoder.embedPositions.freeze();
  }
  if (!signal?.aborted) await learn(recognizer, split, generator, options);
  model.dispose();
}

/** One phase, with all that is not frozen. */
async function learn(
  recognizer: Recognizer,
  split: Split,
  generator: RandomGenerator,
  options: TrainOptions,
): Promise<void> {
  const { run, steps, rate, seed, signal } = options;
  const { model, vocabulary } = recognizer;
  await mkdir(run, { recursive: true });
  const draw = exampleSource(split.training, vocabulary);
  const objective = ctcObjective(model);
  const optimizer = new AdamW(model, {
    rate: cosine({ rate, warmup: Math.ceil(steps / 10), total: steps }),
    ...{ beta2: 0.98, weightDecay: 0.01 },
  });
  const trainer = new Trainer({
    objective,
    optimizer,
    batches: trainingBatches(
      (epoch) => pass(draw, options.examples, new RandomGenerator(seed * 65_536 + epoch)),
      {
        length: objective.length,
        tokens: options.frames,
        seed,
        buffer: options.examples,
      },
    ),
    steps,
    generator,
    clipNorm: 1,
    evaluation: {
      every: options.evaluateEvery,
      measure: () => glance(recognizer, split),
      by: 'digits',
    },
    store: folderStore(run),
    saveEvery: options.saveEvery,
    observers: [...options.observers, { onSave: () => saveCheckpoint(join(run, 'checkpoint'), recognizer) }],
    ...(signal && { signal }),
  });
  await trainer.run();
  optimizer.dispose();
}

function* pass(draw: ExampleSource, count: number, generator: RandomGenerator): Generator<SpokenText> {
  for (let at = 0; at < count; at++) yield draw(generator);
}

/** Word error rates of every tenth held-out digit, and of the held-out prompts. */
function glance(recognizer: Recognizer, { heldDigits, heldPrompts }: Split): Measures {
  const digits = heldDigits.filter((_, index) => index % 10 === 0);
  const rate = (set: readonly Recording[]): number => score(recognizer, set.map(alone)).wordErrorRate;
  return { digits: rate(digits), ...(heldPrompts.length > 0 && { prompts: rate(heldPrompts) }) };
}
