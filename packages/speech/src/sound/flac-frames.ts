import { pieceBytes } from './codec.ts';

/**
 * Cuts a FLAC file where frames begin, in pieces of {@link pieceBytes} and what is left of the last frame: its decoder
 * loses a frame whose header two pieces share. A frame begins with 14 bits of ones and zeros and a checksum; bytes inside
 * of one may look alike, but hardly also like the first header, whose sizes and rates all frames but the last mostly
 * have. Where they do not, each second header that is sound will do, so that no piece unfolds to more than a few frames.
 */
export function* flacPieces(bytes: Uint8Array, start: number): Generator<Uint8Array, void, undefined> {
  let first = start;
  while (first < bytes.length && headerBytes(bytes, first) === 0) first++;
  for (let at = 0; at < bytes.length; ) {
    const end = nextFrame(bytes, Math.max(first + 1, at + pieceBytes), first);
    yield bytes.subarray(at, end);
    at = end;
  }
}

/** Where a frame begins, at or behind a place; the end of the file if none does. */
function nextFrame(bytes: Uint8Array, from: number, first: number): number {
  let others = 0;
  for (let at = from; at < bytes.length; at++) {
    if (headerBytes(bytes, at) === 0) continue;
    if (isAlike(bytes, at, first) || ++others === 2) return at;
  }
  return bytes.length;
}

/** The same strategy, size of blocks, rate, and bits of a sample. */
function isAlike(bytes: Uint8Array, at: number, first: number): boolean {
  const byte = (place: number): number => bytes[place] ?? 0;
  return (
    byte(at + 1) === byte(first + 1) &&
    byte(at + 2) === byte(first + 2) &&
    (byte(at + 3) & 15) === (byte(first + 3) & 15)
  );
}

/** Length of the header of a frame that begins here, its checksum included (RFC 9639, section 9.1); 0 if none does. */
function headerBytes(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0xff) return 0;
  const [, strategy = 0, sizes = 0, , number = 0] = bytes.subarray(at, at + 5);
  if ((strategy & 0xfc) !== 0xf8) return 0;
  // The number of the frame is written as UTF-8 writes characters: leading ones tell how many bytes it has.
  const numberBytes = number < 0x80 ? 1 : Math.clz32(~(number << 24));
  const [block, rate] = [sizes >> 4, sizes & 15];
  const blockBytes = block === 6 ? 1 : block === 7 ? 2 : 0;
  const rateBytes = rate === 12 ? 1 : rate === 13 || rate === 14 ? 2 : 0;
  const length = 4 + numberBytes + blockBytes + rateBytes;
  return at + length < bytes.length && checksum(bytes.subarray(at, at + length)) === bytes[at + length]
    ? length + 1
    : 0;
}

/** CRC-8 of polynomial x⁸ + x² + x + 1. */
function checksum(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => {
    let rest = sum ^ byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 0x80 ? ((rest << 1) ^ 0x07) & 0xff : rest << 1;
    return rest;
  }, 0);
}
