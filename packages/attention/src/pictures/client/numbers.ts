import { percent } from '../percent.ts';
import { element, setAttributes } from './elements.ts';
import type { Model } from './model.ts';
import { type Place, type WeightMap, weightsAt } from './scene.ts';

type Order = 'weight' | 'word';

/** The numbers of the pinned word as a table: for screen readers, and for all who want to know exactly. */
export function numbers(model: Model): {
  readonly element: HTMLElement;
  readonly update: (map: WeightMap, pinned: Place | undefined, heads: string) => void;
} {
  let order: Order = 'weight';
  let redraw = (): void => {};
  const buttons: Readonly<Record<Order, HTMLButtonElement>> = {
    word: sortButton('word', 'Word'),
    weight: sortButton('weight', 'Weight'),
  };
  function sortButton(by: Order, text: string): HTMLButtonElement {
    const button = element('button', { type: 'button' }, text);
    button.addEventListener('click', () => {
      order = by;
      redraw();
    });
    return button;
  }
  const headings: Readonly<Record<Order, HTMLElement>> = {
    word: element('th', { scope: 'col' }, buttons.word),
    weight: element('th', { scope: 'col' }, buttons.weight),
  };
  const caption = element('caption');
  const body = element('tbody');
  const head = element('thead', {}, element('tr', {}, headings.word, headings.weight));
  const table = element('table', {}, caption, head, body);
  const region = element('div', { class: 'rows-of-numbers', tabindex: 0, role: 'region' }, table);
  const hint = element('p', { class: 'hint' }, 'The numbers of the pinned word will be here.');
  const box = element('section', { class: 'numbers', 'aria-label': `Numbers, ${model.name}` }, hint, region);

  const update = (map: WeightMap, pinned: Place | undefined, heads: string): void => {
    redraw = () => update(map, pinned, heads);
    hint.hidden = pinned !== undefined;
    region.hidden = pinned === undefined;
    if (pinned === undefined) return;
    const title = titleOf(model, pinned);
    setAttributes(region, { 'aria-label': title });
    caption.replaceChildren(
      element('strong', {}, title),
      ...(heads === '' ? [] : [element('span', {}, heads)]),
    );
    const otherWords = pinned.side === 'rows' ? model.columns : model.rows;
    const weights = Array.from(weightsAt(map, pinned), (weight, index) => ({ weight, index }));
    const largest = Math.max(...weights.map(({ weight }) => weight), 1e-9);
    if (order === 'weight') weights.sort((one, other) => other.weight - one.weight);
    setAttributes(headings.word, { 'aria-sort': order === 'word' ? 'ascending' : undefined });
    setAttributes(headings.weight, { 'aria-sort': order === 'weight' ? 'descending' : undefined });
    body.replaceChildren(
      ...weights.map(({ weight, index }) => {
        const word = element('th', { scope: 'row', dir: 'auto' }, otherWords[index] ?? '');
        const number = element('td', {}, percent(weight));
        number.style.setProperty('--share', Math.max(0, weight / largest).toFixed(3));
        return element('tr', {}, word, number);
      }),
    );
  };
  return { element: box, update };
}

/** `What “sat” attends to`, `What attends to “cat”`. */
export function titleOf(model: Model, { side, index }: Place): string {
  const word = model[side][index] ?? '';
  return side === 'rows' ? `What “${word}” attends to` : `What attends to “${word}”`;
}
