import {
  add,
  checkOptions,
  checkWhole,
  concat,
  Dropout,
  isObserved,
  keep,
  Linear,
  Module,
  matmul,
  multiply,
  normalInitializer,
  Parameter,
  passBy,
  type RandomGenerator,
  type RotaryPairs,
  reshape,
  ShapeError,
  scaledDotProductAttention,
  showShape,
  stopGradient,
  type Tensor,
  tensor,
  to,
} from '@heed/core';
import { joinHeads, splitHeads } from '../heads/split-heads.ts';
import { visibleKeys } from '../masks/visible-keys.ts';
import { softmaxNormalizer } from '../normalizers/softmax.ts';
import { checkPairs } from '../positions/position-options.ts';
import { sinusoidalTable } from '../positions/sinusoidal.ts';
import { dotProductScores } from '../scores/dot-product.ts';
import { headDimensionOf } from './check-heads.ts';
import { readByScores } from './read-by-scores.ts';
import { shiftRows } from './shift-rows.ts';

/** Sizes and switches of {@link RelativeAttention}. */
export interface RelativeAttentionOptions {
  /** Width of a head; `width / heads` by default. */
  readonly headDimension?: number;
  /** Add biases to the five projections; false by default, as in the paper. */
  readonly bias?: boolean;
  /** Add a bias to the projection of distances; as `bias` says by default. Conformers have it without. */
  readonly distanceBias?: boolean;
  /** Where the sinusoids of distances stand: all sines before all cosines (`halves`, the default), or in turn (`neighbours`). */
  readonly pairs?: RotaryPairs;
  /** Probability of dropping an attention weight in training; 0 by default. */
  readonly dropout?: number;
  /** Source of the dropout's randomness. */
  readonly generator?: RandomGenerator;
}

/** What one call attends to. */
export interface RelativeAttendOptions {
  /** States of earlier segments, [batch, memory, width]: keys and values before the first of `states`. */
  readonly memoryStates?: Tensor | undefined;
  /** Boolean [batch|1, heads|1, queries|1, memory + queries], true = attend. */
  readonly mask?: Tensor | undefined;
  /** Attend to no later position (lower right). */
  readonly causal?: boolean;
}

/** The sinusoids of a range of distances, kept for the next call. */
interface KeptSinusoids {
  readonly first: number;
  readonly table: Tensor;
}

/**
 * The relative attention of Transformer-XL (Dai et al. 2019, §3.3). The score of query i and key j knows only their
 * distance: `((qᵢ + u) · kⱼ + (qᵢ + v) · r(i − j)) / √d`, `r(i − j) = W_r R(i − j)`, where R is the sinusoid of the
 * distance (all sines before all cosines, as in the authors' code) and u, v are learned for each head.
 * [batch, length, width] → [batch, length, width].
 *
 * `memoryStates` are the inputs of this layer in earlier segments; as in the paper, no gradient flows into them.
 * In the authors' checkpoints, `qkv_net` is qProj, kProj and vProj one below the other, `r_net` is rProj, `o_net`
 * outProj, `r_w_bias` u and `r_r_bias` v.
 *
 * Observers can ask for `queries`, `keys` and `values` ([batch, heads, length, headDimension]), `scores` before the
 * softmax and `weights` after it, before dropout ([batch, heads, queries, keys]), and `context`, what each head read.
 *
 * @example
 * ```ts
 * import { RelativeAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new RelativeAttention(8, 2).initialize(generator);
 * const [before, now] = [generator.normal([1, 3, 8]), generator.normal([1, 5, 8])];
 * console.log(attention.forward(now, { memoryStates: before, causal: true }).shape); // [1, 5, 8]
 * ```
 */
export class RelativeAttention extends Module {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  /** From the sinusoid of a distance to keys: W_r. */
  readonly rProj: Linear;
  readonly outProj: Linear;
  /** [heads, headDimension], what every query asks of contents. */
  readonly u: Parameter;
  /** [heads, headDimension], what every query asks of distances. */
  readonly v: Parameter;
  readonly width: number;
  readonly heads: number;
  readonly headDimension: number;
  readonly dropout: Dropout;
  readonly #pairs: RotaryPairs;
  #sinusoids: KeptSinusoids | undefined;

  /** @throws {OptionError} for a width that does not divide into heads. */
  constructor(width: number, heads: number, options: RelativeAttentionOptions = {}) {
    super();
    checkOptions('RelativeAttention', options, [
      'headDimension',
      'bias',
      'distanceBias',
      'pairs',
      'dropout',
      'generator',
    ]);
    const { bias = false, distanceBias = bias, pairs = 'halves' } = options;
    checkPairs('RelativeAttention', pairs);
    this.width = checkWhole('RelativeAttention: width', width);
    this.heads = heads;
    this.headDimension = headDimensionOf('RelativeAttention', width, heads, options.headDimension);
    const inner = heads * this.headDimension;
    this.qProj = new Linear(width, inner, { bias });
    this.kProj = new Linear(width, inner, { bias });
    this.vProj = new Linear(width, inner, { bias });
    this.rProj = new Linear(width, inner, { bias: distanceBias });
    this.outProj = new Linear(inner, width, { bias });
    this.u = new Parameter([heads, this.headDimension], normalInitializer(0.02));
    this.v = new Parameter([heads, this.headDimension], normalInitializer(0.02));
    this.dropout = new Dropout(options.dropout ?? 0, options.generator);
    this.#pairs = pairs;
  }

  override get observationPoints(): readonly string[] {
    return ['queries', 'keys', 'values', 'scores', 'weights', 'context'];
  }

  override forward(states: Tensor, options: RelativeAttendOptions = {}): Tensor {
    checkOptions('RelativeAttention.forward', options, ['memoryStates', 'mask', 'causal']);
    const seen = this.#withMemory(states, options.memoryStates);
    const project = (layer: Linear, x: Tensor): Tensor => splitHeads(layer.forward(x), this.heads);
    const queries = passBy(this, 'queries', project(this.qProj, states));
    const keys = passBy(this, 'keys', project(this.kProj, seen));
    const values = passBy(this, 'values', project(this.vProj, seen));
    const context = passBy(this, 'context', this.#attend(queries, keys, values, options));
    return this.outProj.forward(joinHeads(context));
  }

  /** Frees the parameters and the table of sinusoids. */
  override dispose(): void {
    super.dispose();
    this.#sinusoids?.table.dispose();
    this.#sinusoids = undefined;
  }

  #attend(queries: Tensor, keys: Tensor, values: Tensor, options: RelativeAttendOptions): Tensor {
    const { mask, causal = false } = options;
    const total = keys.shape[2] ?? 0;
    const asking = (bias: Parameter): Tensor =>
      add(queries, reshape(bias, [1, this.heads, 1, this.headDimension]));
    const contentQueries = asking(this.u);
    const bias = this.#distanceScores(asking(this.v), total, causal);
    const fused = (): Tensor =>
      scaledDotProductAttention(contentQueries, keys, values, { bias, causal, mask });
    const dropping = this.training && this.dropout.rate > 0;
    if (!dropping && !isObserved(this, 'scores') && !isObserved(this, 'weights')) return fused();

    const scores = add(dotProductScores(contentQueries, keys), bias);
    const visible = visibleKeys(queries, total, { mask, causal });
    const kernel = dropping ? undefined : fused;
    return readByScores(this, { scores, visible, normalizer: softmaxNormalizer, values, kernel });
  }

  /** `(qᵢ + v) · r(i − j) / √d`, [batch, heads, L, S]; with `causal`, anything may stand where j lies behind i. */
  #distanceScores(queries: Tensor, total: number, causal: boolean): Tensor {
    const length = queries.shape[2] ?? 0;
    const sinusoids = this.#sinusoidsOf(total - 1, causal ? 0 : 1 - length, queries);
    const relative = splitHeads(this.rProj.forward(sinusoids), this.heads);
    const byDistance = matmul(queries, relative, { transposeB: true });
    return multiply(shiftRows(byDistance, total), 1 / Math.sqrt(this.headDimension));
  }

  /** R of the distances from `first` down to `last`, [1, first − last + 1, width]. */
  #sinusoidsOf(first: number, last: number, like: Tensor): Tensor {
    const before = this.#sinusoids;
    const rows = Math.max(first - last + 1, 0);
    const fits =
      before?.first === first &&
      before.table.shape[1] === rows &&
      before.table.dtype === like.dtype &&
      before.table.backend === like.backend;
    if (before !== undefined && fits) return before.table;
    const distances = Array.from({ length: rows }, (_, row) => first - row);
    const numbers = sinusoidalTable(distances, this.width, { pairs: this.#pairs });
    const table = tensor(numbers, { shape: [1, rows, this.width], dtype: like.dtype });
    this.#sinusoids = { first, table: keep(to(table, like.backend)) };
    before?.table.dispose();
    return this.#sinusoids.table;
  }

  #withMemory(states: Tensor, memoryStates: Tensor | undefined): Tensor {
    for (const [name, x] of Object.entries({ states, memoryStates: memoryStates ?? states })) {
      if (x.rank !== 3 || x.shape[2] !== this.width || x.shape[0] !== states.shape[0]) {
        throw new ShapeError(
          `RelativeAttention: ${name} must be [batch, length, ${this.width}], got ${showShape(x.shape)}` +
            (x === states ? '' : ` beside states of ${showShape(states.shape)}`),
        );
      }
    }
    return memoryStates === undefined ? states : concat([stopGradient(memoryStates), states], { axis: 1 });
  }
}
