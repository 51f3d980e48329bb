import { checkKind, checkOptions } from './options.ts';

/** What the ways to change a sequence cost; 1 each by default, and nothing for equal items. */
export interface EditCosts<Item> {
  /** An item of `from` is replaced by one of `to`. */
  readonly replace?: (item: Item, other: Item) => number;
  /** An item of `from` is left out. */
  readonly drop?: (item: Item) => number;
  /** Something is put behind an item of `from`; behind nothing at the start. */
  readonly extra?: (item: Item | undefined) => number;
}

/**
 * Edit distance (Wagner and Fischer 1974): the cheapest way to turn `from` into `to`, by replacing, leaving out and adding
 * items.
 *
 * @example
 * ```ts
 * import { editDistance } from '@heed/core';
 * console.log(editDistance([...'kitten'], [...'sitting'])); // 3
 * ```
 */
export function editDistance<Item>(
  from: readonly Item[],
  to: readonly Item[],
  costs: EditCosts<Item> = {},
): number {
  checkKind('editDistance: from', from, 'a list');
  checkKind('editDistance: to', to, 'a list');
  checkOptions('editDistance', costs, ['replace', 'drop', 'extra']);
  const { replace = (a, b) => (a === b ? 0 : 1), drop = () => 1, extra = () => 1 } = costs;
  let row = Array.from({ length: to.length + 1 }, (_, index) => index * extra(undefined));
  for (const item of from) {
    const next = [(row[0] ?? 0) + drop(item)];
    for (const [index, other] of to.entries()) {
      const replaced = (row[index] ?? 0) + replace(item, other);
      const dropped = (row[index + 1] ?? 0) + drop(item);
      const added = (next[index] ?? 0) + extra(item);
      next.push(Math.min(replaced, dropped, added));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
