import {
  checkKind,
  checkOptions,
  crossEntropy,
  multiply,
  negate,
  OptionError,
  reshape,
  slice,
  softplus,
  subtract,
  sum,
  type Tensor,
} from '@heed/core';
import type { Objective } from '../objective.ts';
import { forwardRows, type TextModel } from '../text-model.ts';
import { checkedObjective } from './checked-objective.ts';
import { ignored, labelRows } from './ignored.ts';

/** A prompt with two answers, one of which was preferred; all as ids, answers with their end token. */
export interface Preference {
  readonly prompt: readonly number[];
  readonly chosen: readonly number[];
  readonly rejected: readonly number[];
}

/** Options of {@link preference}. */
export interface PreferenceOptions {
  /** β: how strongly the model is held to the reference; 0.1 by default. */
  readonly beta?: number;
}

/**
 * Direct preference optimisation (Rafailov et al. 2023): the preferred answer is to become likelier against the other than
 * it is for a reference model,
 * `−log σ(β · ((log π(c) − log π(r)) − (log πref(c) − log πref(r))))`, log-probabilities summed over the answer's tokens.
 *
 * @param reference The model as it was before; it is used as it stands, in evaluation mode.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import { preference, trainStep } from '@heed/transformer/training';
 * const config = readGpt2Config(
 *   new HfConfig({ vocab_size: 11, n_embd: 8, n_layer: 1, n_head: 2, n_positions: 16 }),
 * );
 * const model = new Gpt2(config).initialize(new RandomGenerator(0)).train();
 * const reference = new Gpt2(config).initialize(new RandomGenerator(0)).freeze();
 * const pairs = [{ prompt: [3, 1], chosen: [4, 2], rejected: [5, 9, 2] }];
 * const report = trainStep(preference(model, reference), new AdamW(model, { rate: 1e-3 }), [pairs]);
 * console.log(report.loss); // 0.6931, ln 2: they are equal at first
 * ```
 */
export function preference(
  model: TextModel,
  reference: TextModel,
  options: PreferenceOptions = {},
): Objective<Preference> {
  checkOptions('preference', options, ['beta']);
  const { beta = 0.1 } = options;
  if (!(beta > 0)) throw new OptionError(`preference: beta must be above 0, got ${beta}`);
  checkKind('preference: reference', reference, 'a module');
  reference.eval();
  return checkedObjective('preference', ['prompt', 'chosen', 'rejected'], {
    model,
    length: ({ prompt, chosen, rejected }) => 2 * (prompt.length + Math.max(chosen.length, rejected.length)),
    batch: (pairs) => {
      const answers = [
        ...pairs.map(({ prompt, chosen }) => ({ prompt, answer: chosen })),
        ...pairs.map(({ prompt, rejected }) => ({ prompt, answer: rejected })),
      ];
      return {
        targets: pairs.length,
        loss: () => {
          const ahead = subtract(margin(model, answers), margin(reference, answers));
          return sum(softplus(negate(multiply(ahead, beta))));
        },
      };
    },
  });
}

interface Answer {
  readonly prompt: readonly number[];
  readonly answer: readonly number[];
}

/** How much likelier the first half of the answers are than the second: log-probabilities [pairs]. */
function margin(model: TextModel, answers: readonly Answer[]): Tensor {
  const logits = forwardRows(
    model,
    answers.map(({ prompt, answer }) => [...prompt, ...answer]),
  );
  const labels = labelRows(answers.map(({ prompt, answer }) => [...prompt.map(() => ignored), ...answer]));
  const length = labels.shape[1] ?? 0;
  const losses = crossEntropy(
    slice(logits, { axis: 1, end: length - 1 }),
    slice(labels, { axis: 1, start: 1 }),
    { reduction: 'none' },
  );
  const [pairs, width] = [answers.length / 2, length - 1];
  const sums = sum(reshape(losses, [2, pairs, width]), { axis: 2 });
  const half = (index: number): Tensor =>
    reshape(slice(sums, { axis: 0, start: index, end: index + 1 }), [pairs]);
  return subtract(half(1), half(0));
}
