import {
  add,
  checkOptions,
  concat,
  exp,
  full,
  isObserved,
  Linear,
  Module,
  multiply,
  normalInitializer,
  OptionError,
  Parameter,
  passBy,
  rmsNorm,
  ShapeError,
  scaledDotProductAttention,
  showShape,
  slice,
  subtract,
  sum,
  type Tensor,
  to,
  weightedValues,
} from '@heed/core';
import type { CachedKeysValues } from '../caches/attention-cache.ts';
import { joinHeads, splitHeads } from '../heads/split-heads.ts';
import { causalMask } from '../masks/causal.ts';
import { combineMasks } from '../masks/combine-masks.ts';
import { consecutive } from '../masks/mask-from.ts';
import { softmaxNormalizer } from '../normalizers/softmax.ts';
import type { PositionScheme } from '../positions/position-scheme.ts';
import { biasedScores } from '../scores/biased.ts';
import { dotProductScores } from '../scores/dot-product.ts';
import type { AttendOptions } from './multi-head-attention.ts';

/** Sizes and switches of {@link DifferentialAttention}. */
export interface DifferentialAttentionOptions {
  /** Index of the layer, from 0; the deeper, the more of the second map is taken away at the start. 0 by default. */
  readonly layer?: number;
  /** Add biases to the four projections; false by default. */
  readonly bias?: boolean;
  /** Number of value heads, each serving `heads / keyValueHeads` heads; `heads` by default. */
  readonly keyValueHeads?: number;
  /** Width of a query or key, half of a value's; `width / (2 · heads)` by default. */
  readonly headDimension?: number;
  /** How the order of tokens is known. A scheme's bias is added to both maps. */
  readonly positions?: PositionScheme;
}

/** What one call attends to: always the states themselves. */
export type DifferentialAttendOptions = Omit<AttendOptions, 'memory'>;

const optionNames = ['layer', 'bias', 'keyValueHeads', 'headDimension', 'positions'] as const;
const attendNames = ['mask', 'causal', 'cache', 'positionIds'] as const;

/**
 * Differential attention (Ye et al. 2024): each head takes the noise that two attention maps have in common away,
 * `headᵢ = (1 − λ₀) · RMSNorm((softmax(Q₁K₁ᵀ / √d) − λ · softmax(Q₂K₂ᵀ / √d)) V)`, with
 * `λ = exp(λ_q1 · λ_k1) − exp(λ_q2 · λ_k2) + λ₀` and `λ₀ = 0.8 − 0.6 · exp(−0.3 · layer)`.
 * [batch, length, width] → [batch, length, width].
 *
 * The first half of the projected query and key heads makes the first map, the second half the second; the value of a
 * head has its first half in the first half of the value heads, its second in the second. Parameters have the names
 * of DiffLlama's checkpoints, whose `num_attention_heads` and `num_key_value_heads` are twice `heads` and
 * `keyValueHeads`.
 *
 * Observers can ask for `queries` and `keys` ([batch, 2 · heads, length, headDimension]), `values`
 * ([batch, keyValueHeads, length, 2 · headDimension]), `scores` of both maps before the softmax, `weights`, the
 * difference of the maps, whose rows sum to 1 − λ ([batch, heads, queries, keys]), and `context`, what each head read.
 *
 * @throws {OptionError} for heads that do not divide, and for a cache that forgets or reorders its tokens.
 *
 * @example
 * ```ts
 * import { DifferentialAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new DifferentialAttention(16, 2, { layer: 3 }).initialize(generator);
 * console.log(attention.forward(generator.normal([1, 5, 16]), { causal: true }).shape); // [1, 5, 16]
 * ```
 */
export class DifferentialAttention extends Module {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  readonly oProj: Linear;
  readonly lambdaQ1: Parameter;
  readonly lambdaK1: Parameter;
  readonly lambdaQ2: Parameter;
  readonly lambdaK2: Parameter;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headDimension: number;
  /** λ₀ of the formula. */
  readonly initialLambda: number;
  readonly positions: PositionScheme | undefined;

  constructor(width: number, heads: number, options: DifferentialAttentionOptions = {}) {
    super();
    checkOptions('DifferentialAttention', options, optionNames);
    const { layer = 0, bias = false, keyValueHeads = heads, headDimension = width / (2 * heads) } = options;
    checkSizes({ width, heads, keyValueHeads, headDimension, layer });
    this.heads = heads;
    this.keyValueHeads = keyValueHeads;
    this.headDimension = headDimension;
    this.initialLambda = 0.8 - 0.6 * Math.exp(-0.3 * layer);
    this.positions = options.positions;
    this.qProj = new Linear(width, 2 * heads * headDimension, { bias });
    this.kProj = new Linear(width, 2 * keyValueHeads * headDimension, { bias });
    this.vProj = new Linear(width, 2 * keyValueHeads * headDimension, { bias });
    this.oProj = new Linear(2 * heads * headDimension, width, { bias });
    const lambda = (): Parameter => new Parameter([headDimension], normalInitializer(0.1));
    this.lambdaQ1 = lambda();
    this.lambdaK1 = lambda();
    this.lambdaQ2 = lambda();
    this.lambdaK2 = lambda();
  }

  override get observationPoints(): readonly string[] {
    return ['queries', 'keys', 'values', 'scores', 'weights', 'context'];
  }

  /** How much of the second map is taken away: λ, one number. */
  lambda(): Tensor {
    const part = (a: Parameter, b: Parameter): Tensor => exp(sum(multiply(a.value, b.value)));
    const learned = subtract(part(this.lambdaQ1, this.lambdaK1), part(this.lambdaQ2, this.lambdaK2));
    return add(learned, this.initialLambda);
  }

  override forward(states: Tensor, options: DifferentialAttendOptions = {}): Tensor {
    checkOptions('DifferentialAttention.forward', options, attendNames);
    if (states.rank !== 3) {
      throw new ShapeError(
        `DifferentialAttention: states must be [batch, length, width], got ${showShape(states.shape)}`,
      );
    }
    const positions = options.positionIds ?? options.cache?.position ?? 0;
    const rotate = (x: Tensor): Tensor => this.positions?.rotate?.(x, positions) ?? x;
    const queries = passBy(this, 'queries', rotate(splitHeads(this.qProj.forward(states), 2 * this.heads)));
    const context = passBy(
      this,
      'context',
      this.#attend(queries, this.#held(states, rotate, options), options),
    );
    const gain = to(full([2 * this.headDimension], 1, context.dtype), context.backend);
    const heads = multiply(rmsNorm(context, gain), 1 - this.initialLambda);
    return this.oProj.forward(joinHeads(heads));
  }

  #held(states: Tensor, rotate: (x: Tensor) => Tensor, { cache }: AttendOptions): CachedKeysValues {
    const split = (projection: Linear): Tensor =>
      splitHeads(projection.forward(states), 2 * this.keyValueHeads);
    const keys = passBy(this, 'keys', rotate(split(this.kProj)));
    const values = passBy(this, 'values', concat(halves(split(this.vProj)), { axis: 3 }));
    const held = cache?.append(keys, values) ?? { keys, values, length: keys.shape[2] ?? 0 };
    if (held.positions === undefined) return held;
    throw new OptionError(
      'DifferentialAttention: the cache must hold all tokens, in order; this one may not',
    );
  }

  #attend(queries: Tensor, { keys, values, length }: CachedKeysValues, options: AttendOptions): Tensor {
    const { mask, causal = false } = options;
    const lambda = this.lambda();
    const difference = ([first, second]: readonly [Tensor, Tensor]): Tensor =>
      subtract(first, multiply(second, lambda));
    const [q1, q2] = halves(queries);
    const [k1, k2] = halves(keys);
    const count = queries.shape[2] ?? 0;
    const bias = this.positions?.bias?.(consecutive(length - count, count), consecutive(0, length), q1);
    const given = { causal, keyLength: length, ...(mask && { mask }), ...(bias && { bias }) };
    const read = (q: Tensor, k: Tensor): Tensor => scaledDotProductAttention(q, k, values, given);
    const context = (): Tensor => difference([read(q1, k1), read(q2, k2)]);
    if (!isObserved(this, 'scores') && !isObserved(this, 'weights')) return context();

    const present = (x: Tensor): Tensor => slice(x, { axis: 2, end: length });
    const scores = biasedScores(
      dotProductScores(queries, present(keys)),
      bias && concat([bias, bias], { axis: 1 }),
    );
    const visible = combineMasks(mask, causal ? to(causalMask(count, length), queries.backend) : undefined);
    const seenScores = passBy(this, 'scores', scores);
    const [s1, s2] = halves(seenScores);
    const weights = difference([softmaxNormalizer(s1, visible), softmaxNormalizer(s2, visible)]);
    const seenWeights = passBy(this, 'weights', weights);
    // Nobody changed anything: what the kernel gives is what counts.
    if (seenScores === scores && seenWeights === weights) return context();
    return weightedValues(seenWeights, present(values), visible);
  }
}

/** The first and the second half of the heads. */
function halves(x: Tensor): [Tensor, Tensor] {
  const half = (x.shape[1] ?? 0) / 2;
  return [slice(x, { axis: 1, end: half }), slice(x, { axis: 1, start: half })];
}

function checkSizes(sizes: Readonly<Record<string, number>>): void {
  const { width, heads = 0, keyValueHeads = 0, headDimension, layer = 0 } = sizes;
  if (!Number.isInteger(heads) || heads < 1) {
    throw new OptionError(`DifferentialAttention: heads must be a whole number from 1, got ${heads}`);
  }
  if (!Number.isInteger(headDimension)) {
    throw new OptionError(
      `DifferentialAttention: width ${width} does not divide into ${heads} heads of two maps`,
    );
  }
  if (!Number.isInteger(keyValueHeads) || keyValueHeads < 1 || heads % keyValueHeads !== 0) {
    throw new OptionError(`DifferentialAttention: ${heads} heads do not divide into ${keyValueHeads} groups`);
  }
  if (!(layer >= 0))
    throw new OptionError(`DifferentialAttention: layer must be an index from 0, got ${layer}`);
}
