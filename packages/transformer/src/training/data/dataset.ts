import { checkOptions } from '@heed/core';
import { batched } from './batched.ts';
import { epochGenerator, shuffled } from './shuffled.ts';

/** The examples of one pass over the data; passes (epochs) are numbered from 0. */
export type Dataset<Example> = (epoch: number) => Iterable<Example> | AsyncIterable<Example>;

/** The batches of one pass over the data: the same for the same epoch, so that a run can go on in the middle of one. */
export type Batches<Example> = (epoch: number) => AsyncIterable<readonly Example[]>;

/** Options of {@link trainingBatches}. */
export interface TrainingBatchOptions<Example> {
  /** Places that an example takes, such as its tokens: `length` of an objective. */
  readonly length: (example: Example) => number;
  /** Most places in a batch, padding included. */
  readonly tokens?: number;
  /** Most examples in a batch. */
  readonly examples?: number;
  /** Seed of the order. */
  readonly seed: number;
  /** Examples held back to draw from; 10 000 by default. */
  readonly buffer?: number;
  /** Examples sorted together by length; 2048 by default. */
  readonly pool?: number;
}

/**
 * The usual way from data to batches for training: each pass in another random order, batches of similar length.
 *
 * @example
 * ```ts
 * import { trainingBatches } from '@heed/transformer/training';
 * const texts = [{ ids: [1, 2, 3] }, { ids: [4] }, { ids: [5, 6] }];
 * const batches = trainingBatches(() => texts, { length: ({ ids }) => ids.length, tokens: 6, seed: 1 });
 * for await (const batch of batches(0)) console.log(batch);
 * ```
 */
export function trainingBatches<Example>(
  dataset: Dataset<Example>,
  options: TrainingBatchOptions<Example>,
): Batches<Example> {
  checkOptions('trainingBatches', options, ['length', 'tokens', 'examples', 'seed', 'buffer', 'pool']);
  const { seed, buffer, ...cutting } = options;
  return (epoch) =>
    batched(shuffled(dataset(epoch), { seed, epoch, ...(buffer && { buffer }) }), {
      ...cutting,
      // Another stream of numbers than that of the examples' order.
      generator: epochGenerator(seed + 1, epoch),
    });
}
