import { element, setAttributes } from './elements.ts';
import { rove } from './roving.ts';
import type { Place, Side, Tint, WordActions } from './scene.ts';

/** A list of words to point at and to pin. */
export interface WordList {
  readonly element: HTMLElement;
  readonly update: (scene: WordListScene) => void;
  readonly focus: (index: number) => void;
}

/** What a word list shows, by index in the map: the word that is spoken of, and the one that is pinned. */
export interface WordListScene {
  readonly shown: number | undefined;
  readonly pinned: number | undefined;
  /** The tint of each word of the map's side. */
  readonly tints?: readonly Tint[] | undefined;
}

/** What a word list is made of. */
export interface WordListOptions {
  readonly label: string;
  readonly words: readonly string[];
  readonly side: Side;
  /** Where the first of the words stands in the map. */
  readonly first?: number;
  /** Where a key leads from a word, by index in this list; a key that leads elsewhere does that itself. */
  readonly next: (index: number, key: string) => number | undefined;
}

/** Makes a list of words. */
export function wordList(options: WordListOptions, { point, pin }: WordActions): WordList {
  const { label, words, side, first = 0, next } = options;
  const numbers = words.map(() => element('span', { class: 'number', 'aria-hidden': 'true' }));
  const items = words.map((word, index) => {
    const text = element('span', { class: 'text', dir: 'auto' }, word);
    const attributes = { class: 'word', role: 'option', 'aria-selected': 'false', title: word };
    return element('div', attributes, text, numbers[index] ?? '');
  });
  const list = element('div', { class: `words ${side}`, role: 'listbox', 'aria-label': label }, ...items);
  rove(list, items, next);

  const placeOf = (target: EventTarget | null): Place | undefined => {
    const index = items.findIndex((item) => target instanceof Node && item.contains(target));
    return index < 0 ? undefined : { side, index: first + index };
  };
  list.addEventListener('pointerover', (event) => point(placeOf(event.target)));
  list.addEventListener('pointerleave', () => point(undefined));
  list.addEventListener('focusin', (event) => point(placeOf(event.target)));
  list.addEventListener('focusout', () => point(undefined));
  const choose = (event: Event): void => {
    const place = placeOf(event.target);
    if (place !== undefined) pin(place);
  };
  list.addEventListener('click', choose);
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    choose(event);
  });

  const update = ({ shown, pinned, tints }: WordListScene): void => {
    for (const [index, item] of items.entries()) {
      const tint = tints?.[first + index];
      item.style.setProperty('--share', tint === undefined ? '0' : tint.share.toFixed(3));
      const number = numbers[index];
      if (number !== undefined) number.textContent = tint?.text ?? '';
      item.classList.toggle('shown', shown === first + index);
      setAttributes(item, { 'aria-selected': pinned === first + index ? 'true' : 'false' });
    }
  };
  return { element: list, update, focus: (index) => items[Math.min(index, items.length - 1)]?.focus() };
}
