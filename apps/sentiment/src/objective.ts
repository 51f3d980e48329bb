import { add, crossEntropy, type Tensor, tensor } from '@heed/core';
import { forwardRows, type Objective } from '@heed/transformer/training';
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
        const pooled = forwardRows(
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
