import { paintMap } from './colors.ts';
import { element, setAttributes } from './elements.ts';
import { type Layer, largestWeight, type Model } from './model.ts';
import { rove } from './roving.ts';
import { type Look, lookingRow, type Place, type WeightMap } from './scene.ts';

/** Which heads of which layer a card shows: the mean of all that are chosen. */
export interface Selection {
  /** Index among the model's layers. */
  readonly layer: number;
  readonly heads: ReadonlySet<number>;
}

/** Layers × heads as small maps, and a switch for each head of the chosen layer. */
export function headPicker(
  model: Model,
  choose: (selection: Selection) => void,
): {
  readonly element: HTMLElement;
  readonly update: (selection: Selection, look: Look, pinned: Place | undefined) => void;
} {
  let chosen: Selection = { layer: 0, heads: new Set() };
  let painted: { look: Look; pinned: Place | undefined } | undefined;
  const thumbnails = model.layers.flatMap((layer, layerIndex) => {
    return layer.heads.map((map, head) => {
      const canvas = element('canvas', { 'aria-hidden': 'true' });
      const name = layer.layer === null ? `Head ${head}` : `Layer ${layer.layer}, head ${head}`;
      const button = element('button', { type: 'button', class: 'thumbnail', title: name }, canvas);
      setAttributes(button, { 'aria-label': name });
      button.addEventListener('click', (event) => {
        const adds = (event.shiftKey || event.ctrlKey || event.metaKey) && layerIndex === chosen.layer;
        choose({ layer: layerIndex, heads: adds ? toggled(chosen.heads, head) : new Set([head]) });
      });
      return { button, canvas, map, layerIndex, head };
    });
  });
  const mostHeads = Math.max(...model.layers.map(({ heads }) => heads.length));
  const grid = element('div', {
    class: 'thumbnails',
    role: 'toolbar',
    'aria-label': `Layers and heads of ${model.name}`,
  });
  grid.style.setProperty('--heads', String(mostHeads));
  for (const [index, layer] of model.layers.entries()) {
    grid.append(layerLabel(layer));
    grid.append(...thumbnails.filter(({ layerIndex }) => layerIndex === index).map(({ button }) => button));
  }
  rove(
    grid,
    thumbnails.map(({ button }) => button),
    (index, key) => {
      const step = arrows[key];
      if (step === undefined) return undefined;
      const [down, right] = step;
      const from = thumbnails[index];
      const to = thumbnails.findIndex(({ layerIndex, head }) => {
        return layerIndex === (from?.layerIndex ?? 0) + down && head === (from?.head ?? 0) + right;
      });
      return to < 0 ? undefined : to;
    },
  );
  const switches = element('div', { class: 'switches', role: 'group' });
  const axes = element('p', { class: 'axes', 'aria-hidden': 'true' }, 'Layers ↓\u2003Heads →');
  axes.hidden = model.layers.length === 1;
  const box = element('div', { class: 'picker' }, axes, grid, switches);

  const update = (selection: Selection, look: Look, pinned: Place | undefined): void => {
    if (painted?.look !== look || (model.image !== null && painted.pinned !== pinned)) {
      for (const { canvas, map } of thumbnails) {
        const small = thumbnailOf(model, map, pinned);
        const ground = model.image === null ? look.theme : 'picture';
        paintMap(canvas, small, look.scaleTo === 1 ? 1 : largestWeight(small), ground);
      }
      painted = { look, pinned };
    }
    for (const { button, layerIndex, head } of thumbnails) {
      const pressed = layerIndex === selection.layer && selection.heads.has(head);
      setAttributes(button, { 'aria-pressed': pressed ? 'true' : 'false' });
    }
    if (selection !== chosen) updateSwitches(switches, model, selection, choose);
    chosen = selection;
  };
  return { element: box, update };
}

/** The map itself; over a picture, its patches as the pinned word looks at them. */
function thumbnailOf({ image }: Model, map: WeightMap, pinned: Place | undefined): WeightMap {
  if (image === null) return map;
  const values = lookingRow(map, undefined, pinned).slice(map.columns - image.rows * image.columns);
  return { rows: image.rows, columns: image.columns, values };
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function layerLabel({ layer }: Layer): HTMLElement {
  return element('span', { class: 'layer', 'aria-hidden': 'true' }, layer === null ? '' : String(layer));
}

/** One switch for each head of the chosen layer, and one for all. */
function updateSwitches(
  box: HTMLElement,
  model: Model,
  { layer, heads }: Selection,
  choose: (selection: Selection) => void,
): void {
  const all = model.layers[layer]?.heads ?? [];
  const { activeElement } = document;
  const focused = activeElement === null ? -1 : Array.from(box.children).indexOf(activeElement);
  const everyHead = new Set(all.keys());
  const switchOf = (text: string, name: string, on: boolean, then: ReadonlySet<number>): HTMLElement => {
    const attributes = { type: 'button', 'aria-pressed': on ? 'true' : 'false', 'aria-label': name };
    const button = element('button', attributes, text);
    button.addEventListener('click', () => choose({ layer, heads: then }));
    return button;
  };
  const buttons = [
    switchOf('all', 'All heads', heads.size === all.length, everyHead),
    ...all.map((_, head) => {
      return switchOf(String(head), `Head ${head}`, heads.has(head), toggled(heads, head));
    }),
  ];
  setAttributes(box, { 'aria-label': 'Heads that are shown, as their mean' });
  box.hidden = all.length < 2;
  box.replaceChildren(...buttons);
  buttons[focused]?.focus();
}

/** The heads with one more, or one less; the last one stays. */
function toggled(heads: ReadonlySet<number>, head: number): ReadonlySet<number> {
  const one = new Set([head]);
  const changed = heads.symmetricDifference(one);
  return changed.size === 0 ? heads : changed;
}
