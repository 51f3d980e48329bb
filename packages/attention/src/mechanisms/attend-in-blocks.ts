import {
  broadcastTo,
  gather,
  logicalAnd,
  pad,
  reshape,
  scaledDotProductAttention,
  slice,
  type Tensor,
  tensor,
  tidy,
  to,
  transpose,
} from '@heed/core';
import { consecutive, type MaskFunction, maskFrom } from '../masks/mask-from.ts';

/** Which keys each block of queries reads. */
export interface Blocks {
  /** Queries in a block. */
  readonly length: number;
  /** Position at which the first block begins, at most one block ahead of the first query. */
  readonly start: number;
  /** Keys that a block reads ahead of its first position. */
  readonly before: number;
  /** Keys that it reads behind its last one. */
  readonly after: number;
  /** Which of them a query sees; both positions are counted from the beginning of the block. */
  readonly visible: MaskFunction;
}

/** What hides keys, and the factor of the scores. */
export interface BlockOptions {
  readonly mask?: Tensor | undefined;
  readonly scale?: number | undefined;
}

/**
 * Attention in which each block of queries reads only the keys around it. Blocks become rows of the batch, so that
 * no matrix of all queries × all keys is ever made. The last query stands at the last key, as everywhere.
 */
export function attendInBlocks(
  queries: Tensor,
  keys: Tensor,
  values: Tensor,
  blocks: Blocks,
  { mask, scale }: BlockOptions,
): Tensor {
  return tidy(() => {
    const [batch = 0, , count = 0] = queries.shape;
    const room = keys.shape[2] ?? 0;
    const front = room - count - blocks.start;
    const number = Math.ceil((front + count) / blocks.length);
    const { indices, exist } = keysRead(blocks, number, room, queries.backend);
    const filled = pad(queries, { axis: 2, before: front, after: number * blocks.length - front - count });
    const kept = mask === undefined ? exist : logicalAnd(exist, gather(mask, indices, { axis: 3 }));
    const context = scaledDotProductAttention(
      toBlocks(filled, number),
      toBlocks(gather(keys, indices, { axis: 2 }), number),
      toBlocks(gather(values, indices, { axis: 2 }), number),
      {
        mask: logicalAnd(toBlocksOfMask(kept, batch, number), inside(blocks, queries.backend)),
        scale,
      },
    );
    return slice(fromBlocks(context, number), { axis: 2, start: front, end: front + count });
  });
}

/**
 * The keys that the blocks read, one block after another: int32 [number · span], and whether they exist, boolean
 * [1, 1, 1, number · span]. Where a block reaches past the keys, it reads the nearest one again, hidden.
 */
function keysRead(
  { length, start, before, after }: Blocks,
  number: number,
  room: number,
  backend: Tensor['backend'],
): { indices: Tensor; exist: Tensor } {
  const span = before + length + after;
  const wanted = Array.from(
    { length: number * span },
    (_, at) => start - before + Math.floor(at / span) * length + (at % span),
  );
  const nearest = wanted.map((position) => Math.min(Math.max(position, 0), room - 1));
  const real = wanted.map((position, at) => position === nearest[at]);
  return {
    indices: to(tensor(nearest, { dtype: 'int32' }), backend),
    exist: to(tensor(real, { shape: [1, 1, 1, number * span] }), backend),
  };
}

/** What a query sees inside its block's keys: boolean [1, 1, length, span]. */
function inside({ length, before, after, visible }: Blocks, backend: Tensor['backend']): Tensor {
  const span = before + length + after;
  return to(maskFrom(visible, consecutive(0, length), consecutive(-before, span)), backend);
}

/** [batch, heads, number · length, width] → [batch · number, heads, length, width] */
function toBlocks(x: Tensor, number: number): Tensor {
  const [batch = 0, heads = 0, total = 0, width = 0] = x.shape;
  const cut = reshape(x, [batch, heads, number, total / number, width]);
  return reshape(transpose(cut, [0, 2, 1, 3, 4]), [batch * number, heads, total / number, width]);
}

/** Undoes {@link toBlocks}. */
function fromBlocks(x: Tensor, number: number): Tensor {
  const [rows = 0, heads = 0, length = 0, width = 0] = x.shape;
  const grouped = reshape(x, [rows / number, number, heads, length, width]);
  const joined = transpose(grouped, [0, 2, 1, 3, 4]);
  return reshape(joined, [rows / number, heads, number * length, width]);
}

/** [batch|1, heads|1, 1, number · span] → [batch · number, heads|1, 1, span] */
function toBlocksOfMask(mask: Tensor, batch: number, number: number): Tensor {
  const [, heads = 0, , total = 0] = mask.shape;
  const full = broadcastTo(mask, [batch, heads, 1, total]);
  return transpose(toBlocks(transpose(full), number));
}
