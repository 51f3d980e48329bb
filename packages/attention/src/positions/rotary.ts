import {
  type CacheRows,
  checkOptions,
  isWatched,
  Module,
  OptionError,
  type RotaryPairs,
  type RotatedHeads,
  type Tensor,
  writeInto,
} from '@heed/core';
import type { PositionScheme, Positions } from './position-scheme.ts';
import { checkPositive, inverseFrequencies, type RotaryScaling } from './rotary-scaling.ts';
import { RotaryTables } from './rotary-tables.ts';

/** Options of {@link RotaryPositions}. */
export interface RotaryPositionsOptions {
  /** Which elements turn together: i and i + half (`halves`, the default), or 2i and 2i + 1 (`neighbours`). */
  readonly pairs?: RotaryPairs;
  /** Base of the frequencies, `rope_theta` in published configs; 10000 by default. */
  readonly base?: number;
  /** Number of elements that turn, from the first; the rest pass as they are. All by default. */
  readonly rotaryDimension?: number;
  /** How frequencies change for long contexts. */
  readonly scaling?: RotaryScaling | undefined;
}

/**
 * Rotary positions (RoPE, Su et al. 2021): queries and keys are turned, pair by pair, by an angle that is their
 * position times the pair's frequency `θᵢ = base^(−2i / d)`. Their product then depends on the distance alone:
 * `⟨R(m) q, R(n) k⟩ = ⟨R(m − n) q, k⟩`. A module without parameters: it owns its tables, and layers may share one.
 *
 * The angle is computed and reduced in float64, whatever the type of the weights; its cosine and sine are rounded
 * at the end. Published Llama weights of transformers want `halves`, the same weights in GGUF `neighbours`.
 *
 * @example
 * ```ts
 * import { MultiHeadAttention, RotaryPositions } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const positions = new RotaryPositions(4);
 * const attention = new MultiHeadAttention(8, 2, { positions }).initialize(generator);
 * console.log(attention.forward(generator.normal([1, 5, 8]), { causal: true }).shape); // [1, 5, 8]
 * ```
 */
export class RotaryPositions extends Module implements PositionScheme {
  readonly headDimension: number;
  readonly rotaryDimension: number;
  readonly pairs: RotaryPairs;
  readonly base: number;
  readonly scaling: RotaryScaling | undefined;
  readonly #tables: RotaryTables;

  /**
   * @param headDimension Width of a head.
   * @throws {OptionError} for an odd number of elements to turn, or more than the head has.
   */
  constructor(headDimension: number, options: RotaryPositionsOptions = {}) {
    super();
    checkOptions('RotaryPositions', options, ['pairs', 'base', 'rotaryDimension', 'scaling']);
    const { pairs = 'halves', base = 10_000, rotaryDimension = headDimension, scaling } = options;
    checkPositive('RotaryPositions', { headDimension, base });
    checkWidths(headDimension, rotaryDimension);
    this.headDimension = headDimension;
    this.rotaryDimension = rotaryDimension;
    this.pairs = pairs;
    this.base = base;
    this.scaling = scaling;
    this.#tables = new RotaryTables('RotaryPositions', {
      headDimension,
      pairs,
      count: rotaryDimension / 2,
      factor: scaling?.attentionFactor ?? 1,
      steadyLength: scaling?.steadyLength ?? Number.POSITIVE_INFINITY,
      anglesIn: (length) => {
        const frequencies = this.frequencies(length);
        return (position, pair) => position * (frequencies[pair] ?? 0);
      },
    });
  }

  /**
   * θᵢ of each pair, in radians for each position.
   *
   * @param length Number of positions of the sequence, for scaling that depends on it.
   */
  frequencies(length = 1): number[] {
    const { base, rotaryDimension, scaling } = this;
    return (
      scaling?.inverseFrequencies(rotaryDimension, base, length) ?? inverseFrequencies(rotaryDimension, base)
    );
  }

  /**
   * Queries or keys at their positions: [batch, heads, length, headDimension] → the same shape.
   *
   * @param positions Position of the first token, or int32 [batch|1, length] with the position of each.
   * @throws {ShapeError} for another head dimension, or ids that do not fit the tokens.
   */
  override forward(x: Tensor, positions: Positions = 0): Tensor {
    return this.#tables.rotate(x, positions);
  }

  /** The same as `forward`, under the name that attention asks for. */
  rotate(x: Tensor, positions: Positions): Tensor {
    return this.forward(x, positions);
  }

  /** Queries at their positions; keys at theirs go into rows of a cache, with their values. */
  rotateInto(rows: CacheRows, heads: Omit<RotatedHeads, 'cos' | 'sin'>, positions: Positions): Tensor {
    // Observers, and subclasses that turn in another way, are asked for each.
    if (isWatched(this) || this.constructor !== RotaryPositions)
      return rotateThenWrite(this, rows, heads, positions);
    return this.#tables.rotateInto(rows, heads, positions);
  }

  /** Frees the tables; a later call makes new ones. */
  override dispose(): void {
    super.dispose();
    this.#tables.dispose();
  }
}

function rotateThenWrite(
  scheme: RotaryPositions,
  { start, ...held }: CacheRows,
  { queries, keys, values }: Omit<RotatedHeads, 'cos' | 'sin'>,
  positions: Positions,
): Tensor {
  const turned = scheme.rotate(queries, positions);
  writeInto(held.keys, scheme.rotate(keys, positions), { axis: 2, start });
  writeInto(held.values, values, { axis: 2, start });
  return turned;
}

function checkWidths(headDimension: number, rotaryDimension: number): void {
  if (headDimension % 2 !== 0) {
    throw new OptionError(`RotaryPositions: headDimension must be even, got ${headDimension}`);
  }
  if (!(rotaryDimension >= 2 && rotaryDimension % 2 === 0)) {
    throw new OptionError(
      `RotaryPositions: rotaryDimension must be even and above 0, got ${rotaryDimension}`,
    );
  }
  if (rotaryDimension > headDimension) {
    throw new OptionError(
      `RotaryPositions: rotaryDimension ${rotaryDimension} is larger than the headDimension ${headDimension}`,
    );
  }
}
