import type { MemoryUse, TypedArray } from '@heed/core/backend';

/**
 * The buffers of this backend: typed arrays. A backend with memory of its own (a GPU's, a library's) has its handle
 * here instead, and copies in `upload` and `download`.
 */
export class Memory {
  #buffers = 0;
  #bytes = 0;

  /** Counts a new buffer in. */
  own(buffer: TypedArray): TypedArray {
    this.#buffers += 1;
    this.#bytes += buffer.byteLength;
    return buffer;
  }

  /** Counts a buffer out; there is nothing to free in JavaScript. */
  release(buffer: TypedArray): void {
    this.#buffers -= 1;
    this.#bytes -= buffer.byteLength;
  }

  /** What is alive. */
  get use(): MemoryUse {
    return { buffers: this.#buffers, bytes: this.#bytes };
  }
}
