import { paddingMask } from '@heed/attention';
import {
  add,
  clipByGlobalNorm,
  crossEntropy,
  divide,
  type Module,
  type Optimizer,
  type Tensor,
  tidy,
  valueAndGrad,
} from '@heed/core';
import { padRows } from '../generation/generate-sequences.ts';
import type { SequenceConfig } from '../sequence-to-sequence.ts';

/** What an update asks of a model: logits of the next target token; see `SequenceToSequence`. */
export interface TrainableModel extends Module {
  readonly config: SequenceConfig;
  forward(source: Tensor, target: Tensor, sourceMask?: Tensor): Tensor;
}

/** Source and target ids, each ending with the end token. */
export interface SequencePair {
  readonly source: readonly number[];
  readonly target: readonly number[];
}

/** What an update says of itself. */
export interface StepReport {
  /** Loss per target token, label smoothing included. */
  readonly loss: number;
  /** Norm of all gradients before clipping. */
  readonly norm: number;
  readonly rate: number;
  /** Target tokens that were learned from. */
  readonly tokens: number;
}

/** How one update is done. */
export interface StepOptions {
  readonly labelSmoothing: number;
  /** Gradients are scaled to this norm at most. */
  readonly clipNorm: number;
}

/** Sum of the losses of a batch; the decoder reads the target shifted right behind the start token. */
function batchLoss(model: TrainableModel, batch: readonly SequencePair[], labelSmoothing: number): Tensor {
  const { padId, startId } = model.config;
  const source = padRows(
    batch.map((pair) => pair.source),
    padId,
  );
  const mask = paddingMask(
    batch.map((pair) => pair.source.length),
    source.shape[1] ?? 0,
  );
  const input = padRows(
    batch.map((pair) => [startId, ...pair.target.slice(0, -1)]),
    padId,
  );
  const expected = padRows(
    batch.map((pair) => pair.target),
    padId,
  );
  const logits = model.forward(source, input, mask);
  return crossEntropy(logits, expected, { ignoreIndex: padId, labelSmoothing, reduction: 'sum' });
}

function countTokens(batches: readonly (readonly SequencePair[])[]): number {
  return batches.flat().reduce((total, pair) => total + pair.target.length, 0);
}

/**
 * One update from one or more batches (gradient accumulation). Losses are summed and divided by the number of
 * target tokens in all batches together, so that each token weighs the same however the batches are cut.
 *
 * @throws {ValueError} when a gradient is not finite; model and optimizer are then as before.
 */
export function trainStep(
  model: TrainableModel,
  optimizer: Optimizer,
  batches: readonly (readonly SequencePair[])[],
  options: StepOptions,
): StepReport {
  return tidy(() => {
    const tokens = countTokens(batches);
    let loss = 0;
    let total: ReadonlyMap<string, Tensor> | undefined;
    for (const batch of batches) {
      const { value, gradients } = valueAndGrad(model, () =>
        divide(batchLoss(model, batch, options.labelSmoothing), tokens),
      );
      loss += value.item();
      total = total === undefined ? gradients : sumOf(total, gradients);
    }
    const clipped = clipByGlobalNorm(total ?? new Map(), options.clipNorm);
    const rate = optimizer.step(clipped.gradients);
    return { loss, norm: clipped.norm, rate, tokens };
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

/** Cross-entropy per target token over batches, without label smoothing or dropout. */
export function evaluateLoss(model: TrainableModel, batches: Iterable<readonly SequencePair[]>): number {
  const { training } = model;
  model.eval();
  let loss = 0;
  let tokens = 0;
  for (const batch of batches) {
    loss += tidy(() => batchLoss(model, batch, 0).item());
    tokens += countTokens([batch]);
  }
  model.train(training);
  return loss / tokens;
}
