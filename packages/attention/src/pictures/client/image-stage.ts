import type { PayloadImage } from '../payload.ts';
import { percent } from '../percent.ts';
import { type Ink, paintMap } from './colors.ts';
import { element } from './elements.ts';
import type { Model } from './model.ts';
import { lookingRow, type Scene, type Side, tintsOf, type WordActions, weightsAt } from './scene.ts';
import { tooltip } from './tooltip.ts';
import { type WordList, wordList } from './word-list.ts';
import type { Stage } from './word-stage.ts';

/**
 * A picture with what is looked at laid over it, patch by patch, beside the words that look. If patches look at
 * patches (rows and columns are the same words), the patches of the picture are the words to choose from.
 */
export function imageStage(model: Model, image: PayloadImage, actions: WordActions): Stage {
  const { rows, columns } = model;
  const first = columns.length - image.rows * image.columns;
  const patchesLook = rows.length === columns.length && rows.every((word, index) => word === columns[index]);
  const patchSide: Side = patchesLook ? 'rows' : 'columns';
  let overlay: Float64Array = new Float64Array(0);

  const listOf = (label: string, side: Side, words: readonly string[], start = 0, across = 1): WordList => {
    const next = (index: number, key: string): number | undefined => {
      return stepInGrid(index, key, words.length, across);
    };
    return wordList({ label, words, side, first: start, next }, actions);
  };
  const patchLabel = patchesLook ? 'Patches that look' : 'Patches of the picture';
  const patches = listOf(patchLabel, patchSide, columns.slice(first), first, image.columns);
  const words = patchesLook ? undefined : listOf('Words that look', 'rows', rows);
  const tokenLabel = patchesLook ? 'Tokens that look' : 'Tokens beside the picture';
  const tokens = first === 0 ? undefined : listOf(tokenLabel, patchSide, columns.slice(0, first));

  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const picture = element('img', { src: image.source, alt: image.description });
  const frame = element('div', { class: 'picture' }, picture, canvas, patches.element);
  frame.style.setProperty('--grid-columns', String(image.columns));
  frame.style.setProperty('--grid-rows', String(image.rows));
  patches.element.classList.add('patches');
  const lists = [words, tokens].filter((list) => list !== undefined);
  const beside = element(
    'div',
    { class: patchesLook ? 'beside above' : 'beside' },
    ...lists.map((list) => list.element),
  );
  const stage = element('div', { class: 'stage' }, ...(lists.length > 0 ? [beside] : []), frame);
  stage.dataset['view'] = 'image';

  patches.element.addEventListener('pointermove', (event) => {
    const index =
      event.target instanceof Element ? Array.from(patches.element.children).indexOf(event.target) : -1;
    if (index < 0) return;
    tooltip.show(event, `${columns[first + index]}  ${percent(overlay[first + index] ?? 0)}`);
  });
  patches.element.addEventListener('pointerleave', tooltip.hide);

  const update = (scene: Scene): void => {
    const { pointed, pinned, map, most } = scene;
    overlay = lookingRow(map, pointed, pinned);
    const values = overlay.slice(first);
    paintMap(canvas, { rows: image.rows, columns: image.columns, values }, most, 'picture', veil);
    const indexOn = (side: Side) => ({
      shown: [pointed, pinned].find((place) => place?.side === side)?.index,
      pinned: pinned?.side === side ? pinned.index : undefined,
    });
    patches.update(indexOn(patchSide));
    tokens?.update({ ...indexOn(patchSide), tints: tintsOf(overlay, most) });
    const column = [pointed, pinned].find((place) => place?.side === 'columns');
    const tints = column === undefined ? undefined : tintsOf(weightsAt(map, column), most);
    words?.update({ ...indexOn('rows'), tints });
  };
  return { element: element('div', { class: 'scroller' }, stage), update };
}

/** What is not looked at is only dimmed; the more a patch is looked at, the more its colour covers the picture. */
const veil: Ink = { tone: (share) => share, opacity: (share) => 0.45 + 0.15 * share };

/** Arrow keys in a grid of words; a list is a grid of one column. */
function stepInGrid(index: number, key: string, count: number, columns: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: -columns,
    ArrowDown: columns,
    ...(columns > 1 ? { ArrowLeft: -1, ArrowRight: 1 } : {}),
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const to = index + (steps[key] ?? Number.NaN);
  return to >= 0 && to < count ? to : undefined;
}
