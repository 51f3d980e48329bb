import {
  checkOptions,
  concat,
  crossEntropy,
  matmul,
  multiply,
  OptionError,
  tensor,
  transpose,
} from '@heed/core';
import { normalizeVectors } from '../../embeddings/normalize-vectors.ts';
import type { Objective } from '../objective.ts';
import { forwardRows, type TextModel } from '../text-model.ts';
import { checkedObjective } from './checked-objective.ts';

/** Two texts of like meaning, as ids. */
export interface TextPair {
  readonly anchor: readonly number[];
  readonly positive: readonly number[];
  /** A text that looks alike and means something else; all examples of a batch have one, or none has. */
  readonly negative?: readonly number[];
}

/** Options of {@link contrastive}. */
export interface ContrastiveOptions {
  /** τ: similarities are divided by it; 0.05 by default, as in Sentence-Transformers. */
  readonly temperature?: number;
}

/**
 * Sentence vectors by contrast (InfoNCE, van den Oord et al. 2018; in-batch negatives, Henderson et al. 2017): each anchor
 * is to find its own positive among all positives and negatives of the batch,
 * `−log(exp(cos(aᵢ, pᵢ)/τ) / Σⱼ exp(cos(aᵢ, pⱼ)/τ))`. Large batches teach more.
 *
 * @param model From ids to one vector per text, such as a `SentenceEncoder`; vectors are given length 1 here.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { BertModel, HfConfig, readBertConfig, SentenceEncoder } from '@heed/transformer';
 * import { contrastive, trainStep } from '@heed/transformer/training';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const encoder = new SentenceEncoder(new BertModel(config, { pooler: false })).initialize(new RandomGenerator(0));
 * const objective = contrastive(encoder);
 * const pairs = [{ anchor: [3, 1], positive: [4, 1, 5] }, { anchor: [9, 2], positive: [6, 5] }];
 * console.log(trainStep(objective, new AdamW(objective.model, { rate: 1e-3 }), [pairs]).targets); // 2
 * ```
 */
export function contrastive(model: TextModel, options: ContrastiveOptions = {}): Objective<TextPair> {
  checkOptions('contrastive', options, ['temperature']);
  const { temperature = 0.05 } = options;
  if (!(temperature > 0))
    throw new OptionError(`contrastive: temperature must be above 0, got ${temperature}`);
  return checkedObjective('contrastive', ['anchor', 'positive'], {
    model,
    length: ({ anchor, positive, negative = [] }) =>
      Math.max(anchor.length, positive.length, negative.length),
    batch: (pairs) => ({
      targets: pairs.length,
      loss: () => {
        const vectors = (rows: readonly (readonly number[])[]) => normalizeVectors(forwardRows(model, rows));
        const anchors = vectors(pairs.map(({ anchor }) => anchor));
        const positives = vectors(pairs.map(({ positive }) => positive));
        const negatives = pairs.flatMap(({ negative }) => (negative === undefined ? [] : [negative]));
        if (negatives.length !== 0 && negatives.length !== pairs.length) {
          throw new OptionError(
            `contrastive: ${negatives.length} of ${pairs.length} examples have a negative`,
          );
        }
        const others =
          negatives.length === 0 ? positives : concat([positives, vectors(negatives)], { axis: 0 });
        const scores = multiply(matmul(anchors, transpose(others, [1, 0])), 1 / temperature);
        const own = tensor(Array.from(pairs.keys()), { dtype: 'int32' });
        return crossEntropy(scores, own, { reduction: 'sum' });
      },
    }),
  });
}
