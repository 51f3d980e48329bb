import {
  add,
  checkKind,
  checkOptions,
  clipByGlobalNorm,
  divide,
  type Optimizer,
  OptionError,
  RandomGenerator,
  type Tensor,
  tidy,
  valueAndGrad,
} from '@heed/core';
import { checkItems } from './data/check-items.ts';
import type { Objective } from './objective.ts';

/** What an update says of itself. */
export interface StepReport {
  /** Loss per target. */
  readonly loss: number;
  /** Norm of all gradients before clipping. */
  readonly norm: number;
  readonly rate: number;
  /** Targets that were learned from. */
  readonly targets: number;
}

/** How one update is done. */
export interface StepOptions {
  /** Gradients are scaled to this norm at most; by default they are only measured. */
  readonly clipNorm?: number;
  /** For objectives that draw at random, such as masking. */
  readonly generator?: RandomGenerator;
}

/**
 * One update from one or more batches (gradient accumulation). Losses are summed and divided by the number of targets in
 * all batches together, so that each target weighs the same however the batches are cut.
 *
 * @throws {ValueError} when a gradient is not finite; model and optimizer are then as before.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import { causalLanguageModel, trainStep } from '@heed/transformer/training';
 * const config = new HfConfig({ vocab_size: 11, n_embd: 8, n_layer: 1, n_head: 2, n_positions: 16 });
 * const model = new Gpt2(readGpt2Config(config)).initialize(new RandomGenerator(0)).train();
 * const [objective, optimizer] = [causalLanguageModel(model), new AdamW(model, { rate: 1e-2 })];
 * for (let step = 0; step < 3; step++) {
 *   const { loss, norm } = trainStep(objective, optimizer, [[{ ids: [3, 1, 4, 1, 5] }]], { clipNorm: 1 });
 *   console.log(loss, norm);
 * }
 * ```
 */
export function trainStep<Example>(
  objective: Objective<Example>,
  optimizer: Optimizer,
  batches: readonly (readonly Example[])[],
  options: StepOptions = {},
): StepReport {
  checkOptions('trainStep', options, ['clipNorm', 'generator']);
  const { clipNorm = Number.POSITIVE_INFINITY, generator } = options;
  checkKind('trainStep: objective', objective, 'an objective');
  checkKind('trainStep: optimizer', optimizer, 'an optimizer');
  checkKind('trainStep: batches', batches, 'a list');
  const ready = batches.map((examples) => objective.batch(examples, generator));
  const targets = ready.reduce((total, batch) => total + batch.targets, 0);
  if (targets === 0) throw new OptionError('trainStep: the batches hold no target to learn from');
  return tidy(() => {
    let loss = 0;
    let total: ReadonlyMap<string, Tensor> | undefined;
    for (const batch of ready) {
      // A batch of padding or single tokens alone has no loss, and might have no gradient either.
      if (batch.targets === 0) continue;
      const { value, gradients } = valueAndGrad(objective.model, () => divide(batch.loss(), targets));
      loss += value.item();
      total = total === undefined ? gradients : sumOf(total, gradients);
    }
    const clipped = clipByGlobalNorm(total ?? new Map(), clipNorm);
    const rate = optimizer.step(clipped.gradients);
    return { loss, norm: clipped.norm, rate, targets };
  });
}

function sumOf(a: ReadonlyMap<string, Tensor>, b: ReadonlyMap<string, Tensor>): ReadonlyMap<string, Tensor> {
  return new Map(
    [...a].map(([path, gradient]) => {
      const other = b.get(path);
      if (other === undefined) return [path, gradient];
      const sum = add(gradient, other);
      gradient.dispose();
      other.dispose();
      return [path, sum];
    }),
  );
}

/**
 * Loss per target over batches, without dropout. What an objective draws at random is the same each time, so that two
 * evaluations can be compared.
 *
 * @returns NaN where there is no target.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { baseConfig, EncoderDecoder } from '@heed/transformer';
 * import { evaluateLoss, sequenceToSequence } from '@heed/transformer/training';
 * const sizes = { vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16, encoderLayers: 1, decoderLayers: 1 };
 * const model = new EncoderDecoder({ ...baseConfig, ...sizes }).initialize(new RandomGenerator(0));
 * const batches = [[{ source: [3, 4, 2], target: [4, 3, 2] }], [{ source: [5, 2], target: [5, 2] }]];
 * console.log(await evaluateLoss(sequenceToSequence(model), batches)); // about 3
 * ```
 */
export async function evaluateLoss<Example>(
  objective: Objective<Example>,
  batches: Iterable<readonly Example[]> | AsyncIterable<readonly Example[]>,
): Promise<number> {
  checkKind('evaluateLoss: objective', objective, 'an objective');
  checkItems('evaluateLoss: batches', batches);
  const { model } = objective;
  const { training } = model;
  const generator = new RandomGenerator(0);
  let loss = 0;
  let targets = 0;
  model.eval();
  try {
    for await (const examples of batches) {
      const batch = objective.batch(examples, generator);
      targets += batch.targets;
      if (batch.targets > 0) loss += tidy(() => batch.loss().item());
    }
  } finally {
    model.train(training);
  }
  if (targets === 0) throw new OptionError('evaluateLoss: the batches hold no target to judge by');
  return loss / targets;
}
