import { checkOptions, OptionError, RandomGenerator } from '@heed/core';
import { checkItems } from './check-items.ts';

/** How a stream is brought into random order. */
export interface ShuffleOptions {
  /** Seed of the order; the same seed and epoch give the same order. */
  readonly seed: number;
  /** Which pass over the data it is, from 0; each has another order. */
  readonly epoch: number;
  /** Examples held back to draw from; 10 000 by default. As many as the data have make the order wholly random. */
  readonly buffer?: number;
}

/**
 * A stream in random order without all of it in memory: a buffer is filled, and each example that comes takes the place of
 * one drawn from it.
 *
 * @example
 * ```ts
 * import { shuffled } from '@heed/transformer/training';
 * for await (const number of shuffled([1, 2, 3, 4, 5], { seed: 7, epoch: 0 })) console.log(number);
 * ```
 */
export async function* shuffled<Example>(
  examples: Iterable<Example> | AsyncIterable<Example>,
  options: ShuffleOptions,
): AsyncGenerator<Example, void, undefined> {
  checkOptions('shuffled', options, ['seed', 'epoch', 'buffer']);
  checkItems('shuffled: examples', examples);
  const { seed, epoch, buffer = 10_000 } = options;
  if (!Number.isSafeInteger(buffer) || buffer < 1) {
    throw new OptionError(`shuffled: buffer must be a whole number of at least 1, got ${buffer}`);
  }
  const generator = epochGenerator(seed, epoch);
  const held: Example[] = [];
  for await (const example of examples) {
    if (held.length < buffer) {
      held.push(example);
      continue;
    }
    const [drawn] = held.splice(generator.nextInteger(buffer), 1, example);
    if (drawn !== undefined) yield drawn;
  }
  yield* generator.shuffle(held);
}

/** The random numbers of one pass over the data. */
export function epochGenerator(seed: number, epoch: number): RandomGenerator {
  return new RandomGenerator(seed * 65_536 + epoch);
}
