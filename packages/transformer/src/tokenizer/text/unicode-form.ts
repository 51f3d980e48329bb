import type { AlignedText } from './aligned-text.ts';
import { type Changes, changedSources } from './changes.ts';

/** A Unicode normalisation form. */
export type UnicodeForm = 'NFC' | 'NFD' | 'NFKC' | 'NFKD';

/** A text in a normalisation form. */
export function inForm(from: AlignedText, form: UnicodeForm): AlignedText {
  const text = from.text.normalize(form);
  if (text === from.text) return from;
  return from.derived(text, () => {
    const apart = decomposed(from.text, form.replace('C', 'D') === 'NFKD' ? 'NFKD' : 'NFD');
    const changes = form.endsWith('D') ? apart : composed(text, apart);
    return changedSources(from.text, changes);
  });
}

/** The characters of a decomposition in canonical order; of each old character the first stands in its place. */
function decomposed(text: string, form: 'NFD' | 'NFKD'): Changes {
  const unordered = new Supply();
  for (const character of text) {
    for (const [index, part] of Array.from(character.normalize(form)).entries()) {
      unordered.add(part, Math.min(index, 1));
    }
  }
  const characters = Array.from(text.normalize(form));
  return { characters, changes: characters.map((character) => unordered.take(character)) };
}

/** What composition makes of a decomposition: a composed character swallows the places of its parts. */
function composed(text: string, apart: Changes): Changes {
  const parts = new Supply();
  for (const [index, character] of apart.characters.entries()) {
    parts.add(character, apart.changes[index] ?? 0);
  }
  const characters = Array.from(text);
  const changes = characters.map((character) => {
    const swallowed = Array.from(character.normalize('NFD'), (part) => parts.take(part));
    return swallowed.reduce((sum, change) => sum + change - 1, 1);
  });
  return { characters, changes };
}

/** Characters that wait for their turn. They are taken almost in order: only marks on one letter change places. */
class Supply {
  readonly #characters: (string | undefined)[] = [];
  readonly #changes: number[] = [];
  #next = 0;

  add(character: string, change: number): void {
    this.#characters.push(character);
    this.#changes.push(change);
  }

  /** Takes the first such character. */
  take(character: string): number {
    while (this.#next < this.#characters.length && this.#characters[this.#next] === undefined) this.#next++;
    const found = this.#characters.indexOf(character, this.#next);
    if (found < 0) return 0;
    this.#characters[found] = undefined;
    return this.#changes[found] ?? 0;
  }
}
