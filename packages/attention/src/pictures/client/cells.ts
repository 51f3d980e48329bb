import { percent } from '../percent.ts';
import { paintMap } from './colors.ts';
import { drawLines } from './draw-lines.ts';
import { element } from './elements.ts';
import type { Model } from './model.ts';
import { type Scene, shownPlace, type WordActions } from './scene.ts';
import { tooltip } from './tooltip.ts';

/** What stands between the words of a map: the cells of a heat map, or lines. */
export interface Cells {
  readonly element: HTMLElement;
  readonly update: (scene: Scene) => void;
  /** Draws again, after the room has changed. */
  readonly redraw: () => void;
}

/** Makes the picture of a map; in a heat map, pointing at a cell points at its row, and a click pins it. */
export function makeCells({ rows, columns }: Model, { point, pin }: WordActions): Cells {
  let scene: Scene | undefined;
  /** The column of the cell under the pointer. */
  let crossing: number | undefined;
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const rowBand = element('div', { class: 'band row', hidden: true });
  const columnBand = element('div', { class: 'band column', hidden: true });
  const box = element('div', { class: 'cells' }, canvas, rowBand, columnBand);

  const cellAt = (event: MouseEvent): { row: number; column: number } | undefined => {
    if (scene?.look.view !== 'matrix') return undefined;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const row = Math.floor(((event.clientY - top) / height) * rows.length);
    const column = Math.floor(((event.clientX - left) / width) * columns.length);
    const inside = row >= 0 && row < rows.length && column >= 0 && column < columns.length;
    return inside ? { row, column } : undefined;
  };
  box.addEventListener('pointermove', (event) => {
    const cell = cellAt(event);
    if (cell === undefined || scene === undefined) return;
    crossing = cell.column;
    placeBand(columnBand, crossing);
    point({ side: 'rows', index: cell.row });
    const weight = scene.map.values[cell.row * columns.length + cell.column] ?? 0;
    tooltip.show(event, `${rows[cell.row]} → ${columns[cell.column]}  ${percent(weight)}`);
  });
  box.addEventListener('pointerleave', () => {
    tooltip.hide();
    crossing = undefined;
    placeBand(columnBand, undefined);
    point(undefined);
  });
  box.addEventListener('click', (event) => {
    const cell = cellAt(event);
    if (cell !== undefined) pin({ side: 'rows', index: cell.row });
  });

  const redraw = (): void => {
    if (scene?.look.view === 'lines') drawLines(canvas, scene);
    else if (scene !== undefined) paintMap(canvas, scene.map, scene.most, scene.look.theme);
  };
  const update = (now: Scene): void => {
    const before = scene;
    scene = now;
    const shown = shownPlace(now);
    const isMatrix = now.look.view === 'matrix';
    placeBand(rowBand, isMatrix && shown?.side === 'rows' ? shown.index : undefined);
    placeBand(columnBand, isMatrix ? (shown?.side === 'columns' ? shown.index : crossing) : undefined);
    const sameCells = before?.map === now.map && before.most === now.most && before.look === now.look;
    if (!isMatrix || !sameCells) redraw();
  };
  return { element: box, update, redraw };
}

function placeBand(band: HTMLElement, index: number | undefined): void {
  band.hidden = index === undefined;
  if (index !== undefined) band.style.setProperty('--index', String(index));
}
