import { gather, slice, type Tensor, tensor, to } from '@heed/core';
import type { CachedKeysValues } from '../caches/attention-cache.ts';
import { consecutive } from '../masks/mask-from.ts';
import type { Positions } from '../positions/position-scheme.ts';
import type { AttendOptions } from './attention-options.ts';

// Where queries and keys stand, and which keys there are, of a call of attention with or without a cache.

/** The rows that are filled; a cache may have spare room behind them. */
export function filled(x: Tensor, length: number): Tensor {
  return slice(x, { axis: 2, end: length });
}

/** Where the states of a call stand. */
export function positionsOf({ positionIds, cache }: AttendOptions): Positions {
  return positionIds ?? cache?.position ?? 0;
}

/** Keys and values of a memory that the cache holds already. */
export function contentsOf({ memory, cache }: AttendOptions): CachedKeysValues | undefined {
  return memory === undefined ? undefined : cache?.contents;
}

/** Positions of queries and keys: the queries are the last ones. */
export function standing(queries: Tensor, { length, positions }: CachedKeysValues): [number[], number[]] {
  const count = queries.shape[2] ?? 0;
  if (positions === undefined) return [consecutive(length - count, count), consecutive(0, length)];
  const last = positions.reduce((largest, position) => Math.max(largest, position), -1);
  return [consecutive(last + 1 - count, count), [...positions]];
}

/** A mask over all positions seen, for the keys that a cache still holds, in its order. */
export function ofHeldKeys(mask: Tensor, { positions }: CachedKeysValues): Tensor {
  if (positions === undefined) return mask;
  return gather(mask, to(tensor(positions, { dtype: 'int32' }), mask.backend), { axis: 3 });
}
