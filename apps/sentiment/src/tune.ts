import { OptionError, RandomGenerator } from '@heed/core';
import { evaluateLoss, type MemoryPlan, type RunObserver, type RunStore } from '@heed/transformer/training';
import type { SentimentCheckpoint } from './checkpoint.ts';
import { classify } from './classifier.ts';
import { type FineTuned, fineTune } from './fine-tune.ts';
import type { Method, MethodName } from './method.ts';
import { sentiment } from './objective.ts';
import { examplesOf, type OwnLine, splitLines } from './own-lines.ts';

/** Options of {@link tune}. */
export interface TuneOptions {
  readonly method: Method;
  readonly steps: number;
  readonly rate: number;
  readonly seed: number;
  readonly store: RunStore;
  readonly observers: readonly RunObserver[];
  /** Hears what memory an update will take. */
  readonly onPlan?: (plan: MemoryPlan) => void;
  readonly signal?: AbortSignal;
}

/** The rate that suits a few dozen lines: a third of what suits many. */
export const tuneRates: Readonly<Record<MethodName, number>> = { full: 3e-5, lora: 3e-4, qlora: 3e-4 };

/** Tokens of an update: some thirty lines. */
const tokens = 512;

/**
 * Fine-tunes a checkpoint, in place, on lines of one's own. A fifth of them is held out and judged by on the way: the
 * model has the weights in the end whose loss was lowest there.
 *
 * @throws {OptionError} for fewer than ten lines.
 */
export async function tune(
  checkpoint: SentimentCheckpoint,
  lines: readonly OwnLine[],
  { method, steps, rate, seed, store, observers, onPlan, signal }: TuneOptions,
): Promise<FineTuned> {
  if (lines.length < 10) throw new OptionError(`${lines.length} lines: at least 10 are needed`);
  const { learned, heldOut } = splitLines(lines, seed);
  const every = Math.max(1, Math.round(steps / 8));
  return await fineTune(checkpoint, examplesOf(learned, checkpoint.tokenizer), {
    ...{ method, steps, rate, seed, tokens, store, observers },
    generator: new RandomGenerator(seed),
    evaluation: {
      every,
      measure: async () => ({
        accuracy: await shareRight(checkpoint, heldOut),
        loss: await evaluateLoss(sentiment(checkpoint.model), [examplesOf(heldOut, checkpoint.tokenizer)]),
      }),
    },
    saveEvery: every,
    ...(onPlan && { onPlan }),
    ...(signal && { signal }),
  });
}

/** The share of lines that get the verdict that they should. */
export async function shareRight(
  checkpoint: SentimentCheckpoint,
  lines: readonly OwnLine[],
): Promise<number> {
  const verdicts = await classify(
    checkpoint,
    lines.map(({ text }) => text),
  );
  const right = lines.filter((line, index) => verdicts[index]?.sentiment === line.sentiment);
  return right.length / lines.length;
}
