import { joinBytes } from '@heed/core';
/** A value of metadata for {@link writeGguf}, with its type's number. */
export interface TypedValue {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** A tensor for {@link writeGguf}: as the header shall have it, true or not. */
export interface WrittenTensor {
  readonly name: string;
  /** In the file's order: the last axis first. */
  readonly shape: readonly (number | bigint)[];
  readonly type: number;
  readonly offset: number | bigint;
}

/** The parts of a GGUF file, each of which may lie. */
export interface GgufParts {
  readonly magic?: string;
  readonly version?: number;
  readonly metadata?: readonly (readonly [key: string, value: TypedValue])[];
  readonly tensors?: readonly WrittenTensor[];
  readonly tensorCount?: number | bigint;
  readonly metadataCount?: number | bigint;
  readonly data?: Uint8Array;
}

export function uint32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}

export function uint64(value: number | bigint): Uint8Array {
  return new Uint8Array(BigUint64Array.of(BigInt(value)).buffer);
}

export function text(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  return joinBytes([uint64(bytes.length), bytes]);
}

/** Values of metadata. */
export const typed = {
  uint32: (value: number): TypedValue => ({ type: 4, bytes: uint32(value) }),
  float32: (value: number): TypedValue => ({ type: 6, bytes: new Uint8Array(Float32Array.of(value).buffer) }),
  text: (value: string): TypedValue => ({ type: 8, bytes: text(value) }),
  list: (element: number, length: number | bigint, bytes: Uint8Array): TypedValue => ({
    type: 9,
    bytes: joinBytes([uint32(element), uint64(length), bytes]),
  }),
};

/** Writes a GGUF file, sound or not. */
export function writeGguf({
  magic = 'GGUF',
  version = 3,
  metadata = [],
  tensors = [],
  tensorCount = tensors.length,
  metadataCount = metadata.length,
  data = new Uint8Array(),
}: GgufParts): Uint8Array {
  const header = joinBytes([
    new TextEncoder().encode(magic),
    uint32(version),
    uint64(tensorCount),
    uint64(metadataCount),
    ...metadata.flatMap(([key, value]) => [text(key), uint32(value.type), value.bytes]),
    ...tensors.flatMap(({ name, shape, type, offset }) => [
      text(name),
      uint32(shape.length),
      ...shape.map(uint64),
      uint32(type),
      uint64(offset),
    ]),
  ]);
  const file = new Uint8Array(Math.ceil(header.length / 32) * 32 + data.length);
  file.set(header);
  file.set(data, file.length - data.length);
  return file;
}
