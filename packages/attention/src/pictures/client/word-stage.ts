import { makeCells } from './cells.ts';
import { element, setAttributes } from './elements.ts';
import type { Model } from './model.ts';
import { type Scene, type Side, shownPlace, tintsOf, type WordActions, weightsAt } from './scene.ts';
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
  const listOf = (side: Side, label: string): WordList => {
    const next = (index: number, key: string): number | undefined => step(side, index, key);
    return wordList({ label, words: model[side], side, next }, actions);
  };
  const rows = listOf('rows', 'Words that look');
  const columns = listOf('columns', 'Words that are looked at');
  const cells = makeCells(model, actions);
  const stage = element('div', { class: 'stage' }, columns.element, rows.element, cells.element);
  stage.style.setProperty('--rows', String(model.rows.length));
  stage.style.setProperty('--columns', String(model.columns.length));
  const scroller = element('div', { class: 'scroller' }, stage);

  /** Along a list to the next word, across it to the other list. */
  function step(side: Side, index: number, key: string): number | undefined {
    const last = model[side].length - 1;
    const lies = side === 'columns' && scene?.look.view === 'matrix';
    if (key === 'Home') return 0;
    if (key === 'End') return last;
    if (key === (lies ? 'ArrowLeft' : 'ArrowUp')) return Math.max(0, index - 1);
    if (key === (lies ? 'ArrowRight' : 'ArrowDown')) return Math.min(last, index + 1);
    if (side === 'rows' && key === 'ArrowRight') columns.focus(index);
    if (side === 'columns' && key === (lies ? 'ArrowDown' : 'ArrowLeft')) rows.focus(index);
    return undefined;
  }

  /** Cells as large as they fit, and no smaller than can be seen. */
  const fit = (): void => {
    const room = scroller.clientWidth - rows.element.offsetWidth;
    const fitting = Math.floor(room / Math.max(1, model.columns.length));
    const size = Math.max(cellSizes.least, Math.min(cellSizes.largest, fitting));
    stage.style.setProperty('--cell', `${size}px`);
  };
  new ResizeObserver(() => {
    fit();
    if (scene?.look.view === 'lines') cells.redraw();
  }).observe(scroller);

  const update = (now: Scene): void => {
    const { view } = now.look;
    const turns = scene?.look.view !== view;
    scene = now;
    stage.dataset['view'] = view;
    setAttributes(columns.element, { 'aria-orientation': view === 'matrix' ? 'horizontal' : 'vertical' });
    if (turns) fit();
    updateWords(now, { rows, columns });
    cells.update(now);
  };
  return { element: scroller, update };
}

/** Marks the word that the scene speaks of, and tints the words of the other side by its weights. */
function updateWords(scene: Scene, lists: Readonly<Record<Side, WordList>>): void {
  const { map, most, pinned } = scene;
  const shown = shownPlace(scene);
  const tints = shown === undefined ? undefined : tintsOf(weightsAt(map, shown), most);
  for (const side of ['rows', 'columns'] as const) {
    lists[side].update({
      shown: shown?.side === side ? shown.index : undefined,
      pinned: pinned?.side === side ? pinned.index : undefined,
      tints: shown?.side === side ? undefined : tints,
    });
  }
}
