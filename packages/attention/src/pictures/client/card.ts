import { element } from './elements.ts';
import { headPicker, type Selection } from './head-picker.ts';
import { imageStage } from './image-stage.ts';
import { legend } from './legend.ts';
import { largestWeight, type Model, meanMap, nameHeads } from './model.ts';
import { numbers } from './numbers.ts';
import { type Look, lookingRow, type Place, type WeightMap, type WordActions } from './scene.ts';
import { wordStage } from './word-stage.ts';

/** All about one model: its layers and heads, the chosen map, the numbers of the pinned word. */
export interface Card {
  readonly model: Model;
  readonly element: HTMLElement;
  /** Draws the card; nothing to point at or pinned if a place is not in it. */
  readonly update: (look: Look, pointed: Place | undefined, pinned: Place | undefined) => void;
  /** The chosen map, and the name of its heads. */
  readonly chosen: () => { readonly map: WeightMap; readonly heads: string };
}

const kinds = { self: 'Self-attention', cross: 'Cross-attention', image: 'Attention over a picture' };

/** Makes the card of a model; it is empty until it is first drawn. */
export function makeCard(model: Model, actions: WordActions): Card {
  const last = model.layers.length - 1;
  let selection: Selection = { layer: last, heads: new Set(model.layers[last]?.heads.keys()) };
  let map = mapOf(model, selection);
  let redraw = (): void => {};

  const picker = headPicker(model, (next) => {
    selection = next;
    map = mapOf(model, selection);
    redraw();
  });
  const { image } = model;
  const stage = image === null ? wordStage(model, actions) : imageStage(model, image, actions);
  const colors = legend(image !== null);
  const table = numbers(model);
  const heads = element('p', { class: 'heads' });
  const title = element('h2', {}, model.name);
  const isEmpty = model.rows.length === 0 || model.columns.length === 0;
  const hasChoice = model.layers.length > 1 || model.layers.some((layer) => layer.heads.length > 1);
  const card = element('section', { class: 'card', 'aria-label': model.name }, title, heads);
  if (isEmpty) card.append(element('p', { class: 'hint' }, 'There are no words here.'));
  else {
    const middle = element('div', { class: 'middle' }, stage.element, colors.element);
    const parts = hasChoice ? [middle, picker.element, table.element] : [middle, table.element];
    card.append(element('div', { class: hasChoice ? 'parts with-picker' : 'parts' }, ...parts));
  }

  const nameOfHeads = (): string => {
    const layer = model.layers[selection.layer];
    return layer === undefined ? '' : nameHeads(layer, selection.heads);
  };
  const update = (look: Look, pointed: Place | undefined, pinned: Place | undefined): void => {
    redraw = () => update(look, pointed, pinned);
    if (isEmpty) return;
    const most = strongest(model, map, look, pointed, pinned);
    const scene = { map, most, look, pointed, pinned };
    picker.update(selection, look, pinned);
    stage.update(scene);
    colors.update(scene);
    table.update(map, pinned, nameOfHeads());
    heads.textContent = [kinds[model.kind], nameOfHeads()].filter((part) => part !== '').join(' · ');
  };
  return { model, element: card, update, chosen: () => ({ map, heads: nameOfHeads() }) };
}

function mapOf({ layers }: Model, { layer, heads }: Selection): WeightMap {
  const all = layers[layer]?.heads ?? [];
  return meanMap(all.filter((_, head) => heads.has(head)));
}

/** The weight with the strongest colour: over a picture, the largest of what is laid over it. */
function strongest(
  { image }: Model,
  map: WeightMap,
  { scaleTo }: Look,
  pointed: Place | undefined,
  pinned: Place | undefined,
): number {
  if (scaleTo === 1) return 1;
  if (image === null) return largestWeight(map);
  const row = lookingRow(map, pointed, pinned).slice(map.columns - image.rows * image.columns);
  return largestWeight({ rows: 1, columns: row.length, values: row });
}
