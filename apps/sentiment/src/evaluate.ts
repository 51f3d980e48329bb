import { argmax, tidy } from '@heed/core';
import { batched } from '@heed/transformer/training';
import type { SentimentCheckpoint } from './checkpoint.ts';
import { type Corpus, readCorpus, type Split } from './data.ts';
import { readTexts } from './objective.ts';
import type { LabelledIds } from './task.ts';

/** Accuracy by corpus, and the mean of them. */
export async function measure(
  { model, tokenizer }: SentimentCheckpoint,
  split: Split,
  corpora: readonly Corpus[],
): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {};
  for (const corpus of corpora) {
    const examples: LabelledIds[] = [];
    for await (const { text, task, label } of readCorpus(corpus, split)) {
      examples.push({ ids: tokenizer.encode(text, { truncation: { maximumLength: 128 } }), task, label });
    }
    let right = 0;
    for await (const batch of batched(examples, { length: ({ ids }) => ids.length, tokens: 2048 })) {
      const task = batch[0]?.task ?? 'polarity';
      const texts = batch.map(({ ids }) => ids);
      const classes = tidy(() =>
        argmax(model.classify(readTexts(model, texts), task), { axis: 1 }).dataSync(),
      );
      right += batch.filter(({ label }, index) => classes[index] === label).length;
    }
    found[corpus] = right / examples.length;
  }
  const values = Object.values(found);
  return { ...found, mean: values.reduce((a, b) => a + b, 0) / values.length };
}
