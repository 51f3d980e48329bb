/**
 * Turns tokens back into text, as they come. Each decoder passes on tokens that may still grow: a chunk either begins a
 * token or goes on with it. What is passed on never changes again, so a stream and a whole text are decoded alike.
 */
export interface ChunkDecoder {
  /** @param begins Whether the chunk begins a token; if not it goes on with the one before. */
  push(chunk: string, begins: boolean): void;
  /** No more chunks come. */
  end(): void;
}

/** Where a decoder passes its chunks on to. */
export type ChunkReceiver = ChunkDecoder;

/** Makes a decoder that passes its chunks on to another. */
export type DecoderMaker = (next: ChunkReceiver) => ChunkDecoder;
