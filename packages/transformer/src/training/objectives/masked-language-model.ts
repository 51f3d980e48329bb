import {
  checkKind,
  checkOptions,
  checkWhole,
  crossEntropy,
  OptionError,
  type RandomGenerator,
} from '@heed/core';
import type { Objective } from '../objective.ts';
import { forwardRows, type TextModel } from '../text-model.ts';
import { checkedObjective } from './checked-objective.ts';
import { countTargets, ignored, labelRows } from './ignored.ts';

/** Options of {@link maskedLanguageModel}. */
export interface MaskedLanguageModelOptions {
  /** Id of [MASK]. */
  readonly maskId: number;
  /** Ids that are never chosen, such as [CLS], [SEP] and padding. */
  readonly specialIds: readonly number[];
  /** Share of the tokens that are to be guessed; 0.15 by default. */
  readonly share?: number;
}

/** A text whose gaps are to be filled. */
export interface UnlabelledText {
  readonly ids: readonly number[];
}

/**
 * Filling gaps (Devlin et al. 2019): 15 % of the tokens are chosen, anew each time a text is seen (dynamic masking, Liu et
 * al. 2019); of these 80 % become [MASK], 10 % another token at random and 10 % stay. The loss is the cross-entropy of
 * logits [batch, length, vocabulary] at the chosen tokens.
 *
 * @param model A `MaskedLanguageModel`.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { BertForMaskedLM, HfConfig, readBertConfig } from '@heed/transformer';
 * import { maskedLanguageModel, trainStep } from '@heed/transformer/training';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new BertForMaskedLM(config, generator).initialize(generator).train();
 * const objective = maskedLanguageModel(model, { maskId: 3, specialIds: [0, 1, 2], share: 0.5 });
 * const optimizer = new AdamW(model, { rate: 1e-3 });
 * console.log(trainStep(objective, optimizer, [[{ ids: [1, 7, 8, 9, 5, 6, 2] }]], { generator }).loss);
 * ```
 */
export function maskedLanguageModel(
  model: TextModel,
  options: MaskedLanguageModelOptions,
): Objective<UnlabelledText> {
  checkOptions('maskedLanguageModel', options, ['maskId', 'specialIds', 'share']);
  const { maskId, share = 0.15 } = options;
  if (!(share > 0 && share <= 1)) {
    throw new OptionError(`maskedLanguageModel: share must lie above 0 and at most at 1, got ${share}`);
  }
  checkKind('maskedLanguageModel: model', model, 'a module');
  checkWhole('maskedLanguageModel: maskId', maskId, 0);
  checkKind('maskedLanguageModel: specialIds', options.specialIds, 'a list');
  const masking = {
    maskId,
    share,
    special: new Set(options.specialIds),
    vocabularySize: model.config.vocabularySize,
  };
  return checkedObjective('maskedLanguageModel', ['ids'], {
    model,
    length: ({ ids }) => ids.length,
    batch: (examples, generator) => {
      if (generator === undefined) {
        throw new OptionError('maskedLanguageModel draws at random: give trainStep a generator');
      }
      const rows = examples.map(({ ids }) => maskTokens(ids, masking, generator));
      const labels = rows.map((row) => row.labels);
      return {
        targets: countTargets(labels),
        loss: () => {
          const logits = forwardRows(
            model,
            rows.map(({ ids }) => ids),
          );
          return crossEntropy(logits, labelRows(labels), { reduction: 'sum' });
        },
      };
    },
  });
}

interface Masking {
  readonly maskId: number;
  readonly share: number;
  readonly special: ReadonlySet<number>;
  readonly vocabularySize: number;
}

/** A text with gaps, and what stood in them. */
function maskTokens(
  ids: readonly number[],
  { maskId, share, special, vocabularySize }: Masking,
  generator: RandomGenerator,
): { readonly ids: number[]; readonly labels: number[] } {
  const masked: number[] = [];
  const labels: number[] = [];
  for (const id of ids) {
    const isChosen = !special.has(id) && generator.nextUniform() < share;
    labels.push(isChosen ? id : ignored);
    masked.push(isChosen ? replacement(id, maskId, vocabularySize, generator) : id);
  }
  return { ids: masked, labels };
}

function replacement(id: number, maskId: number, vocabularySize: number, generator: RandomGenerator): number {
  const draw = generator.nextUniform();
  if (draw < 0.8) return maskId;
  return draw < 0.9 ? generator.nextInteger(vocabularySize) : id;
}
