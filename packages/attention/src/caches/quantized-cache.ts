import { checkOptions, concat, FormatError, reshape, slice, type Tensor, tidy } from '@heed/core';
import type { CachedKeysValues } from './attention-cache.ts';
import { type CacheState, checkCut, numberOf, type SavableCache } from './cache-state.ts';
import { checkSize } from './key-value-cache.ts';
import { dequantize, quantize } from './quantize.ts';
import { lengthOf, RowStore } from './row-store.ts';

/** What a new quantised cache needs to know. */
export interface QuantizedCacheOptions {
  /** Tokens that are quantised together; 32 by default. As many at least stay in full precision at the end. */
  readonly group?: number;
}

const packedNames = ['packedKeys', 'keyScale', 'keyMinimum', 'packedValues', 'valueScale', 'valueMinimum'];

/**
 * A cache in eight bits, after KIVI (Liu et al. 2024): keys are quantised per channel over a group of tokens, because
 * some channels of keys are far larger than the others in all tokens, and values per token. The last tokens, `group`
 * to `2 · group − 1` of them, stay as they are, and so do all tokens of the call that adds them.
 *
 * What is read differs from what was written by at most (max − min) / 510: of the group's channel for a key, of the
 * token's head for a value. With keys and values of the normal distribution, 4 heads of 64 and 512 tokens, attention's
 * output moves by at most 0.002, and by no more with channels twenty times as large. Held memory is about 0.3 of
 * float32's; while attention reads it, one layer at a time exists in full.
 *
 * A key or value that is not finite counts as 0 once it is quantised. A tape must not follow it, as with all caches.
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
    this.group = checkSize('QuantizedCache', 'group', options.group ?? 32);
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

  /** All tokens in full: tensors made anew at each reading, which belong to the reader. Undefined while empty. */
  get contents(): CachedKeysValues | undefined {
    if (this.#recent.parts.length === 0) return undefined;
    return this.#read(...tidy(() => this.#recentParts()));
  }
}
