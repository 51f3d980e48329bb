import { checkWhole } from '@heed/core';
import { nextTurn } from '../generation/next-turn.ts';

/** How a task on several texts goes on. */
export interface BatchOptions {
  /** Texts that run together; 8 by default. What each gives does not depend on it. */
  readonly batchSize?: number;
  /** Ends the work before the next batch: the task fails with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Hears how many of the texts are done. */
  readonly onProgress?: (progress: TaskProgress) => void;
}

/** How far a task is. */
export interface TaskProgress {
  readonly done: number;
  readonly total: number;
}

/** The names of {@link BatchOptions}. */
export const batchOptionNames = ['batchSize', 'signal', 'onProgress'] as const;

/**
 * Runs items in batches, longest first, so that little is padded; outputs come in the order of the items.
 *
 * @param lengthOf Tokens of an item.
 * @param run Gives one output for each item of a batch.
 */
export async function runBatches<Item, Output>(
  items: readonly Item[],
  { batchSize = 8, signal, onProgress }: BatchOptions,
  lengthOf: (item: Item) => number,
  run: (batch: readonly Item[]) => Promise<readonly Output[]>,
): Promise<Output[]> {
  checkWhole('batchSize', batchSize);
  const order = Array.from(items.entries()).sort(([, a], [, b]) => lengthOf(b) - lengthOf(a));
  const outputs = new Map<number, Output>();
  for (let start = 0; start < order.length; start += batchSize) {
    signal?.throwIfAborted();
    const batch = order.slice(start, start + batchSize);
    const made = await run(batch.map(([, item]) => item));
    for (const [row, output] of made.entries()) outputs.set(batch[row]?.[0] ?? 0, output);
    onProgress?.({ done: Math.min(start + batchSize, order.length), total: order.length });
    // Between two batches others get their turn, signals among them.
    await nextTurn();
  }
  signal?.throwIfAborted();
  return [...outputs].sort(([a], [b]) => a - b).map(([, output]) => output);
}

/** True for several; a single input is never a list. */
export function isList<Item>(given: Item | readonly Item[]): given is readonly Item[] {
  return Array.isArray(given);
}
