import { checkOptions, checkWhole } from '@heed/core';
import { fitWord, padEnd, padStart, wordWidth } from './terminal-words.ts';
import { tableRows, type WeightTable } from './weight-table.ts';

/** Options of {@link heatMap}. */
export interface HeatMapOptions {
  /** The words that were looked at, across: the source. */
  readonly columns: readonly string[];
  /** The words that looked, down: the target. */
  readonly rows: readonly string[];
  /** Colours for a terminal of 256 colours instead of shade characters. Default false; see `supportsColor`. */
  readonly color?: boolean;
  /** How many characters wide a line may be; more columns than fit go into further blocks. Default 80. */
  readonly width?: number;
}

/** From which weight on which shade, and which of the 256 colours (after the palette viridis). */
const levels = [
  { from: 0, shade: ' ', color: 53 },
  { from: 0.05, shade: '·', color: 55 },
  { from: 0.15, shade: '░', color: 25 },
  { from: 0.3, shade: '▒', color: 30 },
  { from: 0.5, shade: '▓', color: 77 },
  { from: 0.75, shade: '█', color: 226 },
] as const;

type Level = (typeof levels)[number];

const longestWord = 14;
const narrowestCell = 3;

/**
 * Draws attention weights for the terminal: a cell for each pair of words, the stronger the weight, the
 * denser or brighter. Works for any script; words that are too long are shortened, and characters that
 * would steer the terminal are made visible.
 *
 * @param weights From 0 to 1, [rows, columns]. Each row sums to 1 in attention, but need not.
 * @returns Lines without a line end at the last. Empty if there are no rows or no columns.
 * @throws {ShapeError} if the weights do not fit the words.
 * @throws {ValueError} if a weight is NaN or infinite.
 *
 * @example
 * ```ts
 * import { heatMap } from '@heed/attention/terminal';
 * const weights = [
 *   [0.8, 0.2],
 *   [0.1, 0.9],
 * ];
 * console.log(heatMap(weights, { columns: ['good', 'day'], rows: ['guten', 'Tag'] }));
 * //       good day
 * // guten ████ ░░░
 * //   Tag ···· ███
 * //
 * // weight: · 5 %  ░ 15 %  ▒ 30 %  ▓ 50 %  █ 75 % and more
 * ```
 */
export function heatMap(weights: WeightTable, options: HeatMapOptions): string {
  checkOptions('heatMap', options, ['columns', 'rows', 'color', 'width']);
  const { color = false } = options;
  const width = checkWhole('heatMap: width', options.width ?? 80);
  const table = tableRows('heatMap', weights, options.rows.length, options.columns.length);
  if (options.rows.length === 0 || options.columns.length === 0) return '';
  const rowWords = options.rows.map((word) => fitWord(word, longestWord));
  const columnWords = options.columns.map((word) => fitWord(word, longestWord));
  const rowWidth = Math.max(...rowWords.map(wordWidth));
  const cellWidths = columnWords.map((word) => Math.max(narrowestCell, wordWidth(word)));
  const lines: string[] = [];
  for (const { start, end } of blocks(cellWidths, width - rowWidth)) {
    const widths = cellWidths.slice(start, end);
    const header = columnWords.slice(start, end).map((word, index) => padEnd(word, widths[index] ?? 0));
    lines.push([' '.repeat(rowWidth), ...header].join(' ').trimEnd());
    for (const [index, word] of rowWords.entries()) {
      const cells = (table[index] ?? []).slice(start, end);
      const drawn = cells.map((weight, cell) => draw(levelOf(weight), widths[cell] ?? 0, color));
      lines.push([padStart(word, rowWidth), ...drawn].join(' ').trimEnd());
    }
    lines.push('');
  }
  return [...lines, legend(color)].join('\n');
}

/** Cuts columns into runs that fit the width, each cell with a space before it; a run has one column at least. */
function blocks(cellWidths: readonly number[], width: number): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  let start = 0;
  let used = 0;
  for (const [index, cell] of cellWidths.entries()) {
    if (index > start && used + cell + 1 > width) {
      runs.push({ start, end: index });
      start = index;
      used = 0;
    }
    used += cell + 1;
  }
  return [...runs, { start, end: cellWidths.length }];
}

function levelOf(weight: number): Level {
  return levels.findLast(({ from }) => weight >= from) ?? levels[0];
}

function draw(level: Level, width: number, color: boolean): string {
  return color ? `\u001b[48;5;${level.color}m${' '.repeat(width)}\u001b[0m` : level.shade.repeat(width);
}

function legend(color: boolean): string {
  const shown = color ? levels : levels.slice(1);
  const entries = shown.map((level) => `${draw(level, color ? 2 : 1, color)} ${level.from * 100} %`);
  return `weight: ${entries.join('  ')} and more`;
}
