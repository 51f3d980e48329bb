import {
  checkKind,
  checkOptions,
  IndexError,
  mean,
  type Observer,
  OptionError,
  ShapeError,
  showShape,
  Tensor,
  tensor,
  to,
  where,
} from '@heed/core';

/** Options of {@link ablateHeads}. */
export interface AblateHeadsOptions {
  /**
   * What the heads give instead: `zero`, the default; `mean`, their mean over the batch and the positions of this
   * call (padding counts too); or a tensor that fits [batch|1, heads|1, queries|1, headDimension], such as their mean
   * over other texts.
   */
  readonly replacement?: 'zero' | 'mean' | Tensor;
}

/**
 * An observer of `….context` that takes heads out (Michel et al. 2019; mean ablation in Wang et al. 2023): what they
 * read no longer depends on the input. With zeros this is as if their columns of the output projection were 0.
 *
 * @param heads Which heads, from 0.
 * @throws {IndexError} when observed attention has no such head.
 * @throws {ShapeError} when it observes something else than a context, [batch, heads, queries, headDimension].
 *
 * @example
 * ```ts
 * import { ablateHeads, MultiHeadAttention } from '@heed/attention';
 * import { observe, RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new MultiHeadAttention(8, 2).initialize(generator);
 * const states = generator.normal([1, 5, 8]);
 * const without = observe(attention, { context: ablateHeads([1]) }, () => attention.forward(states));
 * ```
 */
export function ablateHeads(heads: readonly number[], options: AblateHeadsOptions = {}): Observer {
  checkOptions('ablateHeads', options, ['replacement']);
  const { replacement = 'zero' } = options;
  checkKind('ablateHeads: heads', heads, 'a list');
  if (!(replacement instanceof Tensor) && replacement !== 'zero' && replacement !== 'mean') {
    throw new OptionError(`ablateHeads: replacement must be zero, mean or a tensor, got ${replacement}`);
  }
  return (context, { path }) => {
    const gone = to(chosenHeads(heads, context, path), context.backend);
    if (replacement === 'zero') return where(gone, 0, context);
    return where(gone, replacement === 'mean' ? meanOfHeads(context) : replacement, context);
  };
}

/** Boolean [1, heads, 1, 1]. */
function chosenHeads(heads: readonly number[], context: Tensor, path: string): Tensor {
  const count = context.shape[1] ?? 0;
  if (context.rank !== 4) {
    throw new ShapeError(
      `ablateHeads: '${path}' is ${showShape(context.shape)}, a context is [batch, heads, queries, headDimension]`,
    );
  }
  for (const head of heads) {
    if (!Number.isInteger(head) || head < 0 || head >= count) {
      throw new IndexError(
        `ablateHeads: '${path}' has the heads 0 to ${count - 1}, there is no head ${head}`,
      );
    }
  }
  const chosen = Array.from({ length: count }, (_, head) => heads.includes(head));
  return tensor(chosen, { shape: [1, count, 1, 1], dtype: 'bool' });
}

function meanOfHeads(context: Tensor): Tensor {
  return mean(context, { axis: [0, 2], keepAxes: true });
}
