import { FormatError, IndexError, type Tensor } from '@heed/core';
import type { AttentionCache } from './attention-cache.ts';

/** What a cache is, written down: its kind, its numbers and its tensors by name. */
export interface CacheState {
  readonly kind: string;
  readonly numbers: Readonly<Record<string, number>>;
  readonly tensors: Readonly<Record<string, Tensor>>;
}

/** A cache that can be written to a file: all caches of this package. */
export interface SavableCache extends AttentionCache, Disposable {
  /** Name of the kind of cache, as it stands in files. */
  readonly kind: string;
  /** The cache written down; its tensors are those of the cache or parts of them, good until the cache changes. */
  state(): CacheState;
  clone(): SavableCache;
}

// Positions are int32 tensors elsewhere.
const largest = 2 ** 31 - 1;

/**
 * A number of a state, which may come from a file.
 *
 * @throws {FormatError} when it is missing or no whole number in range.
 */
export function numberOf({ kind, numbers }: CacheState, name: string, least = 0): number {
  const value = numbers[name];
  if (value !== undefined && Number.isInteger(value) && value >= least && value <= largest) return value;
  throw new FormatError(
    `${kind}: ${name} must be a whole number from ${least} to ${largest}, got ${value ?? 'none'}`,
  );
}

/** Refuses a length to which a cache cannot be cut. */
export function checkCut(kind: string, length: number, earliest: number, position: number): void {
  if (Number.isInteger(length) && length >= earliest && length <= position) return;
  const why = earliest > 0 ? '; what stood before is forgotten' : '';
  throw new IndexError(`${kind}: cannot truncate to ${length}, possible is ${earliest} to ${position}${why}`);
}
