/** So much is asked for at a time, from a multiple of it on: small tensors side by side cost one request. */
export const windowBytes: number = 4 * 2 ** 20;
/** Windows that are asked for before they are read. Two: while one comes, the next is on its way to the server already. */
const windowsAhead = 2;
/** Windows in memory, those on their way among them: models do not always read tensors in the order of the file. */
const windowsKept = 6;
/** Bytes that files leave between tensors to align them. */
const padding = 4096;
/** So many reads one behind the other say that more will follow; the opening of a file alone makes two. */
const readsInOrder = 3;

/** A window that is there or on its way. */
interface Window {
  readonly bytes: Promise<Uint8Array>;
  readonly stop: AbortController;
  /** True once somebody waits for it. */
  isWanted: boolean;
}

/** Fetches the bytes from `start` up to `end`. */
export type FetchWindow = (start: number, end: number, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * Reads a file by windows of {@link windowBytes}. While its reader goes forward, the next two windows are fetched before
 * they are asked for, so that the way to the server and back costs no time. Six windows are in memory at most (24 MiB),
 * but for those that several reads wait for at once; none once the file was read to its end.
 */
export class ReadAhead {
  readonly #size: number;
  readonly #fetch: FetchWindow;
  /** By their index, the latest used last. */
  readonly #windows = new Map<number, Window>();
  /** The latest read, and how many before it were each behind the other. */
  #last = { start: 0, end: 0, reads: 0 };

  /** @param opening The first window, which is there. */
  constructor(size: number, opening: Uint8Array, fetch: FetchWindow) {
    this.#size = size;
    this.#fetch = fetch;
    this.#windows.set(0, { bytes: Promise.resolve(opening), stop: new AbortController(), isWanted: true });
  }

  async read(start: number, end: number, room?: Uint8Array): Promise<Uint8Array> {
    const stop = Math.min(end, this.#size);
    if (start >= stop) return new Uint8Array();
    const goesOn = start > this.#last.start && start <= this.#last.end + padding;
    this.#last = { start, end: stop, reads: goesOn ? this.#last.reads + 1 : 1 };
    const isInOrder = this.#last.reads >= readsInOrder;
    const bytes = await this.#bytes(start, stop, isInOrder, room);
    // Whoever has read a file to its end goes on to the next one: a model may have many.
    if (isInOrder && stop === this.#size) this.#windows.clear();
    return bytes;
  }

  async #bytes(
    start: number,
    stop: number,
    isInOrder: boolean,
    room: Uint8Array | undefined,
  ): Promise<Uint8Array> {
    const first = Math.floor(start / windowBytes);
    const last = Math.floor((stop - 1) / windowBytes);
    const wanted = isInOrder ? Infinity : last;
    if (first === last) {
      const bytes = await this.#window(first, wanted);
      return bytes.subarray(start - first * windowBytes, stop - first * windowBytes);
    }
    const length = stop - start;
    const all =
      room !== undefined && room.length >= length ? room.subarray(0, length) : new Uint8Array(length);
    for (let index = first; index <= last; index++) {
      const bytes = await this.#window(index, wanted);
      const begin = index * windowBytes;
      all.set(bytes.subarray(Math.max(start - begin, 0), stop - begin), Math.max(begin - start, 0));
    }
    return all;
  }

  /** Ends what is on its way. */
  close(): void {
    for (const { stop } of this.#windows.values()) stop.abort();
    this.#windows.clear();
  }

  /** A window, for somebody who will read on up to the window `last`. */
  #window(index: number, last: number): Promise<Uint8Array> {
    const window = this.#take(index);
    window.isWanted = true;
    const ahead = Math.min(index + windowsAhead, last, Math.ceil(this.#size / windowBytes) - 1);
    for (let next = index + 1; next <= ahead; next++) this.#take(next);
    for (const [old, { stop, isWanted }] of this.#windows) {
      if (this.#windows.size <= windowsKept) break;
      this.#windows.delete(old);
      if (!isWanted) stop.abort();
    }
    return window.bytes;
  }

  /** A window that is there or begins to come; it is the latest used. */
  #take(index: number): Window {
    const window = this.#windows.get(index) ?? this.#begin(index);
    this.#windows.delete(index);
    this.#windows.set(index, window);
    return window;
  }

  #begin(index: number): Window {
    const stop = new AbortController();
    const start = index * windowBytes;
    const bytes = this.#fetch(start, Math.min(start + windowBytes, this.#size), stop.signal);
    const window: Window = { bytes, stop, isWanted: false };
    // Who waits hears of it; whoever comes later asks the server again.
    bytes.catch(() => {
      if (this.#windows.get(index) === window) this.#windows.delete(index);
    });
    return window;
  }
}
