import { paddingMask } from '@heed/attention';
import { checkOptions, crossEntropy, type Module, type Tensor, tensor } from '@heed/core';
import { padRows } from '../../generation/pad-rows.ts';
import type { PairLengths, SequenceConfig } from '../../sequence-to-sequence.ts';
import type { Objective } from '../objective.ts';
import { checkedObjective } from './checked-objective.ts';
import { labelRows } from './ignored.ts';

/** What {@link sequenceToSequence} asks of a model: logits of the next target token; see `SequenceToSequence`. */
export interface TrainableModel extends Module {
  readonly config: SequenceConfig;
  readonly takesLengths?: boolean;
  forward(source: Tensor, target: Tensor, padding?: Tensor | PairLengths): Tensor;
}

/** Source and target ids, each ending with the end token. */
export interface SequencePair {
  readonly source: readonly number[];
  readonly target: readonly number[];
}

/** Options of {@link sequenceToSequence}. */
export interface SequenceToSequenceOptions {
  /** ε of label smoothing (Szegedy et al. 2016); 0 by default. */
  readonly labelSmoothing?: number;
}

/**
 * A target for each source, as in translation: the cross-entropy of each target token, which the decoder predicts from
 * the source and the tokens before it. It reads the target shifted right behind the start token; padding counts for
 * nothing.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { baseConfig, EncoderDecoder } from '@heed/transformer';
 * import { sequenceToSequence, trainStep } from '@heed/transformer/training';
 * const config = { ...baseConfig, vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16 };
 * const model = new EncoderDecoder(config).initialize(new RandomGenerator(0)).train();
 * const objective = sequenceToSequence(model, { labelSmoothing: 0.1 });
 * const pairs = [{ source: [3, 4, 2], target: [4, 3, 2] }];
 * console.log(trainStep(objective, new AdamW(model, { rate: 1e-3 }), [pairs]).targets); // 3
 * ```
 */
export function sequenceToSequence(
  model: TrainableModel,
  options: SequenceToSequenceOptions = {},
): Objective<SequencePair> {
  checkOptions('sequenceToSequence', options, ['labelSmoothing']);
  const { labelSmoothing = 0 } = options;
  return checkedObjective('sequenceToSequence', ['source', 'target'], {
    model,
    length: ({ source, target }) => Math.max(source.length, target.length),
    batch: (pairs) => ({
      targets: pairs.reduce((total, { target }) => total + target.length, 0),
      loss: () => batchLoss(model, pairs, labelSmoothing),
    }),
  });
}

function batchLoss(model: TrainableModel, pairs: readonly SequencePair[], labelSmoothing: number): Tensor {
  const { padId, startId } = model.config;
  const source = padRows(
    pairs.map((pair) => pair.source),
    padId,
  );
  const input = padRows(
    pairs.map(({ target }) => [startId, ...target.slice(0, -1)]),
    padId,
  );
  const lengths = {
    sources: pairs.map((pair) => pair.source.length),
    targets: pairs.map(({ target }) => target.length),
  };
  const labels = pairs.map(({ target }) => target);
  const smoothed = { labelSmoothing, reduction: 'sum' } as const;
  if (model.takesLengths) {
    const logits = model.forward(source, input, lengths);
    return crossEntropy(logits, tensor(labels.flat(), { dtype: 'int32' }), smoothed);
  }
  const mask = paddingMask(lengths.sources, source.shape[1] ?? 0);
  return crossEntropy(model.forward(source, input, mask), labelRows(labels), smoothed);
}
