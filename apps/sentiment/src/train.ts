import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AdamW, cosine, RandomGenerator } from '@heed/core';
import type { Tokenizer } from '@heed/transformer';
import { attachLora, type RunObserver, Trainer, trainingBatches } from '@heed/transformer/training';
import { folderStore, saveAdapter } from '@heed/transformer/training/node';
import { saveCheckpoint, startModel } from './checkpoint.ts';
import { readCorpus, trainingCorpora } from './data.ts';
import { measure } from './evaluate.ts';
import { sentiment } from './objective.ts';
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
  /** Train all weights but the table of tokens, or low-rank corrections (LoRA) and the heads alone. */
  readonly method: 'full' | { readonly rank: number };
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
  readonly signal?: AbortSignal;
}

/**
 * Fine-tunes the encoder and both heads on both tasks at once; the table of tokens stays as it was. A run that was
 * interrupted goes on from its last saved state.
 */
export async function train(options: TrainOptions): Promise<void> {
  const { base, run, steps, rate, seed } = options;
  await mkdir(run, { recursive: true });
  const generator = new RandomGenerator(seed);
  const start = await startModel(base, generator);
  const { model, tokenizer } = start;
  const adapter =
    options.method === 'full'
      ? undefined
      : attachLora(model, {
          targets: ['**.attention.self.query', '**.attention.self.value', '**.dense'],
          rank: options.method.rank,
          trainedModules: ['polarity', 'emotion'],
          generator,
        });
  if (adapter === undefined) model.bert.embeddings.wordEmbeddings.freeze();
  const objective = sentiment(model);
  const examples = await trainingExamples(tokenizer, options);
  const schedule = cosine({ rate, warmup: Math.ceil(steps / 16), total: steps });
  const optimizer = new AdamW(model, { rate: schedule, weightDecay: 0.01 });
  const trainer = new Trainer({
    objective,
    optimizer,
    batches: trainingBatches(() => examples, {
      length: objective.length,
      tokens: options.tokens,
      seed,
      buffer: examples.length,
    }),
    steps,
    generator,
    clipNorm: 1,
    evaluation: {
      every: options.evaluateEvery,
      measure: () => measure(start, 'valid', trainingCorpora, options.data),
      by: 'mean',
      best: 'highest',
    },
    store: folderStore(run),
    saveEvery: options.saveEvery,
    observers: options.observers,
    ...(options.signal && { signal: options.signal }),
  });
  const { reason } = await trainer.run();
  if (reason !== 'interrupted') {
    await trainer.restoreBest();
    if (adapter !== undefined) await saveAdapter(adapter, join(run, 'adapter'));
    adapter?.merge();
    await mkdir(join(run, 'checkpoint'), { recursive: true });
    await saveCheckpoint(join(run, 'checkpoint'), { ...start, model: model.eval() }, 'float16');
  }
  optimizer.dispose();
  model.dispose();
}

/** What one pass over the data holds, as ids. */
async function trainingExamples(
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
