import { checkOptions, OptionError, RandomGenerator } from '@heed/core';

/** Lengths of a pair, in tokens. */
export interface PairLengths {
  readonly source: number;
  readonly target: number;
}

/** How to cut pairs into batches. */
export interface BucketOptions {
  /** Most target places in a batch, padding included. */
  readonly tokensPerBatch: number;
  /** Seed of the order; the same seed and epoch give the same batches. */
  readonly seed: number;
  /** Which pass over the data it is; each has another order. */
  readonly epoch: number;
  /** Batches whose pairs are sorted together; larger pools waste less on padding. Default 50. */
  readonly poolSize?: number;
}

/**
 * Cuts pairs into batches of similar length, so that little is padding: pairs are shuffled, pools of them sorted by
 * length, each pool cut into batches of at most `tokensPerBatch` places, and the batches shuffled.
 *
 * @returns for each batch, the indices of its pairs; each pair stands in exactly one.
 *
 * @example
 * ```ts
 * import { bucketBatches } from '@heed/transformer/training';
 * const lengths = [3, 9, 4, 8].map((length) => ({ source: length, target: length }));
 * console.log(bucketBatches(lengths, { tokensPerBatch: 18, seed: 1, epoch: 0 }));
 * ```
 */
export function bucketBatches(lengths: readonly PairLengths[], options: BucketOptions): number[][] {
  checkOptions('bucketBatches', options, ['tokensPerBatch', 'seed', 'epoch', 'poolSize']);
  const { tokensPerBatch, seed, epoch, poolSize = 50 } = options;
  if (!(tokensPerBatch >= 1))
    throw new OptionError(`bucketBatches: tokensPerBatch must be at least 1, got ${tokensPerBatch}`);
  const generator = new RandomGenerator(seed * 65_536 + epoch);
  const order = generator.shuffle(lengths.map((_, index) => index));
  const batches: number[][] = [];
  const poolTokens = tokensPerBatch * poolSize;
  let pool: number[] = [];
  let tokens = 0;
  for (const index of order) {
    pool.push(index);
    tokens += lengths[index]?.target ?? 0;
    if (tokens >= poolTokens) {
      batches.push(...cut(pool, lengths, tokensPerBatch));
      pool = [];
      tokens = 0;
    }
  }
  batches.push(...cut(pool, lengths, tokensPerBatch));
  return generator.shuffle(batches);
}

/** Sorts a pool by length and cuts it where the padded batch would grow too large. */
function cut(pool: readonly number[], lengths: readonly PairLengths[], tokensPerBatch: number): number[][] {
  const size = (index: number): number => {
    const { source = 0, target = 0 } = lengths[index] ?? {};
    return target * 4096 + source;
  };
  const widest = (index: number): number =>
    Math.max(lengths[index]?.source ?? 0, lengths[index]?.target ?? 0);
  const batches: number[][] = [];
  let batch: number[] = [];
  let width = 0;
  for (const index of [...pool].sort((a, b) => size(a) - size(b))) {
    const next = Math.max(width, widest(index));
    if (batch.length > 0 && next * (batch.length + 1) > tokensPerBatch) {
      batches.push(batch);
      batch = [];
      width = 0;
    }
    batch.push(index);
    width = Math.max(width, widest(index));
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
