import {
  checkOptions,
  checkWhole,
  Embedding,
  expandDims,
  LayerNorm,
  Module,
  normalInitializer,
  OptionError,
  type Tensor,
  tensor,
  to,
} from '@heed/core';

/** How distances fall into buckets. */
export interface LogBucketOptions {
  /** Buckets of each direction: `position_buckets` in published configs. */
  readonly buckets: number;
  /** Distance that falls into the last bucket, plus 1: `max_relative_positions`. */
  readonly maxDistance: number;
}

/**
 * The bucket of a distance, query minus key, as DeBERTa v2 and v3 have it: up to half of the buckets a distance is its
 * own bucket, and beyond it is `±(m + ⌈ln(|distance| / m) / ln((maxDistance − 1) / m) · (m − 1)⌉)` with
 * `m = ⌊buckets / 2⌋`. It is computed in float32, so that distances on the edge of two buckets fall where they did in
 * training.
 *
 * @example
 * ```ts
 * import { logBucket } from '@heed/attention';
 * const options = { buckets: 256, maxDistance: 512 };
 * console.log([0, -7, 128, 129, -511].map((distance) => logBucket(distance, options))); // [0, -7, 128, 129, -255]
 * ```
 */
export function logBucket(distance: number, { buckets, maxDistance }: LogBucketOptions): number {
  const middle = Math.floor(buckets / 2);
  const far = Math.abs(distance);
  if (far <= middle) return distance;
  const { fround, log } = Math;
  const share = fround(fround(log(fround(far / middle))) / fround(log(fround((maxDistance - 1) / middle))));
  return Math.sign(distance) * (middle + Math.ceil(fround(share * (middle - 1))));
}

/** Sizes and switches of {@link RelativeEmbeddings}. */
export interface RelativeEmbeddingsOptions {
  /** Distances from this one on share a row: `max_relative_positions` in published configs. */
  readonly maxDistance: number;
  /** Rows of a direction, if not one for each distance: see {@link logBucket}. */
  readonly buckets?: number | undefined;
  /** Normalise the rows, `norm_rel_ebd` in published configs; false by default. */
  readonly norm?: boolean;
  /** Of the norm; 1e-7 by default. */
  readonly epsilon?: number;
}

/**
 * The table of relative positions of {@link DisentangledAttention} (He et al. 2021, §3.1), P of [2 · span, width]: row
 * `span + b` stands for a distance of b, query minus key, or for the bucket b, and distances beyond have the outermost
 * row; `span` is `buckets`, or `maxDistance` where each distance has a row. One table serves all layers of a model.
 *
 * @example
 * ```ts
 * import { RelativeEmbeddings } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const table = new RelativeEmbeddings(8, { maxDistance: 512, buckets: 256 }).initialize(new RandomGenerator(0));
 * console.log(table.rowOf(-7), table.rowOf(4000)); // 249 511
 * console.log(table.forward(249, 263).shape); // [1, 14, 8]
 * ```
 */
export class RelativeEmbeddings extends Module {
  /** [2 · span, width] */
  readonly relEmbeddings: Embedding;
  readonly LayerNorm: LayerNorm | undefined;
  readonly width: number;
  readonly span: number;
  readonly #bucket: (distance: number) => number;

  /** @throws {OptionError} for buckets too few to halve, or a maximal distance that falls among the exact ones. */
  constructor(width: number, options: RelativeEmbeddingsOptions) {
    super();
    checkOptions('RelativeEmbeddings', options, ['maxDistance', 'buckets', 'norm', 'epsilon']);
    const { maxDistance, buckets, norm = false, epsilon = 1e-7 } = options;
    checkWhole('RelativeEmbeddings: maxDistance', maxDistance);
    this.width = checkWhole('RelativeEmbeddings: width', width);
    this.span = buckets === undefined ? maxDistance : checkBuckets({ buckets, maxDistance });
    this.#bucket =
      buckets === undefined
        ? (distance) => distance
        : (distance) => logBucket(distance, { buckets, maxDistance });
    this.relEmbeddings = new Embedding(2 * this.span, width, { initializer: normalInitializer(0.02) });
    this.LayerNorm = norm ? new LayerNorm(width, { epsilon }) : undefined;
  }

  /** The row of a distance, query minus key; it never falls as distances grow. */
  rowOf(distance: number): number {
    return Math.min(Math.max(this.#bucket(distance) + this.span, 0), 2 * this.span - 1);
  }

  /** The rows from `start` to before `end`, normalised where the table is: [1, end − start, width]. */
  override forward(start: number, end: number): Tensor {
    const ids = tensor(Int32Array.from({ length: Math.max(end - start, 0) }, (_, at) => start + at));
    const { weight } = this.relEmbeddings;
    const rows = expandDims(this.relEmbeddings.forward(to(ids, weight.value.backend)), { axis: 0 });
    return this.LayerNorm?.forward(rows) ?? rows;
  }
}

function checkBuckets({ buckets, maxDistance }: LogBucketOptions): number {
  checkWhole('RelativeEmbeddings: buckets', buckets, 4);
  const middle = Math.floor(buckets / 2);
  if (maxDistance - 1 > middle) return buckets;
  throw new OptionError(
    `RelativeEmbeddings: maxDistance must be above ${middle + 1}, half of the buckets and 1, got ${maxDistance}`,
  );
}
