import { BackendError, type TypedArray } from '@heed/core';
import { bytesPerElement, sizeOf, type TensorSpec, viewOf } from '@heed/core/backend';
import { Allocator } from './allocator.ts';
import type { Block } from './block.ts';
import { CommandQueue } from './command-queue.ts';
import { type Exports, exportsOf } from './exports.ts';
import { scratchBytes, scratchStart } from './layout.ts';
import { LinearMemory } from './linear-memory.ts';
import { Losses } from './losses.ts';
import { Packings } from './packings.ts';
import { ThreadPool } from './pool.ts';
import { asQuantized } from './transfer.ts';
import { compileVariant, mayWait, type Variant } from './variant.ts';

function disposed(): BackendError {
  return new BackendError('wasm: the backend was disposed of');
}

/** Who made a buffer that no call of a kernel has written. */
const byHost = 0;

/** The module, its memory and its threads: what all kernels work with. */
export class Engine {
  /** The kernels as they are to be called now: run at once, or noted for a worker that is awake. */
  exports: Exports;
  readonly #direct: Exports;
  /** Where there are other threads. */
  readonly #queue: CommandQueue | undefined;
  readonly #memory: LinearMemory;
  readonly #allocator: Allocator;
  readonly #pool: ThreadPool;
  /** Weights in the order in which products read them. */
  readonly packings: Packings;
  /** The first of them are the blocks made since {@link begin}: given back if the kernel fails. */
  readonly #fresh: Block[] = [];
  #freshCount = 0;
  #workspace: Block | undefined;
  #calls = 0;
  /** The last call of which it is known that it ran. */
  #proved = 0;
  readonly losses: Losses = new Losses();
  #ended = false;

  private constructor(memory: LinearMemory, exports: Exports, pool: ThreadPool, reserved: number) {
    this.#memory = memory;
    this.exports = exports;
    this.#direct = exports;
    this.#pool = pool;
    this.#queue = pool.threads > 1 ? new CommandQueue(memory.buffer, exports, () => this.wait()) : undefined;
    this.#allocator = new Allocator(reserved, memory.buffer.byteLength, (bytes) => memory.grow(bytes));
    this.packings = new Packings(this.#allocator, this);
  }

  /** Compiles a build, makes its memory and starts its threads. */
  static async start(variant: Variant, threads: number): Promise<Engine> {
    const module = await compileVariant(variant);
    const reserved = scratchStart + threads * scratchBytes;
    const linear = new LinearMemory(variant, reserved);
    const { memory } = linear;
    const instance = await WebAssembly.instantiate(module, { env: { memory } });
    const exports = exportsOf(instance.exports);
    const pool = await ThreadPool.start({ module, memory, exports, threads, mayWait: mayWait() });
    return new Engine(linear, exports, pool, reserved);
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

  /**
   * Marks the start of a kernel, for {@link abandon}, and chooses how it runs: by a worker that is awake, while the caller goes
   * on, or at once.
   */
  begin(): void {
    if (this.#ended) throw disposed();
    this.#freshCount = 0;
    const queue = this.#queue;
    if (queue !== undefined && queue.sleepers < this.#pool.threads - 1) {
      // Calls that ran at once are all over.
      if (this.exports === this.#direct) this.#proved = this.#calls;
      this.exports = queue.exports;
    } else if (this.exports !== this.#direct) {
      this.finish();
      this.exports = this.#direct;
    }
    this.#calls += 1;
  }

  /**
   * Waits for the kernels that were noted.
   *
   * @throws {BackendError} when one of them failed. What was written since the last wait is lost then, and refused.
   */
  wait(): void {
    const queue = this.#queue;
    if (queue?.isPending !== true) return;
    let failure: unknown;
    while (queue.isPending) {
      if (this.#ended) throw failure ?? disposed();
      let trap: unknown;
      try {
        if (this.#direct.complete() === 0) break;
      } catch (error) {
        trap = error;
        this.#direct.noteTrap();
      }
      // Each failure is put in order; the first one is told.
      const next = this.#recover(queue.current, trap);
      failure ??= next;
    }
    if (failure !== undefined) {
      this.losses.add({ after: this.#proved, until: this.#calls });
      this.packings.clear();
      // The call that is given up now may have begun one and not come to its end.
      this.#direct.endEpilogue();
      throw failure;
    }
    // The call under way may have more to come.
    this.#proved = this.#calls - 1;
  }

  /** {@link wait}, between two kernels. */
  finish(): void {
    if (this.#ended) throw disposed();
    this.wait();
    this.#proved = this.#calls;
  }

  /**
   * The error of a kernel by its name, with the threads put in order; errors of other kinds as they are. A call that is left to
   * workers fails in {@link wait} alone.
   */
  explain(name: string, error: unknown): unknown {
    const isTrap = error instanceof WebAssembly.RuntimeError;
    // The stack may end within a tile too.
    if (this.exports !== this.#direct || !(isTrap || error instanceof RangeError)) return error;
    this.#direct.noteTrap();
    const failure = this.#recover(name, error);
    return isTrap ? failure : error;
  }

  #recover(name: string, cause: unknown): unknown {
    try {
      return this.#pool.recover(name, cause);
    } catch (unanswered) {
      this.dispose();
      return unanswered;
    }
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
    block.madeBy = this.#calls;
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

  /** Notes that a buffer is written anew. */
  rewrite(block: Block): void {
    this.packings.forget(block);
    block.madeBy = this.#calls;
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

  /** A buffer's elements where they lie, to be read, once they have been computed. Not to be kept: growing memory ends it. */
  view(block: Block, spec: TensorSpec): TypedArray {
    if (block.madeBy > this.#proved) this.wait();
    if (this.losses.any) this.losses.check([{ buffer: block }]);
    return this.#elements(block, spec);
  }

  /** The same, to be written, once no kernel reads what was there before. */
  place(block: Block, spec: TensorSpec): TypedArray {
    this.wait();
    block.madeBy = byHost;
    return this.#elements(block, spec);
  }

  #elements(block: Block, { shape, dtype }: TensorSpec): TypedArray {
    return viewOf(dtype, this.#memory.buffer, block.address, sizeOf(shape));
  }

  /** All of memory as bytes, once all kernels have run. Not to be kept. */
  bytes(): Uint8Array {
    this.wait();
    return new Uint8Array(this.#memory.buffer);
  }

  /** All of memory as 32-bit integers, once all kernels have run. Not to be kept. */
  int32(): Int32Array {
    this.wait();
    return this.#memory.int32;
  }

  /** Ends the threads and lets the memory go. */
  dispose(): void {
    this.#ended = true;
    this.#pool.stop();
  }
}
