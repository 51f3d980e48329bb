import {
  allocate,
  type MemoryUse,
  sizeOf,
  type TensorSpec,
  type TypedArray,
  viewOf,
} from '@heed/core/backend';

/** An array of zeros in memory that the worker sees too. */
export function share({ shape, dtype }: TensorSpec): TypedArray {
  const size = sizeOf(shape);
  return viewOf(dtype, new SharedArrayBuffer(allocate(dtype, size).byteLength), 0, size);
}

/** How many buffers of this backend are alive. */
export class Memory {
  #buffers = 0;
  #bytes = 0;

  /** Counts a new buffer in. */
  own<Buffer extends TypedArray>(buffer: Buffer): Buffer {
    this.#buffers += 1;
    this.#bytes += buffer.byteLength;
    return buffer;
  }

  release(buffer: TypedArray): void {
    this.#buffers -= 1;
    this.#bytes -= buffer.byteLength;
  }

  get use(): MemoryUse {
    return { buffers: this.#buffers, bytes: this.#bytes };
  }
}
