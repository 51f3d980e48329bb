import type { Tokenizer } from '@heed/transformer';

/**
 * Turns ids into text as they come. A character of several tokens waits until it is whole; the parts together are what
 * the tokenizer makes of all ids at once.
 *
 * Whether a token begins with a space depends on its neighbour, so each is read together with the one before.
 */
export class TextStream {
  readonly #tokenizer: Tokenizer;
  /** Ids that have given their text, and stand as neighbours; they end with a whole character. */
  #before: readonly number[];
  #textBefore: string;
  /** Ids that wait for the rest of their character. */
  #waiting: number[] = [];

  /** @param before The ids that the text follows, such as a prompt. */
  constructor(tokenizer: Tokenizer, before: readonly number[] = []) {
    this.#tokenizer = tokenizer;
    this.#before = before;
    this.#textBefore = tokenizer.decode(before);
  }

  /** The text that the next id completes; '' where it waits for another. */
  push(id: number): string {
    this.#waiting.push(id);
    const text = this.#after(this.#waiting);
    return text.endsWith('\ufffd') ? '' : this.#give(text);
  }

  /** What is left: a character that was never completed. */
  end(): string {
    return this.#give(this.#after(this.#waiting));
  }

  /** What an id would add to the text if nothing were waiting. */
  peek(id: number): string {
    return this.#after([id]);
  }

  #after(ids: readonly number[]): string {
    return this.#tokenizer.decode([...this.#before, ...ids]).slice(this.#textBefore.length);
  }

  #give(text: string): string {
    if (text === '') return text;
    this.#before = this.#waiting;
    this.#textBefore = this.#tokenizer.decode(this.#before);
    this.#waiting = [];
    return text;
  }
}
