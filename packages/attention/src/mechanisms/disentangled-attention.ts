import {
  add,
  checkOptions,
  Dropout,
  gather,
  Linear,
  matmul,
  multiply,
  OptionError,
  slice,
  type Tensor,
  tensor,
  to,
  transpose,
} from '@heed/core';
import type { CachedKeysValues } from '../caches/attention-cache.ts';
import { splitHeads } from '../heads/split-heads.ts';
import { Attention, type Projected } from './attention.ts';
import type { MechanismOptions } from './attention-options.ts';
import { headDimensionOf } from './check-heads.ts';
import type { RelativeEmbeddings } from './relative-embeddings.ts';
import { shiftRows } from './shift-rows.ts';

/** Sizes and switches of {@link DisentangledAttention}. */
export interface DisentangledAttentionOptions
  extends Pick<MechanismOptions, 'normalizer' | 'dropout' | 'generator'> {
  /** Width of a head; `width / heads` by default. */
  readonly headDimension?: number;
  /** Let contents ask for positions, `c2p` in published configs; true by default. */
  readonly contentToPosition?: boolean;
  /** Let positions ask for contents, `p2c`; true by default. */
  readonly positionToContent?: boolean;
  /** Project positions by `queryProj` and `keyProj`, as DeBERTa v3 does, not by layers of their own; false by default. */
  readonly shareProjections?: boolean;
  /** Probability of dropping a number of the table of positions in training; 0 by default. */
  readonly positionDropout?: number;
}

const optionNames = [
  'headDimension',
  'contentToPosition',
  'positionToContent',
  'shareProjections',
  'positionDropout',
  'normalizer',
  'dropout',
  'generator',
] as const;

/**
 * The disentangled attention of DeBERTa (He et al. 2021, §3.1). What a token is and where it stands are vectors apart,
 * and a score is the sum of what contents say of each other and of what content and relative position do:
 * `(qᵢ · kⱼ + qᵢ · k^r(i − j) + kⱼ · q^r(i − j)) / √(3d)`, where k^r and q^r are projections of the table's row of that
 * distance, P(i − j); without one of the two last terms the factor is 1/√(2d). (The paper has P(j − i) in the last term;
 * the authors' code and all published weights have P(i − j).) [batch, length, width] → [batch, length, heads · d]: as
 * published, a projection of all heads stands outside.
 *
 * The table is shared by the layers of a model, `new DisentangledAttention(width, heads, table)`. Only the rows of
 * distances that occur are projected, so short texts cost little.
 *
 * What observers can ask for stands at {@link Attention}; `scores` are the sums of all terms.
 *
 * @example
 * ```ts
 * import { DisentangledAttention, RelativeEmbeddings } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const positions = new RelativeEmbeddings(8, { maxDistance: 16 });
 * const attention = new DisentangledAttention(8, 2, positions).initialize(generator);
 * console.log(attention.forward(generator.normal([1, 5, 8])).shape); // [1, 5, 8]
 * ```
 */
export class DisentangledAttention extends Attention {
  readonly relativeEmbeddings: RelativeEmbeddings;
  readonly queryProj: Linear;
  readonly keyProj: Linear;
  readonly valueProj: Linear;
  /** From rows of the table to k^r; `keyProj` does it where projections are shared. */
  readonly posKeyProj: Linear | undefined;
  /** From rows of the table to q^r. */
  readonly posQueryProj: Linear | undefined;
  readonly heads: number;
  readonly headDimension: number;
  readonly contentToPosition: boolean;
  readonly positionToContent: boolean;
  readonly posDropout: Dropout;

  /** @throws {OptionError} for a width that does not divide into heads, or a table of another width. */
  constructor(
    width: number,
    heads: number,
    relativeEmbeddings: RelativeEmbeddings,
    options: DisentangledAttentionOptions = {},
  ) {
    checkOptions('DisentangledAttention', options, optionNames);
    const { contentToPosition = true, positionToContent = true, shareProjections = false } = options;
    const { normalizer, dropout, generator } = options;
    const headDimension = headDimensionOf('DisentangledAttention', width, heads, options.headDimension);
    const terms = 1 + Number(contentToPosition) + Number(positionToContent);
    super({ normalizer, dropout, generator, scale: 1 / Math.sqrt(headDimension * terms) });
    if (relativeEmbeddings.width !== width) {
      throw new OptionError(
        `DisentangledAttention: the table must be as wide as the states, ${width}, got ${relativeEmbeddings.width}`,
      );
    }
    this.relativeEmbeddings = relativeEmbeddings;
    this.heads = heads;
    this.headDimension = headDimension;
    this.contentToPosition = contentToPosition;
    this.positionToContent = positionToContent;
    const project = (): Linear => new Linear(width, heads * headDimension);
    this.queryProj = project();
    this.keyProj = project();
    this.valueProj = project();
    this.posKeyProj = contentToPosition && !shareProjections ? project() : undefined;
    this.posQueryProj = positionToContent && !shareProjections ? project() : undefined;
    this.posDropout = new Dropout(options.positionDropout ?? 0, generator);
  }

  protected override project(states: Tensor, source: Tensor | undefined): Projected {
    if (source !== states) {
      throw new OptionError(
        'DisentangledAttention: distances belong to self-attention, and this call has a memory',
      );
    }
    const split = (layer: Linear): Tensor => splitHeads(layer.forward(states), this.heads);
    return {
      queries: split(this.queryProj),
      keysAndValues: { keys: split(this.keyProj), values: split(this.valueProj) },
    };
  }

  /** The two last terms of the score, [batch, heads, L, S]. */
  protected override scoreBias(queries: Tensor, held: CachedKeysValues): Tensor | undefined {
    if (held.positions !== undefined) {
      throw new OptionError('DisentangledAttention: the cache must hold all tokens, in order');
    }
    const { length } = held;
    const keys = slice(held.keys, { axis: 2, end: length });
    const count = queries.shape[2] ?? 0;
    // From the last query and the first key to the first query and the last key.
    const distances = Array.from({ length: Math.max(length + count - 1, 0) }, (_, at) => length - 1 - at);
    const rows = this.#rowsOf(distances);
    const terms: Tensor[] = [];
    if (this.contentToPosition) {
      const relative = rows(this.posKeyProj ?? this.keyProj, distances);
      terms.push(shiftRows(matmul(queries, relative, { transposeB: true }), length));
    }
    if (this.positionToContent) {
      const relative = rows(this.posQueryProj ?? this.queryProj, distances.toReversed());
      terms.push(transpose(shiftRows(matmul(keys, relative, { transposeB: true }), count)));
    }
    const [first, second] = terms;
    if (first === undefined) return undefined;
    return multiply(second === undefined ? first : add(first, second), this.scale ?? 1);
  }

  /** Gives rows of the table behind a projection, by distances among some: [1, heads, distances, headDimension]. */
  #rowsOf(distances: readonly number[]): (layer: Linear, distances: readonly number[]) => Tensor {
    const rowOf = (distance: number): number => this.relativeEmbeddings.rowOf(distance);
    const start = rowOf(distances.at(-1) ?? 0);
    const table = this.posDropout.forward(
      this.relativeEmbeddings.forward(start, rowOf(distances[0] ?? 0) + 1),
    );
    return (layer, wanted) => {
      const projected = splitHeads(layer.forward(table), this.heads);
      const ids = tensor(Int32Array.from(wanted, (distance) => rowOf(distance) - start));
      return gather(projected, to(ids, projected.backend), { axis: 2 });
    };
  }
}
