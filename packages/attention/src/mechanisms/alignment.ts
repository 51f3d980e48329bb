import {
  cast,
  checkOptions,
  DTypeError,
  expandDims,
  greater,
  Module,
  passBy,
  reshape,
  ShapeError,
  showShape,
  sum,
  Tensor,
  transpose,
  weightedValues,
  where,
} from '@heed/core';
import { combineMasks } from '../masks/combine-masks.ts';
import { type Normalizer, normalizeScores } from '../normalizers/normalizer.ts';
import { softmaxNormalizer } from '../normalizers/softmax.ts';
import type { Positions } from '../positions/position-scheme.ts';

/** Encoder states as an alignment attention reads them: made once per source, used at each decoding step. */
export interface PreparedMemory {
  /** What queries are scored against, [batch, 1, S, width]. */
  readonly keys: Tensor;
  /** What is read, [batch, 1, S, keyWidth]; zeros where the mask hides. */
  readonly values: Tensor;
  /** Boolean [batch|1, 1, 1, S], true = a real token. */
  readonly mask: Tensor | undefined;
}

/** What one call of an alignment attention attends to. */
export interface AlignOptions {
  /** Encoder states [batch, S, keyWidth], or what `prepare` made of them. */
  readonly memory: Tensor | PreparedMemory;
  /** Boolean [batch|1, 1, L|1, S], true = attend; besides the one that the memory was prepared with. */
  readonly mask?: Tensor | undefined;
  /** Where the queries stand in the target: the first one's position, 0 by default, or int32 [batch|1, L]. */
  readonly positions?: Positions;
}

/** What one call of an alignment attention gives. */
export interface Alignment {
  /** What each query reads, [batch, L, keyWidth]. */
  readonly context: Tensor;
  /** How much it reads of each encoder state, [batch, 1, L, S]. */
  readonly weights: Tensor;
  /** Alignment scores before they are normalised, [batch, 1, L, S]. */
  readonly scores: Tensor;
}

/** Options of the alignment attentions. */
export interface AlignmentOptions {
  /** From scores to weights; softmax by default. */
  readonly normalizer?: Normalizer;
}

/**
 * What the attentions of recurrent translation share: queries of a decoder score the states of an encoder, and
 * read their weighted mean. Subclasses say how pairs are scored.
 *
 * Observers can ask for `scores` and `weights`, [batch, 1, L, S].
 *
 * @example
 * ```ts
 * import { AdditiveAttention, type AlignmentAttention, paddingMask } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention: AlignmentAttention = new AdditiveAttention(4, 6, 5).initialize(generator);
 * const memory = attention.prepare(generator.normal([2, 3, 6]), paddingMask([3, 2], 3));
 * const { weights } = attention.forward(generator.normal([2, 1, 4]), { memory });
 * console.log(weights.toString()); // the last weight of the second row is 0
 * ```
 */
export abstract class AlignmentAttention extends Module {
  readonly normalizer: Normalizer;

  constructor(normalizer: Normalizer = softmaxNormalizer) {
    super();
    this.normalizer = normalizer;
  }

  override get observationPoints(): readonly string[] {
    return ['scores', 'weights'];
  }

  /** What keys are made of: [batch, 1, S, keyWidth] → [batch, 1, S, width]. */
  protected abstract keysOf(memory: Tensor): Tensor;

  /** Scores of queries [batch, 1, L, queryWidth] against what `keysOf` gave, [batch, 1, L, S]. */
  protected abstract score(queries: Tensor, keys: Tensor): Tensor;

  /**
   * Projects the encoder states, once per source.
   *
   * @param memory [batch, S, keyWidth]
   * @param mask boolean [batch|1, 1, 1, S], true = a real token. What stands elsewhere, NaN even, counts for nothing.
   */
  prepare(memory: Tensor, mask?: Tensor): PreparedMemory {
    const name = this.constructor.name;
    if (memory.rank !== 3) {
      throw new ShapeError(`${name}: memory must be [batch, S, width], got ${showShape(memory.shape)}`);
    }
    const [batch = 0, length = 0] = memory.shape;
    checkMask(name, mask, [batch, 1, mask?.shape[2] ?? 1, length]);
    const states = expandDims(memory, { axis: 1 });
    const padding = paddingOf(mask, states);
    const values = padding === undefined ? states : where(transpose(padding), states, 0);
    return { keys: this.keysOf(values), values, mask: padding };
  }

  /**
   * @param queries decoder states, [batch, L, queryWidth]
   * @throws {ShapeError} for queries or masks of another shape, {DTypeError} for a mask of numbers.
   */
  override forward(queries: Tensor, options: AlignOptions): Alignment {
    checkOptions(`${this.constructor.name}.forward`, options, ['memory', 'mask', 'positions']);
    return this.attend(queries, options, (name, value) => passBy(this, name, value));
  }

  /**
   * The attention itself, without observers: for loops that pass the weights of all their steps by at once.
   *
   * @param pass Given `scores` and `weights` on their way; what it returns goes on.
   */
  attend(
    queries: Tensor,
    options: AlignOptions,
    pass: (name: 'scores' | 'weights', value: Tensor) => Tensor = (_, value) => value,
  ): Alignment {
    const { memory, mask } = options;
    const prepared = memory instanceof Tensor ? this.prepare(memory, mask) : memory;
    checkQueries(this.constructor.name, queries, prepared.values, mask);
    const rows = expandDims(queries, { axis: 1 });
    const scores = pass('scores', this.score(rows, prepared.keys));
    const visible = combineMasks(prepared.mask, mask);
    const weights = pass('weights', this.weigh(scores, visible, rows, options.positions ?? 0));
    // Where the padding is all that is hidden, the values are zeros there already.
    const hidden = mask === undefined || mask.shape[2] === 1 ? undefined : visible;
    const context = weightedValues(weights, prepared.values, hidden);
    return {
      context: reshape(context, [...queries.shape.slice(0, 2), context.shape.at(-1) ?? 0]),
      weights,
      scores,
    };
  }

  /** From scores to weights; `queries` and `positions` are for attentions that look near a place. */
  protected weigh(
    scores: Tensor,
    visible: Tensor | undefined,
    _queries: Tensor,
    _positions: Positions,
  ): Tensor {
    return normalizeScores(this.normalizer, scores, visible);
  }
}

function checkQueries(name: string, queries: Tensor, values: Tensor, mask: Tensor | undefined): void {
  const [batch = 0, , length = 0] = values.shape;
  if (queries.rank !== 3 || queries.shape[0] !== batch) {
    throw new ShapeError(
      `${name}: queries must be [${batch}, L, width] for a memory of batch ${batch}, got ${showShape(queries.shape)}`,
    );
  }
  checkMask(name, mask, [batch, 1, queries.shape[1] ?? 0, length]);
}

/** A mask is boolean and has the axes of the scores; batch and queries may be 1. */
function checkMask(name: string, mask: Tensor | undefined, full: readonly number[]): void {
  if (mask === undefined) return;
  if (mask.dtype !== 'bool') {
    throw new DTypeError(`${name}: a mask is boolean (true = attend), got ${mask.dtype}`);
  }
  const fits =
    mask.rank === 4 &&
    mask.shape.every((length, axis) => length === full[axis] || (length === 1 && axis < 3));
  if (!fits) {
    throw new ShapeError(
      `${name}: the mask must be ${showShape(full)} (batch, one head, queries, keys; the first three may be 1), ` +
        `got ${showShape(mask.shape)}`,
    );
  }
}

/** Keys that any query may see: [batch|1, 1, 1, S]. */
function paddingOf(mask: Tensor | undefined, states: Tensor): Tensor | undefined {
  if (mask === undefined || mask.shape[2] === 1) return mask;
  return greater(sum(cast(mask, states.dtype), { axis: 2, keepAxes: true }), 0);
}
