import {
  cast,
  checkOptions,
  checkWhole,
  Embedding,
  Module,
  OptionError,
  reshape,
  type Tensor,
  tensor,
  to,
  transpose,
} from '@heed/core';
import type { PositionScheme } from './position-scheme.ts';

/** How relative positions fall into buckets. */
export interface RelativePositionBucketOptions {
  /** Tell keys before the query from keys behind it, as encoders do; else all keys behind it are at distance 0. */
  readonly bidirectional: boolean;
  /** Number of buckets. */
  readonly buckets: number;
  /** Distance from which on all fall into the last bucket. */
  readonly maxDistance: number;
}

/**
 * The bucket of a relative position, key minus query (Raffel et al. 2020, §2.1). Of the buckets of a direction, the
 * first half holds one distance each; in the second, sizes grow logarithmically up to `maxDistance`. With
 * `bidirectional` the second half of all buckets is for keys behind the query.
 *
 * It is computed in float32, so that distances on the edge of two buckets fall where they did in training.
 *
 * @example
 * ```ts
 * import { relativePositionBucket } from '@heed/attention';
 * const options = { bidirectional: false, buckets: 32, maxDistance: 128 };
 * console.log([0, -7, -100].map((relative) => relativePositionBucket(relative, options))); // [0, 7, 30]
 * ```
 */
export function relativePositionBucket(relative: number, options: RelativePositionBucketOptions): number {
  const { bidirectional, maxDistance } = options;
  const buckets = bidirectional ? Math.floor(options.buckets / 2) : options.buckets;
  const first = bidirectional && relative > 0 ? buckets : 0;
  const distance = bidirectional ? Math.abs(relative) : Math.max(-relative, 0);
  const exact = Math.floor(buckets / 2);
  if (distance < exact) return first + distance;
  const { fround, log } = Math;
  const share = fround(fround(log(fround(distance / exact))) / fround(log(maxDistance / exact)));
  const logarithmic = exact + Math.trunc(fround(share * (buckets - exact)));
  return first + Math.min(logarithmic, buckets - 1);
}

/** Options of {@link RelativePositionBias}. */
export interface RelativePositionBiasOptions {
  /** Tell keys before the query from keys behind it; true by default, false in decoders. */
  readonly bidirectional?: boolean;
  /** Number of buckets, `relative_attention_num_buckets` in published configs; 32 by default. */
  readonly buckets?: number;
  /** `relative_attention_max_distance` in published configs; 128 by default. */
  readonly maxDistance?: number;
}

/**
 * The relative position bias of T5 (Raffel et al. 2020, §2.1): each head adds to a score a learned number that
 * depends on the bucket of the distance between key and query (see {@link relativePositionBucket}). T5 has one such
 * table for all layers, so let layers share the module.
 *
 * @example
 * ```ts
 * import { MultiHeadAttention, RelativePositionBias } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const positions = new RelativePositionBias(2, { bidirectional: false });
 * const attention = new MultiHeadAttention(8, 2, { positions }).initialize(generator);
 * console.log(attention.forward(generator.normal([1, 5, 8]), { causal: true }).shape); // [1, 5, 8]
 * ```
 */
export class RelativePositionBias extends Module implements PositionScheme {
  /** [buckets, heads] */
  readonly relativeAttentionBias: Embedding;
  readonly heads: number;
  readonly bidirectional: boolean;
  readonly buckets: number;
  readonly maxDistance: number;

  /** @throws {OptionError} for buckets too few to halve, or a maximal distance inside the exact buckets. */
  constructor(heads: number, options: RelativePositionBiasOptions = {}) {
    super();
    checkOptions('RelativePositionBias', options, ['bidirectional', 'buckets', 'maxDistance']);
    const { bidirectional = true, buckets = 32, maxDistance = 128 } = options;
    const least = bidirectional ? 4 : 2;
    checkWhole('RelativePositionBias: buckets', buckets, least);
    const exact = Math.floor(buckets / least);
    if (!(maxDistance > exact)) {
      throw new OptionError(
        `RelativePositionBias: maxDistance must be above ${exact}, the exact buckets, got ${maxDistance}`,
      );
    }
    this.heads = checkWhole('RelativePositionBias: heads', heads);
    this.bidirectional = bidirectional;
    this.buckets = buckets;
    this.maxDistance = maxDistance;
    this.relativeAttentionBias = new Embedding(buckets, heads);
  }

  /** [1, heads, queries, keys], in the type and on the backend of `like`. */
  override forward(queryPositions: ArrayLike<number>, keyPositions: ArrayLike<number>, like: Tensor): Tensor {
    const [queries, keys] = [Array.from(queryPositions), Array.from(keyPositions)];
    const buckets = Int32Array.from(
      queries.flatMap((query) => keys.map((key) => relativePositionBucket(key - query, this))),
    );
    const table = this.relativeAttentionBias;
    const ids = to(tensor(buckets, { shape: [queries.length, keys.length] }), table.weight.value.backend);
    const perHead = reshape(transpose(table.forward(ids), [2, 0, 1]), [
      1,
      this.heads,
      queries.length,
      keys.length,
    ]);
    return to(cast(perHead, like.dtype), like.backend);
  }

  /** The same as `forward`, under the name that attention asks for. */
  bias(queryPositions: ArrayLike<number>, keyPositions: ArrayLike<number>, like: Tensor): Tensor {
    return this.forward(queryPositions, keyPositions, like);
  }
}
