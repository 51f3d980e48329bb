import { crossEntropy, ShapeError } from '@heed/core';
import type { Objective } from '../objective.ts';
import { forwardRows, type TextModel } from '../text-model.ts';
import { checkedObjective } from './checked-objective.ts';
import { countTargets, labelRows } from './ignored.ts';

/** A text with a class for each token. */
export interface ClassifiedTokens {
  readonly ids: readonly number[];
  /** As many as ids; −100 for a token that counts for nothing, such as [CLS] and the later pieces of a word. */
  readonly labels: readonly number[];
}

/**
 * One class for each token, as in named entity recognition: the cross-entropy of logits [batch, length, labels] over all
 * tokens that have a label.
 *
 * @param model A `TokenClassifier`, or any module from ids to logits of tokens.
 * @throws {ShapeError} in `batch` for an example with more or fewer labels than ids.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { BertForTokenClassification, HfConfig, readBertConfig } from '@heed/transformer';
 * import { tokenClassification, trainStep } from '@heed/transformer/training';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new BertForTokenClassification(config).initialize(new RandomGenerator(0)).train();
 * const batch = [{ ids: [3, 1, 4], labels: [-100, 1, 0] }];
 * console.log(trainStep(tokenClassification(model), new AdamW(model, { rate: 1e-3 }), [batch]).targets); // 2
 * ```
 */
export function tokenClassification(model: TextModel): Objective<ClassifiedTokens> {
  return checkedObjective('tokenClassification', ['ids', 'labels'], {
    model,
    length: ({ ids }) => ids.length,
    batch: (examples) => {
      const labels = examples.map((example, index) => {
        if (example.labels.length === example.ids.length) return example.labels;
        throw new ShapeError(
          `tokenClassification: example ${index} has ${example.ids.length} ids and ${example.labels.length} labels`,
        );
      });
      return {
        targets: countTargets(labels),
        loss: () => {
          const logits = forwardRows(
            model,
            examples.map(({ ids }) => ids),
          );
          return crossEntropy(logits, labelRows(labels), { reduction: 'sum' });
        },
      };
    },
  });
}
