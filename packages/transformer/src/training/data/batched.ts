import { checkKind, checkOptions, OptionError, type RandomGenerator } from '@heed/core';
import { checkItems } from './check-items.ts';

/** How a stream is cut into batches. */
export interface BatchOptions<Example> {
  /** Places that an example takes, such as its tokens: `length` of an objective. */
  readonly length: (example: Example) => number;
  /** Most places in a batch, padding included: examples × the longest of them. An example alone may be longer. */
  readonly tokens?: number;
  /** Most examples in a batch. */
  readonly examples?: number;
  /** Examples sorted together by length; larger pools waste less on padding. 2048 by default. */
  readonly pool?: number;
  /** Where the order of the batches of a pool comes from; without it they come shortest first. */
  readonly generator?: RandomGenerator;
}

/**
 * Cuts a stream into batches of similar length, so that little is padding: pools of examples are sorted by length, each
 * cut where the padded batch would grow too large, and its batches shuffled.
 *
 * @example
 * ```ts
 * import { batched } from '@heed/transformer/training';
 * const texts = [[1, 2, 3], [4], [5, 6], [7, 8, 9]];
 * for await (const batch of batched(texts, { tokens: 6, length: ({ length }) => length })) console.log(batch);
 * // [[4], [5, 6]], then [[1, 2, 3], [7, 8, 9]]
 * ```
 */
export async function* batched<Example>(
  examples: Iterable<Example> | AsyncIterable<Example>,
  options: BatchOptions<Example>,
): AsyncGenerator<Example[], void, undefined> {
  checkOptions('batched', options, ['length', 'tokens', 'examples', 'pool', 'generator']);
  checkItems('batched: examples', examples);
  const { length, generator } = options;
  checkKind('batched: length', length, 'a function');
  const tokens = atLeastOne('tokens', options.tokens);
  const most = atLeastOne('examples', options.examples);
  if (options.tokens === undefined && options.examples === undefined) {
    throw new OptionError('batched: say how large a batch may be, by tokens or by examples');
  }
  const poolSize = atLeastOne('pool', options.pool ?? 2048);
  const cut = (pool: Example[]): Example[][] => {
    const sized = pool.map((example) => ({ example, length: length(example) }));
    sized.sort((a, b) => a.length - b.length);
    const batches = cutSorted(sized, tokens, most);
    return generator === undefined ? batches : generator.shuffle(batches);
  };
  let pool: Example[] = [];
  for await (const example of examples) {
    pool.push(example);
    if (pool.length < poolSize) continue;
    yield* cut(pool);
    pool = [];
  }
  yield* cut(pool);
}

function cutSorted<Example>(
  sized: readonly { readonly example: Example; readonly length: number }[],
  tokens: number,
  most: number,
): Example[][] {
  const batches: Example[][] = [];
  let batch: Example[] = [];
  let width = 0;
  for (const { example, length } of sized) {
    const next = Math.max(width, length);
    if (batch.length > 0 && (next * (batch.length + 1) > tokens || batch.length === most)) {
      batches.push(batch);
      batch = [];
      width = 0;
    }
    batch.push(example);
    width = Math.max(width, length);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

function atLeastOne(option: string, value = Number.POSITIVE_INFINITY): number {
  if (value >= 1 && (Number.isSafeInteger(value) || value === Number.POSITIVE_INFINITY)) return value;
  throw new OptionError(`batched: ${option} must be a whole number of at least 1, got ${value}`);
}
