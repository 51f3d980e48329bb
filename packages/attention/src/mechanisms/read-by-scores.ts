import { type Dropout, type Module, passBy, type Tensor, weightedValues, where } from '@heed/core';
import { type Normalizer, normalizeScores } from '../normalizers/normalizer.ts';

/** A module whose observers can ask for `scores` and `weights`. */
export interface ScoringModule extends Module {
  readonly dropout: Dropout;
}

/** What stands between the scores and what the heads read. */
export interface ScoreReading {
  /** [batch, heads, queries, keys] */
  readonly scores: Tensor;
  /** Boolean, broadcasts to the scores; true = attend. */
  readonly visible: Tensor | undefined;
  readonly normalizer: Normalizer;
  /** [batch, keyHeads, keys, headDimension] */
  readonly values: Tensor;
  /** The same as a kernel, where there is one: it counts if no observer changed anything. */
  readonly kernel: (() => Tensor) | undefined;
}

/**
 * From scores to what the heads read, step by step, so that observers can read and replace `scores` and `weights`.
 * What they put on hidden keys counts for nothing, whatever the mask.
 */
export function readByScores(module: ScoringModule, reading: ScoreReading): Tensor {
  const { scores, visible, normalizer, values, kernel } = reading;
  const seenScores = passBy(module, 'scores', scores);
  const weights = normalizeScores(normalizer, seenScores, visible);
  const seenWeights = passBy(module, 'weights', weights);
  if (kernel !== undefined && seenScores === scores && seenWeights === weights) return kernel();
  const replaced = seenWeights !== weights && visible !== undefined;
  const allowed = replaced ? where(visible, seenWeights, 0) : seenWeights;
  return weightedValues(module.dropout.forward(allowed), values, visible);
}
