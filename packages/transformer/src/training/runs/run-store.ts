import { type ByteSource, bytesSource, joinBytes } from '@heed/core';

/**
 * Where a run keeps its files: a folder (`folderStore` of `@heed/transformer/training/node`), a tab's private folder
 * ({@link originPrivateStore}) or memory ({@link memoryStore}).
 */
export interface RunStore {
  /** Writes a file whole or not at all: a reader sees what was there before, or all of the new. */
  write(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Opens a file; undefined where there is none. */
  open(name: string): Promise<ByteSource | undefined>;
  /** Adds to the end of a file, which may be new. */
  append(name: string, content: Uint8Array): Promise<void>;
}

/**
 * A store that is gone with the page or process.
 *
 * @example
 * ```ts
 * import { memoryStore } from '@heed/transformer/training';
 * const store = memoryStore();
 * await store.append('note.txt', new TextEncoder().encode('hello'));
 * console.log((await store.open('note.txt'))?.size); // 5
 * ```
 */
export function memoryStore(): RunStore {
  const files = new Map<string, Uint8Array>();
  return {
    write: async (name, content) => {
      files.set(name, await bytesOf(content));
    },
    open: async (name) => {
      const bytes = files.get(name);
      return bytes && bytesSource(bytes, name);
    },
    append: async (name, content) => {
      files.set(name, joinBytes([files.get(name) ?? new Uint8Array(), content]));
    },
  };
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return joinBytes(pieces);
}
