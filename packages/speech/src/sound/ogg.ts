import { FormatError } from '@heed/core';
import { piecesOf, soundsBy } from './codec.ts';
import type { Sound } from './sound.ts';

/** Decodes Ogg Vorbis part by part. */
export async function* vorbisParts(bytes: Uint8Array): AsyncGenerator<Sound, void, undefined> {
  checkPages(bytes);
  const { decoder } = await import('@audio/decode-vorbis');
  yield* soundsBy(await decoder(), piecesOf(bytes));
}

/** Decodes Ogg Opus part by part, always at 48 kHz. */
export async function* opusParts(bytes: Uint8Array): AsyncGenerator<Sound, void, undefined> {
  checkPages(bytes);
  const { decoder } = await import('@audio/decode-opus');
  yield* soundsBy(await decoder(), piecesOf(bytes));
}

const pageHeaderBytes = 27;

/** Ogg is pages, each with the lengths of its parts: decoders pass over a page that is not whole, and say nothing. */
function checkPages(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    const isPage =
      bytes[at] === 0x4f && bytes[at + 1] === 0x67 && bytes[at + 2] === 0x67 && bytes[at + 3] === 0x53;
    if (!isPage) throw new FormatError(`broken: no Ogg page begins at byte ${at}`);
    const body = at + pageHeaderBytes + (bytes[at + pageHeaderBytes - 1] ?? 0);
    const end = bytes.subarray(at + pageHeaderBytes, body).reduce((sum, part) => sum + part, body);
    if (body > bytes.length || end > bytes.length) {
      throw new FormatError(`cut short: the last Ogg page ends at byte ${end}, the file at ${bytes.length}`);
    }
    at = end;
  }
}
