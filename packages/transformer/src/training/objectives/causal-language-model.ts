import { checkOptions, nextTokenCrossEntropy, ShapeError } from '@heed/core';
import type { Objective } from '../objective.ts';
import { forwardRows, type TextModel } from '../text-model.ts';
import { checkedObjective } from './checked-objective.ts';
import { countTargets, labelRows } from './ignored.ts';

/** A text to continue. */
export interface CausalText {
  readonly ids: readonly number[];
  /**
   * As many as ids, unshifted, as in transformers: −100 for a token that is not to be learned, such as those of a
   * prompt. Without labels every token is learned but the first.
   */
  readonly labels?: readonly number[];
}

/** Options of {@link causalLanguageModel}. */
export interface CausalLanguageModelOptions {
  /** ε of label smoothing (Szegedy et al. 2016); 0 by default. */
  readonly labelSmoothing?: number;
}

/**
 * The next token from those before it: the cross-entropy of logits [batch, length, vocabulary], position t against label
 * t + 1. The shift is done here, once; data are given as they stand.
 *
 * @param model A `CausalLanguageModel`.
 * @throws {ShapeError} in `batch` for an example with more or fewer labels than ids.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import { causalLanguageModel, trainStep } from '@heed/transformer/training';
 * const config = new HfConfig({ vocab_size: 11, n_embd: 8, n_layer: 1, n_head: 2, n_positions: 16 });
 * const model = new Gpt2(readGpt2Config(config)).initialize(new RandomGenerator(0)).train();
 * const batch = [{ ids: [3, 1, 4, 1] }, { ids: [5, 9, 2], labels: [-100, -100, 2] }];
 * console.log(trainStep(causalLanguageModel(model), new AdamW(model, { rate: 1e-3 }), [batch]).targets); // 4
 * ```
 */
export function causalLanguageModel(
  model: TextModel,
  options: CausalLanguageModelOptions = {},
): Objective<CausalText> {
  checkOptions('causalLanguageModel', options, ['labelSmoothing']);
  const { labelSmoothing = 0 } = options;
  return checkedObjective('causalLanguageModel', ['ids'], {
    model,
    length: ({ ids }) => ids.length,
    batch: (examples) => {
      const rows = examples.map(({ ids }) => ids);
      const labels = examples.map(checkedLabels);
      return {
        targets: countTargets(labels.map((row) => row.slice(1))),
        loss: () =>
          nextTokenCrossEntropy(forwardRows(model, rows), labelRows(labels), {
            labelSmoothing,
            reduction: 'sum',
          }),
      };
    },
  });
}

function checkedLabels({ ids, labels = ids }: CausalText, index: number): readonly number[] {
  if (labels.length === ids.length) return labels;
  throw new ShapeError(
    `causalLanguageModel: example ${index} has ${ids.length} ids and ${labels.length} labels; ` +
      'labels are given unshifted, one for each id',
  );
}
