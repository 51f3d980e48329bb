/** Of every UTF-16 unit of a text, which part of the text as it came it stands for. */
interface Alignment {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/**
 * A text on its way through a tokenizer, which remembers where each of its characters came from. Units are those of
 * UTF-16, as in JavaScript strings; a character of two units is one place. Where a character came from is worked out
 * only when somebody asks.
 */
export class AlignedText {
  readonly text: string;
  readonly #from: number;
  readonly #alignment: (() => Alignment) | undefined;

  private constructor(text: string, from: number, alignment?: () => Alignment) {
    this.text = text;
    this.#from = from;
    this.#alignment = alignment;
  }

  /** A text as it came. */
  static of(text: string): AlignedText {
    return new AlignedText(text, 0);
  }

  get length(): number {
    return this.text.length;
  }

  /** Where the first character came from. */
  get origin(): number {
    return this.#start(0);
  }

  /** Which part of the text as it came the units from `start` to before `end` stand for. */
  span(start: number, end: number): readonly [start: number, end: number] {
    const from = this.#start(start);
    return end > start ? [from, this.#end(end - 1)] : [from, from];
  }

  slice(start: number, end: number): AlignedText {
    if (start === 0 && end === this.length) return this;
    return new AlignedText(this.text.slice(start, end), this.#from + start, this.#alignment);
  }

  /** Another text, unit for unit in the place of this one. */
  mapped(text: string): AlignedText {
    return text === this.text ? this : new AlignedText(text, this.#from, this.#alignment);
  }

  /**
   * Another text made of this one.
   *
   * @param sources Of each of its units, a unit of this text that comes from the same place; −1 for one that comes from
   * nothing before the beginning.
   */
  derived(text: string, sources: () => Int32Array): AlignedText {
    return new AlignedText(
      text,
      0,
      once(() => this.#compose(sources())),
    );
  }

  /** Every match replaced by `content`, which counts as coming from the last character of the match. */
  replaced(pattern: RegExp, content: string): AlignedText {
    const text = this.text.replaceAll(pattern, () => content);
    if (text === this.text) return this;
    return this.derived(text, () => replacedSources(this.text, pattern, content.length, text.length));
  }

  /** `content` put before the text; it counts as coming from the first character. */
  prepended(content: string): AlignedText {
    if (this.length === 0) return this;
    return this.derived(content + this.text, () =>
      Int32Array.from({ length: content.length + this.length }, (_, unit) =>
        Math.max(0, unit - content.length),
      ),
    );
  }

  #compose(sources: Int32Array): Alignment {
    const starts = new Int32Array(sources.length);
    const ends = new Int32Array(sources.length);
    for (const [unit, source] of sources.entries()) {
      starts[unit] = this.#start(Math.max(0, source));
      ends[unit] = source < 0 ? this.#start(0) : this.#end(source);
    }
    return { starts, ends };
  }

  #start(unit: number): number {
    const place = this.#from + unit;
    if (this.#alignment !== undefined) return this.#alignment().starts[place] ?? 0;
    return isSecondHalf(this.text, unit) ? place - 1 : place;
  }

  #end(unit: number): number {
    const place = this.#from + unit;
    if (this.#alignment !== undefined) return this.#alignment().ends[place] ?? 0;
    return isSecondHalf(this.text, unit + 1) ? place + 2 : place + 1;
  }
}

/** Whether the unit is the second half of a character of two. */
function isSecondHalf(text: string, unit: number): boolean {
  return (text.charCodeAt(unit) & 0xfc00) === 0xdc00 && (text.charCodeAt(unit - 1) & 0xfc00) === 0xd800;
}

function replacedSources(text: string, pattern: RegExp, added: number, length: number): Int32Array {
  const sources = new Int32Array(length);
  let at = 0;
  let unit = 0;
  const keepTo = (end: number): void => {
    while (at < end) sources[unit++] = at++;
  };
  for (const match of text.matchAll(pattern)) {
    keepTo(match.index);
    at = match.index + match[0].length;
    for (let count = 0; count < added; count++) sources[unit++] = at - 1;
  }
  keepTo(text.length);
  return sources;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
