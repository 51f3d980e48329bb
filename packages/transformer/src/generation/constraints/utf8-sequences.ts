/** Bytes from the lowest to the highest. */
export type ByteRange = readonly [low: number, high: number];

/** The first and the last half of a surrogate pair. */
const surrogates = [0xd800, 0xdfff] as const;

/** The largest code point of one, two, three and four bytes. */
const lengthEnds = [0x7f, 0x7ff, 0xffff, 0x10ffff];

/**
 * The code points of a range as sequences of byte ranges in UTF-8: every byte of a range goes with every byte of the
 * next. Halves of surrogate pairs have no bytes and are left out.
 */
export function utf8Sequences(first: number, last: number): ByteRange[][] {
  if (first > last) return [];
  const [low, high] = surrogates;
  if (first <= high && last >= low) {
    return [...utf8Sequences(first, low - 1), ...utf8Sequences(high + 1, last)];
  }
  for (const end of lengthEnds) if (first <= end && last > end) return split(first, last, end);
  const [from, to] = [encode(first), encode(last)];
  // Where two ends differ in a byte, those behind it must run through all their values.
  for (let tail = 1; tail < from.length; tail++) {
    const mask = (1 << (6 * tail)) - 1;
    if ((first & ~mask) === (last & ~mask)) continue;
    if ((first & mask) !== 0) return split(first, last, first | mask);
    if ((last & mask) !== mask) return split(first, last, (last & ~mask) - 1);
  }
  return [from.map((byte, at): ByteRange => [byte, to[at] ?? byte])];
}

function split(first: number, last: number, at: number): ByteRange[][] {
  return [...utf8Sequences(first, at), ...utf8Sequences(at + 1, last)];
}

function encode(point: number): number[] {
  return [...new TextEncoder().encode(String.fromCodePoint(point))];
}
