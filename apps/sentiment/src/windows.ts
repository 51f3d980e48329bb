/** Most tokens that are read at once, special ones counted; texts to learn from were shorter still. */
const windowLength = 128;
/** Tokens that two windows share, so that no phrase is cut for both. */
const overlap = 32;
/** Most windows of a text; of a longer one so many are read, evenly spread: 64 are a long chapter. */
const mostWindows = 64;

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
    if (start + room >= rest.length) return spread(windows);
  }
}

function spread(windows: number[][]): number[][] {
  if (windows.length <= mostWindows) return windows;
  return Array.from({ length: mostWindows }, (_, index) => {
    return windows[Math.round((index * (windows.length - 1)) / (mostWindows - 1))] ?? [];
  });
}
