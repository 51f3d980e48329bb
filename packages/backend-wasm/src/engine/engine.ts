import { BackendError, type DType, type TypedArray } from '@heed/core';
import { bytesPerElement, sizeOf, type TensorSpec, viewOf } from '@heed/core/backend';
import { Allocator } from './allocator.ts';
import type { Block } from './block.ts';
import { type Exports, exportsOf } from './exports.ts';
import { maximumPages, pageBytes, scratchBytes, scratchStart } from './layout.ts';
import { Packings } from './packings.ts';
import { ThreadPool } from './pool.ts';
import { asQuantized } from './transfer.ts';
import { compileVariant, mayWait, type Variant } from './variant.ts';

/** Memory grows by at least this much, so that a training step settles after a few growths. */
const growthBytes = 16 * 2 ** 20;
const initialPages = 16;

function createMemory({ memory }: Variant): WebAssembly.Memory {
  const sizes = { initial: initialPages, maximum: maximumPages };
  return new WebAssembly.Memory(memory === 'shared' ? { ...sizes, shared: true } : sizes);
}

/** The module, its memory and its threads: what all kernels work with. */
export class Engine {
  readonly exports: Exports;
  readonly #memory: WebAssembly.Memory;
  readonly #allocator: Allocator;
  readonly #pool: ThreadPool;
  /** Weights in the order in which products read them. */
  readonly packings: Packings;
  /** The first of them are the blocks made since {@link begin}: given back if the kernel fails. */
  readonly #fresh: Block[] = [];
  #freshCount = 0;
  #workspace: Block | undefined;
  #calls = 0;
  #buffer: ArrayBufferLike;
  #int32: Int32Array;
  #ended = false;

  private constructor(memory: WebAssembly.Memory, exports: Exports, pool: ThreadPool, reserved: number) {
    this.#memory = memory;
    this.exports = exports;
    this.#pool = pool;
    this.#buffer = memory.buffer;
    this.#int32 = new Int32Array(this.#buffer);
    this.#allocator = new Allocator(reserved, memory.buffer.byteLength, (bytes) => this.#grow(bytes));
    this.packings = new Packings(this.#allocator, exports);
  }

  /** Compiles a build, makes its memory and starts its threads. */
  static async start(variant: Variant, threads: number): Promise<Engine> {
    const module = await compileVariant(variant);
    const memory = createMemory(variant);
    const instance = await WebAssembly.instantiate(module, { env: { memory } });
    const reserved = scratchStart + threads * scratchBytes;
    const missing = Math.ceil((reserved - memory.buffer.byteLength) / pageBytes);
    if (missing > 0) memory.grow(missing);
    const exports = exportsOf(instance);
    const pool = await ThreadPool.start({ module, memory, exports, threads, mayWait: mayWait() });
    return new Engine(memory, exports, pool, reserved);
  }

  get pool(): ThreadPool {
    return this.#pool;
  }

  /** Live tensors' buffers and bytes; the kernels' workspace and packed weights are not counted. */
  get use(): { readonly buffers: number; readonly bytes: number } {
    const { buffers, bytes } = this.#allocator.use;
    const packed = this.packings.use;
    const workspace = this.#workspace;
    const own = workspace === undefined ? packed.buffers : packed.buffers + 1;
    return { buffers: buffers - own, bytes: bytes - packed.bytes - (workspace?.bytes ?? 0) };
  }

  /** Bytes of linear memory, used or not. */
  get reservedBytes(): number {
    return this.#allocator.end;
  }

  /** Marks the start of a kernel, for {@link abandon}. */
  begin(): void {
    if (this.#ended) throw new BackendError('wasm: the backend was disposed of');
    this.#freshCount = 0;
    this.#calls += 1;
  }

  /** How often memory may have been written to: kernels, uploads and writes into buffers. */
  get calls(): number {
    return this.#calls;
  }

  /** Gives back what a failed kernel had allocated. */
  abandon(): void {
    for (const block of this.#fresh.slice(0, this.#freshCount)) {
      if (block.state === 'used') this.#allocator.release(block);
    }
    this.#freshCount = 0;
  }

  /** A new buffer, its content undefined. */
  allocate(bytes: number): Block {
    const block = this.#take(bytes);
    this.#fresh[this.#freshCount++] = block;
    return block;
  }

  /** Memory; when it is short, that of packed weights. */
  #take(bytes: number): Block {
    try {
      return this.#allocator.allocate(bytes);
    } catch (error) {
      if (!this.packings.clear()) throw error;
      return this.#allocator.allocate(bytes);
    }
  }

  /** A new buffer for a tensor. */
  output(spec: TensorSpec): Block {
    if (spec.dtype === 'float32') return this.allocate(4 * sizeOf(spec.shape));
    const matrix = asQuantized(spec);
    if (matrix === undefined) return this.allocate(sizeOf(spec.shape) * bytesPerElement[spec.dtype]);
    return this.allocate(this.exports.quantizedBytes(matrix.type, matrix.rows, matrix.columns));
  }

  release(block: Block): void {
    if (this.#ended) return;
    this.packings.forget(block);
    this.#allocator.release(block);
  }

  /** Address of at least `bytes` for a kernel's own use, until the next kernel. Kept between kernels. */
  workspace(bytes: number): number {
    if (this.#workspace === undefined || this.#workspace.units * 64 < bytes) {
      if (this.#workspace !== undefined) this.#allocator.release(this.#workspace);
      this.#workspace = undefined;
      this.#workspace = this.#take(bytes);
    }
    return this.#workspace.address;
  }

  /** A buffer's elements where they lie. Not to be kept: growing memory ends it. */
  view(
    block: Block,
    { shape, dtype }: { readonly shape: readonly number[]; readonly dtype: DType },
  ): TypedArray {
    return viewOf(dtype, this.#current(), block.address, sizeOf(shape));
  }

  /** All of memory as bytes. Not to be kept. */
  bytes(): Uint8Array {
    return new Uint8Array(this.#current());
  }

  /** All of memory as 32-bit integers. Not to be kept. */
  int32(): Int32Array {
    this.#current();
    return this.#int32;
  }

  /** The memory's buffer of now: growing replaces it. */
  #current(): ArrayBufferLike {
    const { buffer } = this.#memory;
    if (buffer !== this.#buffer) {
      this.#buffer = buffer;
      this.#int32 = new Int32Array(buffer);
    }
    return buffer;
  }

  #grow(bytes: number): number {
    const before = this.#memory.buffer.byteLength;
    const possible = maximumPages * pageBytes - before;
    if (bytes > possible) return 0;
    const generous = Math.max(bytes, growthBytes, before / 8);
    for (const wanted of [Math.min(generous, possible), bytes]) {
      try {
        const pages = Math.ceil(wanted / pageBytes);
        this.#memory.grow(pages);
        return pages * pageBytes;
      } catch {
        // The system has not that much; the smaller request may still succeed.
      }
    }
    return 0;
  }

  /** Ends the threads and lets the memory go. */
  dispose(): void {
    this.#ended = true;
    this.#pool.stop();
  }
}
