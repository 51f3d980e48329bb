import type { Normalizer } from './normalizers/index.ts';
import { AlignedText } from './text/aligned-text.ts';
import { exactly, isWhiteSpace, wordCharacters } from './text/patterns.ts';
import type { AddedTokenJson } from './tokenizer-json.ts';

/** A piece of text: an added token, or what the pre-tokenizer and the model have yet to cut. */
export interface Section {
  readonly text: AlignedText;
  /** The id of an added token. */
  readonly id?: number;
}

const wordAtStart = new RegExp(`^[${wordCharacters}]`, 'u');
const wordAtEnd = new RegExp(`[${wordCharacters}]$`, 'u');

/**
 * Finds the tokens that were added to a vocabulary: those to be found in the text as it is, and between them those to
 * be found in the normalised text. Of several that begin at one place the longest counts.
 */
export class AddedTokens {
  /** How the tokens that are found in normalised text are spelt in it. */
  readonly spellings: ReadonlyMap<number, string>;
  readonly #normalize: Normalizer;
  readonly #verbatim: TokenFinder;
  readonly #normalized: TokenFinder;

  constructor(tokens: readonly AddedTokenJson[], normalize: Normalizer) {
    this.#normalize = normalize;
    const [normalized, verbatim] = [true, false].map((wanted) =>
      tokens.filter((token) => token.normalized === wanted),
    );
    this.spellings = new Map(
      normalized?.map(({ id, content }) => [id, normalize(AlignedText.of(content)).text]),
    );
    this.#verbatim = new TokenFinder(verbatim ?? [], ({ content }) => content);
    this.#normalized = new TokenFinder(
      normalized ?? [],
      ({ id, content }) => this.spellings.get(id) ?? content,
    );
  }

  /** The sections of a text, normalised; none of them is empty. */
  sections(text: string): Section[] {
    return this.#verbatim.sections(AlignedText.of(text)).flatMap((section) => {
      if (section.id !== undefined) return [section];
      return this.#normalized.sections(this.#normalize(section.text));
    });
  }
}

class TokenFinder {
  readonly #tokens: ReadonlyMap<string, AddedTokenJson>;
  readonly #pattern: RegExp;

  constructor(tokens: readonly AddedTokenJson[], spell: (token: AddedTokenJson) => string) {
    this.#tokens = new Map(tokens.map((token) => [spell(token), token]));
    this.#pattern = exactly(...this.#tokens.keys());
  }

  sections(text: AlignedText): Section[] {
    const sections: Section[] = [];
    let done = 0;
    const add = (start: number, end: number, id?: number): void => {
      if (end > start) sections.push({ text: text.slice(start, end), ...(id !== undefined && { id }) });
    };
    if (this.#tokens.size > 0) {
      for (const match of text.text.matchAll(this.#pattern)) {
        const token = this.#tokens.get(match[0]);
        if (token === undefined) continue;
        const found = taken(token, text.text, match.index, match.index + match[0].length);
        if (found === undefined) continue;
        // White space that the token before has taken is no longer there.
        const start = Math.max(found.start, done);
        add(done, start);
        add(start, found.end, token.id);
        done = Math.max(done, found.end);
      }
    }
    add(done, text.length);
    return sections;
  }
}

/** What a token takes of the text where it stands: white space around it, if it wants; or nothing inside a word. */
function taken(
  token: AddedTokenJson,
  text: string,
  start: number,
  end: number,
): { start: number; end: number } | undefined {
  if (token.single_word) {
    // Two units hold the character before, whatever its width.
    if (
      wordAtEnd.test(text.slice(Math.max(0, start - 2), start)) ||
      wordAtStart.test(text.slice(end, end + 2))
    ) {
      return undefined;
    }
  }
  let [from, to] = [start, end];
  while (token.lstrip && from > 0 && isWhiteSpace(text.charAt(from - 1))) from--;
  while (token.rstrip && to < text.length && isWhiteSpace(text.charAt(to))) to++;
  return { start: from, end: to };
}
