import { type Tensor, to } from '@heed/core';
import { causalMask } from './causal.ts';
import { combineMasks } from './combine-masks.ts';

/** What hides keys from queries. */
export interface Hiding {
  readonly mask?: Tensor | undefined;
  readonly causal?: boolean;
}

/** The mask of queries [batch, heads, L, …] over a number of keys, joined with the causal one where it is asked for. */
export function visibleKeys(queries: Tensor, keys: number, { mask, causal }: Hiding): Tensor | undefined {
  const ahead = causal ? to(causalMask(queries.shape[2] ?? 0, keys), queries.backend) : undefined;
  return combineMasks(mask, ahead);
}
