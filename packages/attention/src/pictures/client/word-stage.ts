import { percent } from '../percent.ts';
import { paintMap } from './colors.ts';
import { drawLines } from './draw-lines.ts';
import { element } from './elements.ts';
import type { Model } from './model.ts';
import {
  type Place,
  type Scene,
  type Side,
  shownPlace,
  tintsOf,
  type WordActions,
  weightsAt,
} from './scene.ts';
import { tooltip } from './tooltip.ts';
import { type WordList, wordList } from './word-list.ts';

/** The large map of a card. */
export interface Stage {
  readonly element: HTMLElement;
  readonly update: (scene: Scene) => void;
}

/** Least and largest size of a cell, in pixels. */
const cellSizes = { least: 12, largest: 34 };

/** Words that look and words that are looked at, with a heat map between them, or lines. */
export function wordStage(model: Model, actions: WordActions): Stage {
  let scene: Scene | undefined;
  /** The column of the cell under the pointer. */
  let crossing: number | undefined;
  const lists: Record<Side, WordList> = {
    rows: listOf('rows'),
    columns: listOf('columns'),
  };
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const rowBand = element('div', { class: 'band row', hidden: true });
  const columnBand = element('div', { class: 'band column', hidden: true });
  const cells = element('div', { class: 'cells' }, canvas, rowBand, columnBand);
  const stage = element('div', { class: 'stage' }, lists.columns.element, lists.rows.element, cells);
  const scroller = element('div', { class: 'scroller' }, stage);

  function listOf(side: Side): WordList {
    const label = side === 'rows' ? 'Words that look' : 'Words that are looked at';
    return wordList(
      { label, words: model[side], side, next: (index, key) => step(side, index, key) },
      actions,
    );
  }

  /** Along a list to the next word, across it to the other list. */
  function step(side: Side, index: number, key: string): number | undefined {
    const last = model[side].length - 1;
    if (key === 'Home') return 0;
    if (key === 'End') return last;
    const lies = scene?.look.view === 'matrix' && side === 'columns';
    const [back, forth] = lies ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    if (key === back) return Math.max(0, index - 1);
    if (key === forth) return Math.min(last, index + 1);
    const toRows = lies ? 'ArrowDown' : 'ArrowLeft';
    if (side === 'columns' && key === toRows) lists.rows.focus(index);
    if (side === 'rows' && key === 'ArrowRight') lists.columns.focus(index);
    return undefined;
  }

  function cellAt(event: PointerEvent): { row: number; column: number } | undefined {
    if (scene?.look.view !== 'matrix') return undefined;
    const box = canvas.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * scene.map.rows);
    const column = Math.floor(((event.clientX - box.left) / box.width) * scene.map.columns);
    const inside = row >= 0 && row < scene.map.rows && column >= 0 && column < scene.map.columns;
    return inside ? { row, column } : undefined;
  }
  cells.addEventListener('pointermove', (event) => {
    const cell = cellAt(event);
    if (cell === undefined || scene === undefined) return;
    crossing = cell.column;
    placeBand(columnBand, crossing);
    actions.point({ side: 'rows', index: cell.row });
    const weight = scene.map.values[cell.row * scene.map.columns + cell.column] ?? 0;
    tooltip.show(event, `${model.rows[cell.row]} → ${model.columns[cell.column]}  ${percent(weight)}`);
  });
  cells.addEventListener('pointerleave', () => {
    tooltip.hide();
    crossing = undefined;
    placeBand(columnBand, undefined);
    actions.point(undefined);
  });
  cells.addEventListener('click', (event) => {
    const cell = event instanceof PointerEvent ? cellAt(event) : undefined;
    if (cell !== undefined) actions.pin({ side: 'rows', index: cell.row });
  });

  function placeBand(band: HTMLElement, index: number | undefined): void {
    band.hidden = index === undefined || scene?.look.view !== 'matrix';
    if (index !== undefined) band.style.setProperty('--index', String(index));
  }

  function updateBands(shown: Place | undefined): void {
    placeBand(rowBand, shown?.side === 'rows' ? shown.index : undefined);
    placeBand(columnBand, shown?.side === 'columns' ? shown.index : crossing);
  }

  function updateWords(now: Scene, shown: Place | undefined): void {
    const tints = shown === undefined ? undefined : tintsOf(weightsAt(now.map, shown), now.most);
    for (const side of ['rows', 'columns'] as const) {
      lists[side].update({
        shown: shown?.side === side ? shown.index : undefined,
        pinned: now.pinned?.side === side ? now.pinned.index : undefined,
        tints: shown !== undefined && shown.side !== side ? tints : undefined,
      });
    }
  }

  /** Cells as large as they fit, and no smaller than can be seen. */
  function fit(): void {
    const room = scroller.clientWidth - lists.rows.element.offsetWidth;
    const fitting = Math.floor(room / Math.max(1, model.columns.length));
    const size = Math.max(cellSizes.least, Math.min(cellSizes.largest, fitting));
    stage.style.setProperty('--cell', `${size}px`);
  }

  function draw(now: Scene): void {
    if (now.look.view === 'matrix') paintMap(canvas, now.map, now.most, now.look.theme);
    else drawLines(canvas, now);
  }

  new ResizeObserver(() => {
    fit();
    if (scene?.look.view === 'lines') draw(scene);
  }).observe(scroller);

  const update = (now: Scene): void => {
    const before = scene;
    scene = now;
    const shown = shownPlace(now);
    stage.dataset['view'] = now.look.view;
    lists.columns.element.setAttribute(
      'aria-orientation',
      now.look.view === 'matrix' ? 'horizontal' : 'vertical',
    );
    stage.style.setProperty('--rows', String(now.map.rows));
    stage.style.setProperty('--columns', String(now.map.columns));
    if (before?.look.view !== now.look.view) fit();
    updateWords(now, shown);
    updateBands(shown);
    const sameCells = before?.map === now.map && before.most === now.most && before.look === now.look;
    if (now.look.view === 'lines' || !sameCells) draw(now);
  };
  return { element: scroller, update };
}
