import { checkOneOf, checkOptions, OptionError } from '@heed/core';
import { type ScaleBand, scaleBand, scaleSequential } from 'd3-scale';
import { wordWidth } from '../terminal/terminal-words.ts';
import { tableRows, type WeightTable } from '../terminal/weight-table.ts';
import { escapeText, shownWords } from './escape.ts';
import { palettes, type Theme } from './palette.ts';
import { percent } from './percent.ts';

/** Options of {@link attentionSvg}. */
export interface AttentionSvgOptions {
  /** The words that looked, down: the target. */
  readonly rows: readonly string[];
  /** The words that were looked at, across: the source. */
  readonly columns: readonly string[];
  /** Name of the picture, shown above it and said by a screen reader. Default `Attention`. */
  readonly title?: string;
  /** What the picture shows, for those who do not see it. Default: its size and how to read it. */
  readonly description?: string;
  /** Ground that the picture will stand on. Default `light`. */
  readonly theme?: Theme;
  /** Weight with the strongest colour: a number, or `largest` for the largest of this picture. Default 1. */
  readonly scaleTo?: number | 'largest';
  /** Width and height of a cell, in pixels. Default 24. */
  readonly cell?: number;
}

const longestWord = 28;
const fontSize = 12;
const space = 10;
const inks: Readonly<Record<Theme, { ink: string; quiet: string }>> = {
  light: { ink: '#1b2530', quiet: '#5b6875' },
  dark: { ink: '#e6edf3', quiet: '#9aa7b4' },
};

/**
 * Draws attention weights as a heat map: an SVG that stands for itself (a file, or a part of a page), with words in any
 * script, a name and a description for screen readers, and the number of each cell where the pointer rests on it.
 *
 * @param weights Attention weights, [rows, columns].
 * @returns The text of the SVG. Its ground is transparent.
 * @throws {ShapeError} if the weights do not fit the words.
 * @throws {ValueError} if a weight is NaN or infinite.
 * @throws {OptionError} if an option is unknown or out of range.
 *
 * @example
 * ```ts
 * import { attentionSvg } from '@heed/attention/pictures';
 * const svg = attentionSvg([[0.8, 0.2], [0.1, 0.9]], {
 *   rows: ['guten', 'Tag'],
 *   columns: ['good', 'day'],
 *   title: 'Alignment of “good day”',
 * });
 * console.log(svg.includes('<title>guten → good: 80.0\u00a0%</title>')); // true
 * ```
 */
export function attentionSvg(weights: WeightTable, options: AttentionSvgOptions): string {
  checkOptions('attentionSvg', options, [
    ...['rows', 'columns', 'title', 'description', 'theme', 'scaleTo', 'cell'],
  ]);
  const { theme = 'light', scaleTo = 1, cell = 24, title = 'Attention' } = options;
  checkOneOf('attentionSvg: theme', theme, ['light', 'dark']);
  if (!(cell > 0 && cell < 1000)) {
    throw new OptionError(`attentionSvg: cell must be above 0 and below 1000 pixels, got ${cell}`);
  }
  const table = tableRows('attentionSvg', weights, options.rows.length, options.columns.length);
  const most = strongest(table, scaleTo);
  const rows = shownWords(options.rows, longestWord);
  const columns = shownWords(options.columns, longestWord);
  const { description = describe(rows, columns, most) } = options;

  const left = widest(rows) + space;
  const top = 2 * fontSize + space + widest(columns) + space;
  const x = bands(columns.length, left, cell);
  const y = bands(rows.length, top, cell);
  const color = scaleSequential(palettes[theme]).domain([0, most]).clamp(true);
  const right = left + columns.length * cell;
  const bottom = top + rows.length * cell;
  const width = Math.ceil(Math.max(right, left + legendWidth + 60, textWidth(title)) + space);
  const height = Math.ceil(bottom + 3 * space + fontSize);

  const cells = rows.map((row, index) => {
    const drawn = columns.map((column, across) => {
      const weight = table[index]?.[across] ?? 0;
      const place = `x="${at(x, across)}" y="${at(y, index)}" width="${size(x)}" height="${size(y)}"`;
      const told = `${escapeText(row)} → ${escapeText(column)}: ${percent(weight)}`;
      return `<rect ${place} fill="${color(weight)}"><title>${told}</title></rect>`;
    });
    return drawn.join('');
  });
  const { ink, quiet } = inks[theme];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="${fontSize}" fill="${ink}">`,
    `<title>${escapeText(title)}</title>`,
    `<desc>${escapeText(description)}</desc>`,
    `<text x="0" y="${fontSize}" font-size="${fontSize + 2}" font-weight="600">${escapeText(title)}</text>`,
    `<g text-anchor="end">${rows.map((word, index) => label(word, left - space, middle(y, index))).join('')}</g>`,
    `<g>${columns.map((word, index) => label(word, middle(x, index), top - space, -90)).join('')}</g>`,
    `<g shape-rendering="crispEdges">${cells.join('\n')}</g>`,
    legend(left, bottom + 1.5 * space, most, palettes[theme], quiet),
    '</svg>',
  ].join('\n');
}

/** The weight with the strongest colour. */
function strongest(table: readonly (readonly number[])[], scaleTo: number | 'largest'): number {
  if (scaleTo === 'largest') return Math.max(0, ...table.map((row) => Math.max(0, ...row))) || 1;
  if (typeof scaleTo === 'number' && Number.isFinite(scaleTo) && scaleTo > 0) return scaleTo;
  throw new OptionError(`attentionSvg: scaleTo must be a number above 0 or 'largest', got ${scaleTo}`);
}

function describe(rows: readonly string[], columns: readonly string[], most: number): string {
  return `Heat map of attention: ${rows.length} words that look, down, over ${columns.length} words that are looked at, across. Colour runs from 0 to ${percent(most)}.`;
}

function bands(count: number, start: number, cell: number): ScaleBand<number> {
  return scaleBand<number>()
    .domain(Array.from({ length: count }, (_, index) => index))
    .range([start, start + count * cell])
    .paddingInner(0.04);
}

function at(scale: ScaleBand<number>, index: number): string {
  return short(scale(index) ?? 0);
}

function size(scale: ScaleBand<number>): string {
  return short(scale.bandwidth());
}

function middle(scale: ScaleBand<number>, index: number): number {
  return (scale(index) ?? 0) + scale.bandwidth() / 2;
}

function label(word: string, x: number, y: number, turn = 0): string {
  const turned = turn === 0 ? '' : ` transform="rotate(${turn} ${short(x)} ${short(y)})"`;
  return `<text x="${short(x)}" y="${short(y)}" dominant-baseline="central"${turned}>${escapeText(word)}</text>`;
}

const legendWidth = 120;

function legend(x: number, y: number, most: number, palette: (share: number) => string, ink: string): string {
  const pieces = 24;
  const width = legendWidth / pieces;
  const bar = Array.from({ length: pieces }, (_, index) => {
    const color = palette(index / (pieces - 1));
    return `<rect x="${short(x + index * width)}" y="${short(y)}" width="${short(width + 0.5)}" height="8" fill="${color}"/>`;
  });
  const text = y + 8 + fontSize;
  return `<g fill="${ink}" font-size="${fontSize - 1}">${bar.join('')}<text x="${short(x)}" y="${short(text)}">0</text><text x="${short(x + legendWidth)}" y="${short(text)}" text-anchor="end">${percent(most)}</text></g>`;
}

function widest(words: readonly string[]): number {
  return Math.max(0, ...words.map(textWidth));
}

// About as wide as most fonts set it: nothing here can measure text.
function textWidth(text: string): number {
  return wordWidth(text) * fontSize * 0.68;
}

function short(length: number): string {
  return String(Math.round(length * 100) / 100);
}
