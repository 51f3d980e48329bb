import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RandomGenerator } from '@heed/core';
import type { Tokenizer } from '@heed/transformer';
import type { MemoryPlan, RunObserver } from '@heed/transformer/training';
import { folderStore, saveAdapterFiles } from '@heed/transformer/training/node';
import { saveCheckpoint, startModel } from './checkpoint-folder.ts';
import { readCorpus, trainingCorpora } from './data.ts';
import { measure } from './evaluate.ts';
import { fineTune } from './fine-tune.ts';
import type { Method } from './method.ts';
import { spellEmoji } from './spell-emoji.ts';
import type { LabelledIds } from './task.ts';

/** Options of {@link train}. */
export interface TrainOptions {
  /** Folder that `prepare` wrote. */
  readonly base: string;
  /** Folder of the texts; those that come with the application by default. */
  readonly data?: string;
  /** Folder of the run. */
  readonly run: string;
  readonly method: Method;
  readonly steps: number;
  /** Tokens per update, padding included. */
  readonly tokens: number;
  readonly rate: number;
  /** How often a pass holds each text of the film reviews, which are fewer than the comments. */
  readonly polarityRepeats: number;
  readonly seed: number;
  readonly evaluateEvery: number;
  readonly saveEvery: number;
  /** Longest text in tokens; what goes beyond is left out in training. */
  readonly longest: number;
  readonly observers: readonly RunObserver[];
  /** Hears what memory the largest batch will take. */
  readonly onPlan?: (plan: MemoryPlan) => void;
  readonly signal?: AbortSignal;
}

/**
 * Fine-tunes the encoder and both heads on both tasks at once; the table of tokens stays as it was. A run that was
 * interrupted goes on from its last saved state.
 */
export async function train(options: TrainOptions): Promise<void> {
  const { base, run, data, longest, polarityRepeats, evaluateEvery, ...rest } = options;
  await mkdir(run, { recursive: true });
  const generator = new RandomGenerator(options.seed);
  const checkpoint = await startModel(base, generator);
  try {
    const { reason, adapter } = await fineTune(
      checkpoint,
      await trainingExamples(checkpoint.tokenizer, options),
      {
        ...rest,
        generator,
        evaluation: {
          every: evaluateEvery,
          measure: () => measure(checkpoint, 'valid', trainingCorpora, data),
          by: 'mean',
          best: 'highest',
        },
        store: folderStore(run),
      },
    );
    if (reason === 'interrupted') return;
    if (adapter !== undefined) await saveAdapterFiles(adapter, join(run, 'adapter'));
    await saveCheckpoint(join(run, 'checkpoint'), checkpoint, 'float16');
  } finally {
    checkpoint.model.dispose();
  }
}

/** What one pass over the data holds, as ids. */
export async function trainingExamples(
  tokenizer: Tokenizer,
  { data, longest, polarityRepeats }: Pick<TrainOptions, 'data' | 'longest' | 'polarityRepeats'>,
): Promise<readonly LabelledIds[]> {
  const examples: LabelledIds[] = [];
  for (const corpus of trainingCorpora) {
    const repeats = corpus === 'sentence-polarity' ? polarityRepeats : 1;
    for await (const { text, task, label } of readCorpus(corpus, 'train', data)) {
      const ids = tokenizer.encode(spellEmoji(text), { truncation: { maximumLength: longest } });
      for (let time = 0; time < repeats; time++) examples.push({ ids, task, label });
    }
  }
  return examples;
}
