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
  const [batch = 0, , count = 0] = queries.shape;
  const room = keys.shape[2] ?? 0;
  const front = room - count - blocks.start;
  const number = Math.ceil((front + count) / blocks.length);
  const span = blocks.before + blocks.length + blocks.after;
  const wanted = Array.from(
    { length: number * span },
    (_, at) => blocks.start - blocks.before + Math.floor(at / span) * blocks.length + (at % span),
  );
  const onBackend = (x: Tensor): Tensor => to(x, queries.backend);
  // Where a block reaches past the keys it reads the nearest one again, hidden.
  const nearest = wanted.map((position) => Math.min(Math.max(position, 0), room - 1));
  const indices = onBackend(tensor(nearest, { dtype: 'int32' }));
  const real = wanted.map((position) => position === Math.min(Math.max(position, 0), room - 1));
  const exists = onBackend(tensor(real, { shape: [1, 1, 1, number * span] }));
  const kept = mask === undefined ? exists : logicalAnd(exists, gather(mask, indices, { axis: 3 }));
  const inside = maskFrom(blocks.visible, consecutive(0, blocks.length), consecutive(-blocks.before, span));
  const padded = pad(queries, {
    axis: 2,
    before: front,
    after: number * blocks.length - front - count,
  });
  const context = scaledDotProductAttention(
    toBlocks(padded, number),
    toBlocks(gather(keys, indices, { axis: 2 }), number),
    toBlocks(gather(values, indices, { axis: 2 }), number),
    {
      mask: logicalAnd(blocksOfMask(kept, batch, number), onBackend(inside)),
      ...(scale !== undefined && { scale }),
    },
  );
  return slice(fromBlocks(context, number), { axis: 2, start: front, end: front + count });
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
function blocksOfMask(mask: Tensor, batch: number, number: number): Tensor {
  const [, heads = 0, , total = 0] = mask.shape;
  const full = broadcastTo(mask, [batch, heads, 1, total]);
  return transpose(toBlocks(transpose(full), number));
}
