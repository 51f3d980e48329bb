import { bytesOfToken } from '../text/byte-level.ts';
import type { ChunkDecoder, ChunkReceiver } from './text-decoder.ts';
import { Utf8Stream } from './utf8-stream.ts';

/** Of tokens in the characters of bytes, the text. All of it is one token. */
export function byteLevel(next: ChunkReceiver): ChunkDecoder {
  const stream = new Utf8Stream();
  let begins = true;
  const pass = (text: string): void => {
    if (text === '') return;
    next.push(text, begins);
    begins = false;
  };
  return {
    push: (chunk) => {
      let text = '';
      for (const byte of bytesOfToken(chunk)) text += stream.push(byte);
      pass(text);
    },
    end: () => {
      pass(stream.end());
      next.end();
    },
  };
}

/**
 * Tokens such as `<0xE2>` become the characters that their bytes are in UTF-8, or U+FFFD byte by byte. What was sound
 * stays sound whatever comes after it, so that it can be shown at once; `tokenizers` in Rust would give up all bytes in
 * a row for one that is wrong.
 */
export function byteFallback(next: ChunkReceiver): ChunkDecoder {
  const stream = new Utf8Stream({ markEachByte: true });
  const pass = (text: string, begins: boolean): void => {
    if (text !== '') next.push(text, begins);
  };
  return {
    push: (chunk, begins) => {
      const byte = begins ? /^<0x([0-9A-Fa-f]{2})>$/.exec(chunk)?.[1] : undefined;
      if (byte !== undefined) pass(stream.push(Number.parseInt(byte, 16)), true);
      else {
        pass(stream.end(), true);
        next.push(chunk, begins);
      }
    },
    end: () => {
      pass(stream.end(), true);
      next.end();
    },
  };
}
