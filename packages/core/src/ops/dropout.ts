import { apply, asTensor, checkFloating, defineOp, type Op, type TensorLike } from '../op.ts';
import { checkKind, checkOptions, checkShare } from '../options.ts';
import { keptPlaces } from '../random/kept-places.ts';
import type { Seed } from '../random/philox.ts';
import type { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';

/** Options of {@link dropout}. */
export interface DropoutOptions {
  /** Probability that an element becomes 0. */
  readonly rate: number;
  /** Source of the seed; drawn from once per call in training. */
  readonly generator: RandomGenerator;
  /** Off, the input is returned as it is. */
  readonly training: boolean;
}

/** Attributes of the dropout kernel. */
export type DropoutAttributes = { readonly rate: number; readonly seed: Seed };

const op: Op<DropoutAttributes> = defineOp<DropoutAttributes>({
  name: 'dropout',
  infer: ([x]) => (x ? [{ shape: x.shape, dtype: checkFloating('dropout', x) }] : []),
  // The same seed drops the same places.
  vjp: ([gradient], { attributes }) => [gradient && apply(op, [gradient], attributes)],
  reference: ([x], [y], { rate, seed }) => {
    if (x === undefined || y === undefined) return;
    const scale = rate < 1 ? 1 / (1 - rate) : 0;
    keptPlaces(y.data.length, rate, seed).forEach((kept, i) => {
      if (kept !== 0) y.data[i] = (x.data[i] ?? 0) * scale;
    });
  },
});

/**
 * Inverted dropout (Srivastava et al. 2014): each element is 0 with probability `rate`, the others are multiplied
 * by `1 / (1 − rate)`. Element i is decided by word `i mod 4` of Philox block `⌊i / 4⌋` under the seed, so that
 * every backend drops the same places.
 *
 * @throws {OptionError} for a rate outside 0…1.
 *
 * @example
 * ```ts
 * import { dropout, RandomGenerator, tensor } from '@heed/core';
 * const y = dropout(tensor([1, 1, 1, 1]), { rate: 0.5, generator: new RandomGenerator(1), training: true });
 * ```
 */
export function dropout(x: TensorLike, options: DropoutOptions): Tensor {
  checkOptions('dropout', options, ['rate', 'generator', 'training']);
  const { rate, generator, training } = options;
  checkShare('dropout: rate', rate);
  const input = asTensor(x);
  if (!training || rate === 0) return input;
  checkKind('dropout: generator', generator, 'a RandomGenerator');
  return apply(op, [input], { rate, seed: generator.nextSeed() });
}
