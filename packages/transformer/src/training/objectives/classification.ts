import { checkOptions, crossEntropy, OptionError, tensor } from '@heed/core';
import type { Objective } from '../objective.ts';
import { forwardRows, type TextModel } from '../text-model.ts';
import { checkedObjective } from './checked-objective.ts';

/** A text and its class. */
export interface ClassifiedText {
  readonly ids: readonly number[];
  /** Number of the class, from 0. */
  readonly label: number;
}

/** Options of {@link classification}. */
export interface ClassificationOptions {
  /** ε of label smoothing (Szegedy et al. 2016); 0 by default. */
  readonly labelSmoothing?: number;
}

/**
 * One class for each text: the cross-entropy of logits [batch, labels].
 *
 * @param model A `SequenceClassifier`, or any module from ids to logits.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { BertForSequenceClassification, HfConfig, readBertConfig } from '@heed/transformer';
 * import { classification, trainStep } from '@heed/transformer/training';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new BertForSequenceClassification(config).initialize(new RandomGenerator(0)).train();
 * const optimizer = new AdamW(model, { rate: 1e-3 });
 * const batch = [{ ids: [3, 1, 4], label: 0 }, { ids: [1, 5], label: 1 }];
 * console.log(trainStep(classification(model), optimizer, [batch]).loss); // about 0.55
 * ```
 */
export function classification(
  model: TextModel,
  options: ClassificationOptions = {},
): Objective<ClassifiedText> {
  checkOptions('classification', options, ['labelSmoothing']);
  const { labelSmoothing = 0 } = options;
  return checkedObjective('classification', ['ids'], {
    model,
    length: ({ ids }) => ids.length,
    batch: (examples) => ({
      targets: examples.length,
      loss: () => {
        const logits = forwardRows(
          model,
          examples.map(({ ids }) => ids),
        );
        if (logits.rank !== 2) {
          throw new OptionError(
            `classification: the model gives ${logits.rank} axes, and logits [batch, labels] are wanted; tokenClassification is for one class per token`,
          );
        }
        const labels = tensor(
          examples.map(({ label }) => label),
          { dtype: 'int32' },
        );
        return crossEntropy(logits, labels, { labelSmoothing, reduction: 'sum' });
      },
    }),
  });
}
