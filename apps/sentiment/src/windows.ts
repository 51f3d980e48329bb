/** Most tokens that are read at once, special ones counted; texts to learn from were shorter still. */
const windowLength = 128;
/** Tokens that two windows share, so that no phrase is cut for both. */
const overlap = 32;

/**
 * A text of any length as windows that the model reads one by one, each between the special tokens.
 *
 * @param ids With the special tokens at both ends.
 */
export function windowsOf(ids: readonly number[]): number[][] {
  const [first, ...rest] = ids;
  const last = rest.pop();
  if (first === undefined || last === undefined || ids.length <= windowLength) return [[...ids]];
  const room = windowLength - 2;
  const windows: number[][] = [];
  for (let start = 0; ; start += room - overlap) {
    windows.push([first, ...rest.slice(start, start + room), last]);
    if (start + room >= rest.length) return windows;
  }
}
