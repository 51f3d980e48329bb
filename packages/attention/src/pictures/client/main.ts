import { percent } from '../percent.ts';
import { type Card, makeCard } from './card.ts';
import { controls } from './controls.ts';
import { byId, element } from './elements.ts';
import { readModel } from './model.ts';
import { titleOf } from './numbers.ts';
import { payload } from './read-payload.ts';
import { type Look, type Place, samePlace, weightsAt } from './scene.ts';
import { tooltip } from './tooltip.ts';

/** A word in one card; the same word may stand in others, where it is shown too. */
interface Word {
  readonly card: Card;
  readonly place: Place;
}

let pointed: Word | undefined;
let pinned: Word | undefined;

const cards = payload.models.map((model) => {
  const card: Card = makeCard(readModel(model), {
    point: (place) => point(place === undefined ? undefined : { card, place }),
    pin: (place) => pin({ card, place }),
  });
  return card;
});
const settings = controls(payload, drawAll);

function drawAll(): void {
  byId('hint').textContent = hintOf(settings.look());
  for (const card of cards) {
    if (card.element.hidden) continue;
    card.update(settings.look(), placeIn(card, pointed), placeIn(card, pinned));
  }
}

/** Where a word is in a card: the same place, if the card has the same words on that side. */
function placeIn(card: Card, word: Word | undefined): Place | undefined {
  if (word === undefined || word.card === card) return word?.place;
  const { side } = word.place;
  const theirs = word.card.model[side];
  const ours = card.model[side];
  const same = ours.length === theirs.length && ours.every((text, index) => text === theirs[index]);
  return same ? word.place : undefined;
}

let pending = 0;

/** Many events may come before the next picture is due: the last one counts. */
function point(word: Word | undefined): void {
  if (word?.card === pointed?.card && samePlace(word?.place, pointed?.place)) return;
  pointed = word;
  cancelAnimationFrame(pending);
  pending = requestAnimationFrame(() => {
    drawAll();
    if (word !== undefined && document.activeElement?.matches('.word.shown')) tell(word, '');
  });
}

function pin(word: Word | undefined): void {
  const unpins = word === undefined || (word.card === pinned?.card && samePlace(word.place, pinned.place));
  if (pinned === undefined && word === undefined) return;
  pinned = unpins ? undefined : word;
  cancelAnimationFrame(pending);
  drawAll();
  if (pinned === undefined) live.textContent = 'Unpinned.';
  else tell(pinned, 'Pinned. ');
}

const live = byId('told');
const told = 3;

/** Says a word's strongest weights to a screen reader. */
function tell({ card, place }: Word, before: string): void {
  const words = card.model[place.side === 'rows' ? 'columns' : 'rows'];
  const strongest = Array.from(weightsAt(card.chosen().map, place), (weight, index) => ({ weight, index }))
    .sort((one, other) => other.weight - one.weight)
    .slice(0, told)
    .map(({ weight, index }) => `${words[index]} ${percent(weight)}`);
  live.textContent = `${before}${titleOf(card.model, place)}: ${strongest.join(', ')}.`;
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') pin(undefined);
});

const maps = byId('maps');
maps.append(...cards.map((card) => card.element));
byId('settings').append(settings.element);
document.body.append(tooltip.element);
if (cards.length > 1) byId('settings').prepend(shownCards());
drawAll();

/** What the page can do, for those who see it for the first time. */
function hintOf({ view }: Look): string {
  const kinds = new Set(cards.map(({ model }) => model.kind));
  const direction =
    view === 'matrix' ? 'Rows attend to columns. ' : 'Words on the left attend to those on the right. ';
  const thing = kinds.has('image') ? 'word or a patch' : 'word';
  return `${kinds.has('self') || kinds.has('cross') ? direction : ''}Point at a ${thing} to see its attention. Click it, or press Enter, to pin it and read its numbers; Escape unpins.`;
}

/** Switches that show and hide cards, where there are several. */
function shownCards(): HTMLElement {
  const box = element('fieldset', { class: 'models' }, element('legend', {}, 'Show'));
  for (const [index, card] of cards.entries()) {
    card.element.hidden = index >= 3;
    const input = element('input', { type: 'checkbox', checked: !card.element.hidden });
    input.addEventListener('change', () => {
      card.element.hidden = !input.checked;
      drawAll();
    });
    box.append(element('label', {}, input, element('span', {}, card.model.name)));
  }
  return box;
}
