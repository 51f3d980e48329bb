import { maximumPages, pageBytes } from './layout.ts';
import type { Variant } from './variant.ts';

/** Memory grows by at least this much, so that a training step settles after a few growths. */
const growthBytes = 16 * 2 ** 20;
/** What the module asks for. */
const initialPages = 16;

/** The memory that the module and all threads work on. */
export class LinearMemory {
  readonly memory: WebAssembly.Memory;
  #int32: Int32Array;

  /** @param bytes The least to begin with. */
  constructor({ memory }: Variant, bytes: number) {
    const initial = Math.max(initialPages, Math.ceil(bytes / pageBytes));
    const sizes = { initial, maximum: maximumPages };
    this.memory = new WebAssembly.Memory(memory === 'shared' ? { ...sizes, shared: true } : sizes);
    this.#int32 = new Int32Array(this.memory.buffer);
  }

  /** The buffer of now: growing replaces it. */
  get buffer(): ArrayBufferLike {
    return this.memory.buffer;
  }

  /** All of it as 32-bit integers. */
  get int32(): Int32Array {
    const { buffer } = this.memory;
    if (buffer !== this.#int32.buffer) this.#int32 = new Int32Array(buffer);
    return this.#int32;
  }

  /** Adds at least `bytes` at the end; how many it added, 0 when it cannot. */
  grow(bytes: number): number {
    const before = this.memory.buffer.byteLength;
    const possible = maximumPages * pageBytes - before;
    if (bytes > possible) return 0;
    const generous = Math.max(bytes, growthBytes, before / 8);
    for (const wanted of [Math.min(generous, possible), bytes]) {
      try {
        const pages = Math.ceil(wanted / pageBytes);
        this.memory.grow(pages);
        return pages * pageBytes;
      } catch {
        // The system has not that much; the smaller request may still succeed.
      }
    }
    return 0;
  }
}
