import { OptionError, showValue } from '@heed/core';

/**
 * Looks for strings that end a text, which may begin in one part of it and end in another. Text that could be the
 * beginning of such a string is held back.
 */
export class StopStrings {
  readonly #stops: readonly string[];
  #held = '';

  /** @throws {OptionError} for anything but a list of strings that are not empty. */
  constructor(stops: readonly string[]) {
    if (!Array.isArray(stops))
      throw new OptionError(`stop must be a list of strings, got ${showValue(stops)}`);
    for (const stop of stops) {
      if (typeof stop === 'string' && stop !== '') continue;
      throw new OptionError(`stop: each must be a string that is not empty, got ${showValue(stop)}`);
    }
    this.#stops = stops;
  }

  /** Takes the next part of the text; gives what may be shown, and whether the text is over. */
  push(part: string): { readonly text: string; readonly isOver: boolean } {
    const text = this.#held + part;
    const first = Math.min(
      ...this.#stops.map((stop) => text.indexOf(stop)).map((at) => (at < 0 ? Number.POSITIVE_INFINITY : at)),
    );
    if (first < Number.POSITIVE_INFINITY) {
      this.#held = '';
      return { text: text.slice(0, first), isOver: true };
    }
    const shown = text.length - this.#beginning(text);
    this.#held = text.slice(shown);
    return { text: text.slice(0, shown), isOver: false };
  }

  /** What was held back, when no more comes. */
  end(): string {
    const text = this.#held;
    this.#held = '';
    return text;
  }

  /** Length of the longest end of a text with which a stop string begins. */
  #beginning(text: string): number {
    const longest = Math.max(0, ...this.#stops.map((stop) => stop.length - 1));
    for (let length = Math.min(longest, text.length); length > 0; length--) {
      const end = text.slice(-length);
      if (this.#stops.some((stop) => stop.startsWith(end))) return length;
    }
    return 0;
  }
}
