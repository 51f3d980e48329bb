const space = /[ \t\n\r]*/y;
const scalar =
  /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/uy;

/** Walks over a text as over JSON, and stops where it is none. */
class Walk {
  readonly #text: string;
  place = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** True up to the end of a value. */
  value(): boolean {
    if (this.#take('{')) return this.#items('}', () => this.#string() && this.#take(':') && this.value());
    if (this.#take('[')) return this.#items(']', () => this.value());
    return this.#scalar();
  }

  /** True when nothing but space is left. */
  end(): boolean {
    this.#match(space);
    return this.place === this.#text.length;
  }

  #items(close: string, item: () => boolean): boolean {
    if (this.#take(close)) return true;
    do if (!item()) return false;
    while (this.#take(','));
    return this.#take(close);
  }

  #string(): boolean {
    this.#match(space);
    return this.#text[this.place] === '"' && this.#scalar();
  }

  #scalar(): boolean {
    this.#match(space);
    return this.#match(scalar);
  }

  #take(character: string): boolean {
    this.#match(space);
    if (this.#text[this.place] !== character) return false;
    this.place++;
    return true;
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.#text);
    this.place += found?.[0].length ?? 0;
    return found !== null;
  }
}

/** Where a text that is no JSON breaks off, counted from 1: engines tell it for some mistakes only. */
export function placeOfError(text: string): string {
  const walk = new Walk(text);
  if (walk.value()) walk.end();
  const before = text.slice(0, walk.place);
  return `line ${before.split('\n').length} column ${before.length - before.lastIndexOf('\n')}`;
}
