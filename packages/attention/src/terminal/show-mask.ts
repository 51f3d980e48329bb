import {
  checkKind,
  checkOptions,
  checkWhole,
  DTypeError,
  IndexError,
  ShapeError,
  showShape,
  type Tensor,
} from '@heed/core';
import { fitWord, padEnd, padStart, wordWidth } from './terminal-words.ts';

/** Options of {@link showMask}. */
export interface ShowMaskOptions {
  /** Which row of the batch; 0 by default. A mask that has one for all shows that. */
  readonly batch?: number;
  /** Which head; 0 by default. A mask that has one for all shows that. */
  readonly head?: number;
  /** Words of the queries, down, instead of their numbers. */
  readonly rows?: readonly string[];
  /** Words of the keys, across, instead of their numbers. */
  readonly columns?: readonly string[];
  /** How many characters wide a line may be; 80 by default. */
  readonly width?: number;
}

/** One head's mask, row-major. */
interface Grid {
  readonly bits: ArrayLike<number>;
  readonly queries: number;
  readonly keys: number;
}

/** How the grid lies on the screen: a cell stands for `scale × scale` pairs. */
interface Layout {
  readonly scale: number;
  readonly rowWords: readonly string[];
  readonly header: string;
  readonly cellWidths: readonly number[];
}

const longestWord = 14;
const cellsPerLabel = 5;

/**
 * Draws a mask for the terminal: queries down, keys across, ■ where a query attends to a key. A mask that is too wide
 * for the line is drawn smaller, each cell for a square of pairs; where it has words, the last keys are left out.
 *
 * @param mask Boolean [batch, heads, queries, keys], true = attend.
 * @returns Lines without a line end at the last. Empty if there are no queries or no keys.
 * @throws {DTypeError} for a mask that is not boolean.
 * @throws {ShapeError} for a mask of another rank, or words that do not fit it.
 * @throws {IndexError} for a batch row or head that is not there.
 *
 * @example
 * ```ts
 * import { slidingWindowMask } from '@heed/attention';
 * import { showMask } from '@heed/attention/terminal';
 * console.log(showMask(slidingWindowMask(4, 4, { window: 2, causal: true })));
 * //   0
 * // 0 ■ · · ·
 * // 1 ■ ■ · ·
 * // 2 · ■ ■ ·
 * // 3 · · ■ ■
 * //
 * // ■ attends  · does not
 * ```
 */
export function showMask(mask: Tensor, options: ShowMaskOptions = {}): string {
  checkOptions('showMask', options, ['batch', 'head', 'rows', 'columns', 'width']);
  const grid = gridOf(mask, options);
  const width = checkWhole('showMask: width', options.width ?? 80);
  if (grid.queries === 0 || grid.keys === 0) return '';
  const layout = layoutOf(grid, options, width);
  const rowWidth = Math.max(...layout.rowWords.map(wordWidth));
  const lines = layout.rowWords.map((word, row) => {
    const cells = layout.cellWidths.map((cell, column) =>
      padEnd(markOf(grid, layout.scale, row, column), cell),
    );
    return [padStart(word, rowWidth), ...cells].join(' ').trimEnd();
  });
  const header = `${' '.repeat(rowWidth)} ${layout.header}`.trimEnd();
  return [header, ...lines, '', legend(layout, grid.keys)].join('\n');
}

function gridOf(mask: Tensor, { batch = 0, head = 0, rows, columns }: ShowMaskOptions): Grid {
  checkKind('showMask: mask', mask, 'a tensor');
  if (rows !== undefined) checkKind('showMask: rows', rows, 'a list');
  if (columns !== undefined) checkKind('showMask: columns', columns, 'a list');
  if (mask.dtype !== 'bool') throw new DTypeError(`showMask: a mask is boolean, got ${mask.dtype}`);
  if (mask.rank !== 4) {
    throw new ShapeError(
      `showMask: a mask has axes [batch, heads, queries, keys], got ${showShape(mask.shape)}`,
    );
  }
  const [batches = 0, heads = 0, queries = 0, keys = 0] = mask.shape;
  if (rows !== undefined && rows.length !== queries) {
    throw new ShapeError(`showMask: ${rows.length} rows for ${queries} queries`);
  }
  if (columns !== undefined && columns.length !== keys) {
    throw new ShapeError(`showMask: ${columns.length} columns for ${keys} keys`);
  }
  const place = placeOf('batch', batch, batches) * heads + placeOf('head', head, heads);
  const start = place * queries * keys;
  return { bits: mask.dataSync().subarray(start, start + queries * keys), queries, keys };
}

function placeOf(name: string, index: number, length: number): number {
  const whole = Number.isSafeInteger(index) && index >= 0;
  if (whole && length === 1) return 0;
  if (whole && index < length) return index;
  throw new IndexError(`showMask: ${name} ${index} is not there, the mask has ${length}`);
}

function layoutOf({ queries, keys }: Grid, { rows, columns }: ShowMaskOptions, width: number): Layout {
  const words = rows?.map((word) => fitWord(word, longestWord));
  const room = width - Math.max(...(words ?? [String(queries - 1)]).map(wordWidth));
  const fitting = Math.max(1, Math.floor(room / 2));
  const scale = (words ?? columns) ? 1 : Math.ceil(Math.max(queries, keys) / fitting);
  const rowWords = words ?? Array.from({ length: Math.ceil(queries / scale) }, (_, row) => `${row * scale}`);
  if (columns !== undefined) return { scale, rowWords, ...underWords(columns, room) };
  const cells = Math.min(fitting, Math.ceil(keys / scale));
  return { scale, rowWords, header: ruler(cells, scale), cellWidths: new Array<number>(cells).fill(1) };
}

/** As many words as fit, one at least, each with a space before it. */
function underWords(columns: readonly string[], room: number): Pick<Layout, 'header' | 'cellWidths'> {
  const shown: string[] = [];
  let used = 0;
  for (const column of columns) {
    const word = padEnd(fitWord(column, longestWord), 1);
    used += wordWidth(word) + 1;
    if (shown.length > 0 && used > room) break;
    shown.push(word);
  }
  return { header: shown.join(' '), cellWidths: shown.map(wordWidth) };
}

/** Numbers of the first key of every fifth cell; cells are one wide, with a space between. */
function ruler(cells: number, scale: number): string {
  const labels = Array.from({ length: Math.ceil(cells / cellsPerLabel) }, (_, label) =>
    padEnd(String(label * cellsPerLabel * scale), 2 * cellsPerLabel),
  );
  return labels.join('').trimEnd();
}

function markOf({ bits, queries, keys }: Grid, scale: number, row: number, column: number): string {
  const [bottom, right] = [Math.min(queries, (row + 1) * scale), Math.min(keys, (column + 1) * scale)];
  let attended = 0;
  for (let query = row * scale; query < bottom; query++) {
    for (let key = column * scale; key < right; key++) attended += bits[query * keys + key] ?? 0;
  }
  if (attended === 0) return '·';
  return attended === (bottom - row * scale) * (right - column * scale) ? '■' : '▒';
}

function legend({ scale, cellWidths }: Layout, keys: number): string {
  if (scale > 1) return `■ all  ▒ some  · none of ${scale} × ${scale} pairs`;
  const left = keys - cellWidths.length;
  return `■ attends  · does not${left > 0 ? `  (${left} more ${left === 1 ? 'key' : 'keys'})` : ''}`;
}
