// Types of `using`: a project whose `lib` is older than they are sees them too.
/// <reference lib="esnext.disposable" preserve="true" />
import type { Backend } from './backend/backend.ts';
import { bytesPerElement, type DType, isQuantized, type TypedArray } from './dtype.ts';
import { DTypeError, LifetimeError, ShapeError } from './errors.ts';
import { birthplace, forgetLeak, watchForLeak } from './memory/leaks.ts';
import { countTensor } from './memory/live.ts';
import { formatTensor } from './print.ts';
import { type Shape, sameShape, showShape, sizeOf } from './shape.ts';

/** A backend's buffer and the number of tensors that share it (a reshape shares). */
class Storage {
  readonly backend: Backend;
  readonly buffer: unknown;
  readonly bytes: number;
  sharers = 0;
  /** True once the buffer went to the tensor that an op wrote in its place. */
  moved = false;

  constructor(backend: Backend, buffer: unknown, bytes: number) {
    this.backend = backend;
    this.buffer = buffer;
    this.bytes = bytes;
  }
}

/** What owns tensors until it ends: a module call, `tidy`, or a `Scope`. */
export interface TensorOwner {
  /** The tensor that came last; each knows the one before it. */
  newest: Tensor | undefined;
}

let openScope: TensorOwner | undefined;

/** The innermost open scope, and a setter for the scope module. */
export function innermostScope(): TensorOwner | undefined {
  return openScope;
}

/** Makes `scope` the one that new tensors belong to. */
export function setInnermostScope(scope: TensorOwner | undefined): void {
  openScope = scope;
}

/**
 * An immutable array of numbers with a shape and an element type, in a buffer that a backend owns.
 *
 * A tensor is born with one owner, the innermost open scope or, without one, the caller; gradient tapes and
 * parameters become further owners while they need it. Its memory is freed when the last owner lets go.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * const x = tensor([[1, 2, 3], [4, 5, 6]]);
 * console.log(x.shape, x.dtype); // [2, 3] float32
 * console.log(await x.data()); // Float32Array [1, 2, 3, 4, 5, 6]
 * ```
 */
export class Tensor {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly size: number;
  #storage: Storage;
  #owners = 1;
  #bornOwned = true;
  #scope: TensorOwner | undefined;
  /** Neighbours among the tensors of the scope: a chain costs no memory beside the tensors. */
  #older: Tensor | undefined;
  #newer: Tensor | undefined;

  private constructor(storage: Storage, shape: Shape, dtype: DType) {
    this.shape = shape;
    this.dtype = dtype;
    this.size = sizeOf(shape);
    this.#storage = storage;
    storage.sharers += 1;
    if (openScope !== undefined) this.#enter(openScope);
    countTensor(storage.backend, 1, storage.sharers === 1 ? storage.bytes : 0);
    watchForLeak(this, shape, dtype);
  }

  /** Wraps a buffer that `backend` has just made; the tensor owns it from now on. */
  static fromBuffer(backend: Backend, buffer: unknown, shape: Shape, dtype: DType): Tensor {
    const bytes = sizeOf(shape) * bytesPerElement[dtype];
    return new Tensor(new Storage(backend, buffer, bytes), shape, dtype);
  }

  /** The same elements under another shape of equal size; shares the buffer. */
  aliasWithShape(shape: Shape): Tensor {
    if (sizeOf(shape) !== this.size) {
      throw new ShapeError(
        `a tensor of shape ${showShape(this.shape)} cannot be seen as ${showShape(shape)}`,
      );
    }
    this.#check();
    if (isQuantized(this.dtype) && !sameShape(shape, this.shape)) {
      throw new DTypeError(`a ${this.dtype} tensor has blocks in its rows: dequantize() it to reshape it`);
    }
    return new Tensor(this.#storage, shape, this.dtype);
  }

  /** Number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /** The backend that holds the elements. */
  get backend(): Backend {
    return this.#storage.backend;
  }

  /** The backend's own buffer, for kernels. */
  get buffer(): unknown {
    this.#check();
    return this.#storage.buffer;
  }

  /** True once the memory is gone. */
  get isDisposed(): boolean {
    return this.#owners === 0;
  }

  /** True while nobody but its one owner can see the numbers, so that they may be overwritten. */
  get isExclusive(): boolean {
    return this.#owners === 1 && this.#storage.sharers === 1;
  }

  /** Leaves the buffer to the tensor that was made of it in place; from now on this one is as good as disposed. */
  handOver(): void {
    this.#storage.moved = true;
  }

  /** Copies the elements out, in row-major order. Half types come as bits in a `Uint16Array`, blocks as bytes. */
  async data(): Promise<TypedArray> {
    this.#check();
    return this.#storage.backend.download(this.#storage.buffer, this);
  }

  /**
   * The same into an array that is there already, of float32 and as long as the tensor, so that a loop needs no new memory
   * for what it reads; elsewhere, and on backends that cannot, in an array of its own.
   */
  async dataInto(target: Float32Array | undefined): Promise<TypedArray> {
    this.#check();
    const { backend, buffer } = this.#storage;
    const fits = target?.length === this.size && this.dtype === 'float32';
    if (target === undefined || !fits || backend.downloadInto === undefined) return this.data();
    backend.downloadInto(buffer, this, target);
    return target;
  }

  /**
   * Copies the elements out at once.
   *
   * @throws {LifetimeError} on backends that can only read asynchronously.
   */
  dataSync(): TypedArray {
    this.#check();
    const { backend, buffer } = this.#storage;
    if (backend.downloadSync === undefined) {
      throw new LifetimeError(`backend ${backend.name} reads asynchronously: use await tensor.data()`);
    }
    return backend.downloadSync(buffer, this);
  }

  /**
   * The one element of a tensor of size 1.
   *
   * @throws {ShapeError} for any other size.
   */
  item(): number {
    if (this.size !== 1)
      throw new ShapeError(`item() needs one element, the shape is ${showShape(this.shape)}`);
    return Number(this.dataSync()[0]);
  }

  /** Gives up the creator's ownership: the memory goes when no tape or parameter needs it. Safe to repeat. */
  dispose(): void {
    if (!this.#bornOwned) return;
    this.#bornOwned = false;
    this.#leave();
    this.release();
  }

  /** `using x = …` disposes at the end of the block. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Moves the creator's ownership to another scope, or to the caller when there is none. */
  moveTo(scope: TensorOwner | undefined): void {
    if (!this.#bornOwned) return;
    this.#leave();
    if (scope !== undefined) this.#enter(scope);
  }

  #enter(scope: TensorOwner): void {
    const before = scope.newest;
    if (before !== undefined) before.#newer = this;
    this.#older = before;
    this.#scope = scope;
    scope.newest = this;
  }

  #leave(): void {
    const scope = this.#scope;
    if (scope === undefined) return;
    const [older, newer] = [this.#older, this.#newer];
    if (older !== undefined) older.#newer = newer;
    if (newer !== undefined) newer.#older = older;
    else scope.newest = older;
    this.#scope = undefined;
    this.#older = undefined;
    this.#newer = undefined;
  }

  /** The scope that owns it, if one does. */
  get scope(): TensorOwner | undefined {
    return this.#scope;
  }

  /** Adds an owner (a tape, a parameter, a cache), which must `release` later. */
  retain(): this {
    this.#check();
    this.#owners += 1;
    return this;
  }

  /** Lets an owner go; the last one frees the memory. */
  release(): void {
    this.#owners -= 1;
    if (this.#owners > 0) return;
    const storage = this.#storage;
    storage.sharers -= 1;
    forgetLeak(this);
    const last = storage.sharers === 0;
    countTensor(storage.backend, -1, last ? -storage.bytes : 0);
    if (last && !storage.moved) storage.backend.release(storage.buffer);
  }

  /** Turns a hold that `retain` gave into ordinary ownership by the innermost scope. */
  adopt(): this {
    if (this.#bornOwned) {
      this.release();
    } else {
      this.#bornOwned = true;
      if (openScope !== undefined) this.#enter(openScope);
    }
    return this;
  }

  /** The numbers in rows, shortened where there are many. */
  toString(): string {
    return formatTensor(this.isDisposed ? undefined : this);
  }

  #check(): void {
    if (this.#owners === 0 || this.#storage.moved) {
      const end = this.#owners === 0 ? 'disposed' : 'overwritten by an update';
      throw new LifetimeError(
        `this ${this.dtype} tensor of shape ${showShape(this.shape)} was ${end}${birthplace(this)}; ` +
          'return it from its scope or keep() it to use it later',
      );
    }
  }
}
