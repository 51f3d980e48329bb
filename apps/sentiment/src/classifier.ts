import { multiply, softmax, type Tensor, tidy } from '@heed/core';
import { batched, forwardRows } from '@heed/transformer/training';
import type { SentimentCheckpoint } from './checkpoint.ts';
import type { SentimentModel } from './model.ts';
import { spellEmoji } from './spell-emoji.ts';
import { type TaskName, taskNames } from './task.ts';
import { type Probabilities, unknownVerdict, type Verdict, verdictOf } from './verdict.ts';
import { windowsOf } from './windows.ts';

/** A window of one of the texts. */
interface Window {
  readonly text: number;
  readonly ids: readonly number[];
}

/**
 * Classifies texts of any kind and length. A long one is read by windows, whose probabilities are averaged by their
 * lengths; one without a token that says anything, such as an empty line, is neutral.
 */
export async function classify(
  { model, tokenizer, temperatures }: SentimentCheckpoint,
  texts: readonly string[],
): Promise<Verdict[]> {
  const windows = texts.flatMap((text, index) =>
    windowsOf(tokenizer.encode(spellEmoji(text))).map((ids): Window => ({ text: index, ids })),
  );
  const sums = texts.map(() => ({ polarity: [0, 0], emotion: [0, 0, 0, 0], tokens: 0 }));
  const told = windows.filter(({ ids }) => ids.length > 2);
  for await (const batch of batched(told, { length: ({ ids }) => ids.length, tokens: 2048 })) {
    const found = probabilitiesOf(
      model,
      batch.map(({ ids }) => ids),
      temperatures,
    );
    for (const [row, { text, ids }] of batch.entries()) {
      const sum = sums[text];
      if (sum === undefined) continue;
      const tokens = ids.length - 2;
      sum.tokens += tokens;
      for (const task of taskNames) {
        const probabilities = found[row]?.[task] ?? [];
        for (const [at, value] of probabilities.entries())
          sum[task][at] = (sum[task][at] ?? 0) + tokens * value;
      }
    }
  }
  return sums.map(({ polarity, emotion, tokens }) => {
    if (tokens === 0) return unknownVerdict;
    const mean = (values: readonly number[]): number[] => values.map((value) => value / tokens);
    return verdictOf({ polarity: mean(polarity), emotion: mean(emotion) });
  });
}

/** Calibrated probabilities of each text, read at once. */
export function probabilitiesOf(
  model: SentimentModel,
  texts: readonly (readonly number[])[],
  temperatures: Readonly<Record<TaskName, number>>,
): Probabilities[] {
  return tidy(() => {
    const pooled = forwardRows(model, texts);
    const rows = (task: TaskName): number[][] =>
      rowsOf(softmax(multiply(model.classify(pooled, task), 1 / temperatures[task])));
    const [polarity, emotion] = [rows('polarity'), rows('emotion')];
    return texts.map((_, index) => ({ polarity: polarity[index] ?? [], emotion: emotion[index] ?? [] }));
  });
}

/** The rows of a matrix as numbers. */
export function rowsOf(matrix: Tensor): number[][] {
  const width = matrix.shape[1] ?? 0;
  const numbers = Array.from(matrix.dataSync());
  return Array.from({ length: matrix.shape[0] ?? 0 }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width),
  );
}
