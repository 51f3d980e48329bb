import { FormatError } from '@heed/core';

/** The beginning of a file that was read holds less than is asked for; more of the file must be read. */
export class NeedMoreBytes extends Error {
  /** Bytes from the beginning of the file that are needed. */
  readonly needed: number;

  constructor(needed: number) {
    super(`${needed} bytes are needed`);
    this.needed = needed;
  }
}

/** Reads little-endian numbers and texts one after the other from the beginning of a file. */
export class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #size: number;
  readonly #file: string;
  /** Place of the next byte. */
  place = 0;

  /**
   * @param bytes The beginning of the file.
   * @param size Bytes of the whole file.
   */
  constructor(bytes: Uint8Array, size: number, file: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#size = size;
    this.#file = file;
  }

  uint32(what: string): number {
    return this.#view.getUint32(this.#take(4, what), true);
  }

  /** A 64-bit number that must be a length, a count or an offset: it is exact, or refused. */
  length(what: string): number {
    const start = this.#take(8, what);
    const value = this.#view.getUint32(start, true) + this.#view.getUint32(start + 4, true) * 2 ** 32;
    if (value <= Number.MAX_SAFE_INTEGER) return value;
    const exact = this.#view.getBigUint64(start, true);
    throw new FormatError(`${this.#file}: ${what} is ${exact}, more than any file holds`);
  }

  /** The next `count` bytes, as they lie in the file. */
  bytes(count: number, what: string): Uint8Array {
    const start = this.#take(count, what);
    return this.#bytes.subarray(start, start + count);
  }

  /**
   * Refuses a count of things that the rest of the file cannot hold, before anything is made for them.
   *
   * @param least Bytes that one of them takes at least.
   */
  checkCount(count: number, least: number, what: string): void {
    if (count * least > this.#size - this.place) {
      throw new FormatError(
        `${this.#file}: ${what} is ${count}, but only ${this.#size - this.place} bytes follow`,
      );
    }
  }

  #take(count: number, what: string): number {
    const start = this.place;
    const end = start + count;
    if (end > this.#size) {
      throw new FormatError(
        `${this.#file}: ${what} takes the bytes ${start} to ${end}, but the file ends after ${this.#size}`,
      );
    }
    if (end > this.#bytes.length) throw new NeedMoreBytes(end);
    this.place = end;
    return start;
  }
}
