import { checkOptions, checkWhole, FormatError, slice, type Tensor, tidy } from '@heed/core';
import type { CachedKeysValues } from './attention-cache.ts';
import { type CacheState, checkCut, numberOf, type SavableCache } from './cache-state.ts';
import { checkQuantized, dequantizeGroups, quantizeGroups } from './quantize.ts';
import { followedBy, lengthOf, RowStore } from './row-store.ts';

/** What a new quantised cache needs to know. */
export interface QuantizedCacheOptions {
  /** Tokens that are quantised together; 32 by default. As many at least stay in full precision at the end. */
  readonly group?: number;
}

const packedNames = ['keyCodes', 'keySteps', 'keyMinima', 'valueCodes', 'valueSteps', 'valueMinima'] as const;
const tokens = 3;
const channels = 4;

/**
 * A cache in eight bits, after KIVI (Liu et al. 2024): keys are quantised per channel over a group of tokens, because
 * some channels of keys are far larger than the others in all tokens, and values per token. The last tokens, `group`
 * to `2 · group − 1` of them, stay as they are, and so do all tokens of the call that adds them.
 *
 * What is read differs from what was written by at most (max − min) / 510: of the group's channel for a key, of the
 * token's head for a value. Measured with 512 tokens and heads of 64, keys and values normally distributed, attention's
 * output moves by at most 0.002; where a sixteenth of the channels of keys stands at 20 ± 2, by 0.003 (it would be
 * 0.012 with keys per token). 2048 tokens take 0.33 of the memory that they take in float32; while attention reads
 * them, those of one layer exist in full.
 *
 * A key or value that is not finite counts as 0 once it is in eight bits.
 *
 * @example
 * ```ts
 * import { QuantizedCache } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * using cache = new QuantizedCache();
 * cache.append(generator.normal([1, 2, 100, 64]), generator.normal([1, 2, 100, 64]));
 * console.log(cache.length, cache.quantizedLength); // 100 64
 * ```
 */
export class QuantizedCache implements SavableCache {
  readonly group: number;
  /** A row is a group: [batch, heads, groups, …]. */
  readonly #packed = new RowStore('QuantizedCache', packedNames);
  readonly #recent = new RowStore('QuantizedCache', ['keys', 'values']);
  #groups = 0;
  #recentLength = 0;

  constructor(options: QuantizedCacheOptions = {}) {
    checkOptions('QuantizedCache', options, ['group']);
    this.group = checkWhole('QuantizedCache: group', options.group ?? 32);
  }

  get kind(): string {
    return 'QuantizedCache';
  }

  /** Number of tokens held. */
  get length(): number {
    return this.quantizedLength + this.#recentLength;
  }

  /** Number of tokens seen: all are held. */
  get position(): number {
    return this.length;
  }

  /** How many of the tokens, from the first on, are in eight bits. */
  get quantizedLength(): number {
    return this.#groups * this.group;
  }

  /**
   * All tokens in full, or undefined while the cache is empty. Where tokens are in eight bits, keys and values are made
   * anew at each reading and belong to the scope of the reader.
   */
  get contents(): CachedKeysValues | undefined {
    const [keys, values] = this.#recent.parts;
    const { length } = this;
    if (keys === undefined || values === undefined || this.#groups === 0) {
      return keys && values && { keys, values, length };
    }
    const recent = { axis: 2, end: this.#recentLength };
    return tidy(() => ({ ...this.#behindPacked(slice(keys, recent), slice(values, recent)), length }));
  }

  /**
   * Adds tokens at the end.
   *
   * @param keys [batch, heads, new tokens, headDimension]
   * @param values the same, but for its own width
   * @returns keys and values of all tokens, the new ones as they were given.
   * @throws {ShapeError} when batch, heads or width differ from what the cache holds.
   * @throws {DTypeError} when the type differs.
   */
  append(keys: Tensor, values: Tensor): CachedKeysValues {
    this.#recent.check([keys, values]);
    const recentLength = this.#recentLength + lengthOf([keys]);
    const ready = Math.floor(recentLength / this.group) - 1;
    if (ready < 1) {
      this.#recent.write([keys, values], this.#recentLength, 2 * this.group);
      this.#recentLength = recentLength;
      return this.contents ?? { keys, values, length: this.length };
    }
    const length = this.quantizedLength + recentLength;
    return tidy(() => {
      const [recentKeys, recentValues] = this.#recent.read(0, this.#recentLength);
      const fresh = [followedBy(recentKeys, keys), followedBy(recentValues, values)] as const;
      const all = this.#groups === 0 ? { keys: fresh[0], values: fresh[1] } : this.#behindPacked(...fresh);
      const cut = ready * this.group;
      this.#pack(...fresh, cut);
      this.#recent.write(
        fresh.map((part) => slice(part, { axis: 2, start: cut })),
        0,
        2 * this.group,
      );
      this.#recentLength = recentLength - cut;
      return { ...all, length };
    });
  }

  /**
   * Forgets all tokens from `length` on. Tokens in eight bits that stay behind of a group that is cut keep the values
   * that they have, and are quantised anew when their group is full again.
   *
   * @throws {IndexError} for a length that the cache does not have.
   */
  truncate(length: number): void {
    checkCut(this.kind, length, 0, this.length);
    if (length >= this.quantizedLength) {
      this.#recentLength = length - this.quantizedLength;
      return;
    }
    const whole = Math.floor(length / this.group);
    const rest = length - whole * this.group;
    tidy(() => {
      const rows = this.#unpacked(whole, whole + 1).map((part) => slice(part, { axis: 2, end: rest }));
      this.#recent.write(rows, 0, 2 * this.group);
    });
    this.#groups = whole;
    this.#recentLength = rest;
  }

  /**
   * Picks rows of the batch anew, as beam search does: row i becomes the former row `rows[i]`; int32 [any].
   *
   * @throws {IndexError} for a row that is not there.
   */
  reorder(rows: Tensor): void {
    this.#packed.pick(rows, 0);
    this.#recent.pick(rows, 0);
  }

  /** A second cache with the same contents. */
  clone(): QuantizedCache {
    const copy = new QuantizedCache({ group: this.group });
    copy.#packed.copy(this.#packed, this.#groups, this.#packed.room);
    copy.#recent.copy(this.#recent, this.#recentLength, 2 * this.group);
    [copy.#groups, copy.#recentLength] = [this.#groups, this.#recentLength];
    return copy;
  }

  /** Frees the buffers; the cache can be used anew, for any batch. */
  dispose(): void {
    this.#packed.dispose();
    this.#recent.dispose();
    [this.#groups, this.#recentLength] = [0, 0];
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The cache written down, for `saveCache`. */
  state(): CacheState {
    return {
      kind: this.kind,
      numbers: { length: this.length, group: this.group, groups: this.#groups },
      tensors: { ...this.#packed.state(this.#groups), ...this.#recent.state(this.#recentLength) },
    };
  }

  /** The cache of a state, for `loadCache`. */
  static restore(state: CacheState): QuantizedCache {
    const cache = new QuantizedCache({ group: numberOf(state, 'group', 1) });
    const [length, groups] = [numberOf(state, 'length'), numberOf(state, 'groups')];
    const recent = length - groups * cache.group;
    if (recent < 0 || recent >= 2 * cache.group) {
      throw new FormatError(
        `QuantizedCache: ${groups} groups of ${cache.group} do not go with length ${length}`,
      );
    }
    cache.#recent.restore(state.tensors, recent);
    cache.#packed.restore(state.tensors, groups);
    const [keys, values] = cache.#recent.parts;
    if (keys === undefined || values === undefined) {
      if (length > 0) throw new FormatError('QuantizedCache: has no recent keys and values');
    } else {
      checkQuantized(cache.#packed.parts.slice(0, 3), keys, cache.group, tokens);
      checkQuantized(cache.#packed.parts.slice(3), values, cache.group, channels);
    }
    [cache.#groups, cache.#recentLength] = [groups, recent];
    return cache;
  }

  #behindPacked(keys: Tensor, values: Tensor): { keys: Tensor; values: Tensor } {
    const [packedKeys, packedValues] = this.#unpacked(0, this.#groups);
    return { keys: followedBy(packedKeys, keys), values: followedBy(packedValues, values) };
  }

  /** The first `length` rows, whole groups, go to the packed ones. */
  #pack(keys: Tensor, values: Tensor, length: number): void {
    const whole = { axis: 2, end: length };
    const rows = [
      ...quantizeGroups(slice(keys, whole), this.group, tokens),
      ...quantizeGroups(slice(values, whole), this.group, channels),
    ];
    const groups = this.#groups + length / this.group;
    this.#packed.write(rows, this.#groups, Math.max(2 * this.#packed.room, groups));
    this.#groups = groups;
  }

  /** Keys and values of some groups. */
  #unpacked(start: number, end: number): Tensor[] {
    const parts = this.#packed.read(start, end);
    return [
      dequantizeGroups(parts.slice(0, 3), this.group, tokens),
      dequantizeGroups(parts.slice(3), this.group, channels),
    ];
  }
}
