/**
 * Decodes UTF-8 byte by byte and gives each character with its last byte. Bytes that are no character become U+FFFD:
 * one for as many as could have begun one, as the Encoding Standard has it, or one for each byte.
 */
export class Utf8Stream {
  readonly #markEachByte: boolean;
  #value = 0;
  #seen = 0;
  #missing = 0;
  #lower = 0x80;
  #upper = 0xbf;

  constructor({ markEachByte = false }: { readonly markEachByte?: boolean } = {}) {
    this.#markEachByte = markEachByte;
  }

  /** The text that is certain with this byte; '' if it is not over. */
  push(byte: number): string {
    if (this.#missing === 0) return this.#first(byte);
    if (byte < this.#lower || byte > this.#upper) return this.end() + this.#first(byte);
    this.#lower = 0x80;
    this.#upper = 0xbf;
    this.#value = (this.#value << 6) | (byte & 0x3f);
    this.#seen++;
    if (--this.#missing > 0) return '';
    return String.fromCodePoint(this.#value);
  }

  /** What is left of a character that never ended. */
  end(): string {
    if (this.#missing === 0) return '';
    this.#missing = 0;
    this.#lower = 0x80;
    this.#upper = 0xbf;
    return '\uFFFD'.repeat(this.#markEachByte ? this.#seen : 1);
  }

  #first(byte: number): string {
    if (byte < 0x80) return String.fromCharCode(byte);
    if (byte < 0xc2 || byte > 0xf4) return '\uFFFD';
    this.#seen = 1;
    this.#missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    this.#value = byte & (0x3f >> this.#missing);
    // No character is written longer than it must be, none is half of a pair, none lies past U+10FFFF.
    if (byte === 0xe0) this.#lower = 0xa0;
    if (byte === 0xed) this.#upper = 0x9f;
    if (byte === 0xf0) this.#lower = 0x90;
    if (byte === 0xf4) this.#upper = 0x8f;
    return '';
  }
}
