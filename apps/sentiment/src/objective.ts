import { paddingMask } from '@heed/attention';
import { add, crossEntropy, type Tensor, tensor } from '@heed/core';
import { padRows } from '@heed/transformer';
import type { Objective } from '@heed/transformer/training';
import type { SentimentModel } from './model.ts';
import { type LabelledIds, type TaskName, taskNames } from './task.ts';

const unknown = -100;

/** Both tasks at once: the cross-entropy of each text by the head of its task. */
export function sentiment(model: SentimentModel): Objective<LabelledIds> {
  return {
    model,
    length: ({ ids }) => ids.length,
    batch: (examples) => ({
      targets: examples.length,
      loss: () => {
        const pooled = readTexts(
          model,
          examples.map(({ ids }) => ids),
        );
        return taskNames.map((task) => taskLoss(model, pooled, examples, task)).reduce((a, b) => add(a, b));
      },
    }),
  };
}

function taskLoss(
  model: SentimentModel,
  pooled: Tensor,
  examples: readonly LabelledIds[],
  task: TaskName,
): Tensor {
  const labels = examples.map((example) => (example.task === task ? example.label : unknown));
  const targets = tensor(labels, { dtype: 'int32' });
  return crossEntropy(model.classify(pooled, task), targets, { reduction: 'sum' });
}

/** Runs the encoder over texts padded behind to the longest: [batch, width]. */
export function readTexts(model: SentimentModel, texts: readonly (readonly number[])[]): Tensor {
  const ids = padRows(texts, 0);
  const lengths = texts.map(({ length }) => length);
  return model.forward(ids, { mask: paddingMask(lengths, ids.shape[1] ?? 0) });
}
