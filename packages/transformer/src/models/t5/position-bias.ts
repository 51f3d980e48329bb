import { type PositionScheme, RelativePositionBias } from '@heed/attention';
import { checkConfig, type Tensor } from '@heed/core';
import type { T5Config } from './config.ts';

/**
 * The relative position bias of a stack (Raffel et al. 2020, §2.1). All layers have the same: it is computed once per
 * call, of a table that belongs to the first layer.
 */
export class T5PositionBias implements PositionScheme {
  readonly table: RelativePositionBias;
  #current: Tensor | undefined;

  constructor(config: T5Config, reads: { readonly bidirectional: boolean }) {
    checkConfig(new.target.name, config);
    checkConfig(new.target.name, reads);
    const { heads, buckets, maxDistance } = config;
    this.table = new RelativePositionBias(heads, { ...reads, buckets, maxDistance });
  }

  /**
   * Runs the layers of one call.
   *
   * @param seen Number of tokens before the states.
   */
  during<Result>(states: Tensor, seen: number, layers: () => Result): Result {
    const keys = Array.from({ length: seen + (states.shape[1] ?? 0) }, (_, position) => position);
    this.#current = this.table.bias(keys.slice(seen), keys, states);
    try {
      return layers();
    } finally {
      this.#current = undefined;
    }
  }

  /** The bias of the call, [1, heads, queries, keys]; for a layer that is run alone, one of its own. */
  bias(queryPositions: ArrayLike<number>, keyPositions: ArrayLike<number>, like: Tensor): Tensor {
    return this.#current ?? this.table.bias(queryPositions, keyPositions, like);
  }
}
