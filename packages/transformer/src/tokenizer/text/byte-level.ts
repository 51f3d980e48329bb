import type { AlignedText } from './aligned-text.ts';
import { widthAt } from './changes.ts';

const firstSpare = 256;

function prints(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad);
}

/**
 * The characters that stand for the 256 bytes in a byte-level vocabulary (Radford et al. 2019), byte by byte. Bytes
 * that print stand for themselves, the others for the characters from U+0100 on.
 *
 * @example
 * ```ts
 * import { byteCharacters } from '@heed/transformer';
 * console.log(byteCharacters[0x20]); // Ġ, the space
 * ```
 */
export const byteCharacters: readonly string[] = (() => {
  let spare = firstSpare;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(prints(byte) ? byte : spare++));
})();

const byteOfCharacter: ReadonlyMap<string, number> = new Map(
  byteCharacters.map((character, byte) => [character, byte]),
);

const encoder = new TextEncoder();

/** The bytes of a byte-level token; those of UTF-8 for a token that holds any other character. */
export function bytesOfToken(token: string): Uint8Array {
  const bytes = new Uint8Array(token.length);
  for (let unit = 0; unit < token.length; unit++) {
    const byte = byteOfCharacter.get(token[unit] ?? '');
    if (byte === undefined) return encoder.encode(token);
    bytes[unit] = byte;
  }
  return bytes;
}

/** A text as the characters of its bytes in UTF-8, each of which comes from the character that it is a part of. */
export function byteLevelText(from: AlignedText): AlignedText {
  const bytes = encoder.encode(from.text);
  let text = '';
  for (const byte of bytes) text += byteCharacters[byte];
  // Without characters of several bytes every byte stands where its character stood.
  if (text.length === from.length) return from.mapped(text);
  return from.derived(text, () => {
    const sources = new Int32Array(text.length);
    let unit = 0;
    for (let at = 0; at < from.length; at += widthAt(from.text, at)) {
      for (let left = bytesOf(from.text.codePointAt(at) ?? 0); left > 0; left--) sources[unit++] = at;
    }
    return sources;
  });
}

/** How many bytes UTF-8 needs. */
function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
