import {
  abs,
  checkOptions,
  checkWhole,
  multiply,
  negate,
  subtract,
  type Tensor,
  tensor,
  tidy,
  to,
} from '@heed/core';
import type { PositionScheme } from './position-scheme.ts';

/**
 * The slopes of ALiBi by the authors' rule. For a power of two they are `2^(−8h / heads)`, h = 1 … heads; for another
 * number those of the power of two below, followed by every second one of the power above.
 *
 * @throws {OptionError} for a number of heads that is not whole and above 0.
 *
 * @example
 * ```ts
 * import { alibiSlopes } from '@heed/attention';
 * console.log(alibiSlopes(6)); // [0.25, 0.0625, 0.015625, 0.00390625, 0.5, 0.125]
 * ```
 */
export function alibiSlopes(heads: number): number[] {
  checkWhole('alibiSlopes: heads', heads);
  const geometric = (count: number): number[] =>
    Array.from({ length: count }, (_, head) => 2 ** ((-8 * (head + 1)) / count));
  const below = 2 ** Math.floor(Math.log2(heads));
  const between = geometric(2 * below).filter((_, head) => head % 2 === 0);
  return [...geometric(below), ...between.slice(0, heads - below)];
}

/** Options of {@link AlibiPositions}. */
export interface AlibiPositionsOptions {
  /** Count distances the same in both directions, for encoders; false by default. */
  readonly symmetric?: boolean;
}

/**
 * Attention with linear biases (ALiBi, Press et al. 2022): scores get `−slopeₕ · (query position − key position)`,
 * so that a head looks the less far back the larger its slope; nothing is learned. With `symmetric` it is
 * `−slopeₕ · |query position − key position|`, for attention that looks both ways.
 *
 * @example
 * ```ts
 * import { AlibiPositions, MultiHeadAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new MultiHeadAttention(8, 2, { positions: new AlibiPositions(2) }).initialize(generator);
 * console.log(attention.forward(generator.normal([1, 5, 8]), { causal: true }).shape); // [1, 5, 8]
 * ```
 */
export class AlibiPositions implements PositionScheme {
  readonly heads: number;
  readonly symmetric: boolean;
  readonly #slopes: readonly number[];

  /** @throws {OptionError} for a number of heads that is not whole and above 0. */
  constructor(heads: number, options: AlibiPositionsOptions = {}) {
    checkOptions('AlibiPositions', options, ['symmetric']);
    this.heads = heads;
    this.symmetric = options.symmetric ?? false;
    this.#slopes = alibiSlopes(heads);
  }

  /** [1, heads, queries, keys], in the type and on the backend of `like`. */
  bias(queryPositions: ArrayLike<number>, keyPositions: ArrayLike<number>, like: Tensor): Tensor {
    const dtype = like.dtype === 'float64' ? 'float64' : 'float32';
    const constant = (numbers: ArrayLike<number>, shape: readonly number[]): Tensor =>
      to(tensor(Float64Array.from(numbers), { shape, dtype }), like.backend);
    return tidy(() => {
      const queries = constant(queryPositions, [1, 1, queryPositions.length, 1]);
      const keys = constant(keyPositions, [1, 1, 1, keyPositions.length]);
      const distance = subtract(keys, queries);
      const slopes = constant(this.#slopes, [1, this.heads, 1, 1]);
      return multiply(this.symmetric ? negate(abs(distance)) : distance, slopes);
    });
  }
}
