/** Weights of a layer's heads in few characters: whole numbers of 16 bits between the least and the largest. */
export interface PackedWeights {
  readonly heads: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Base64 of [heads, rows, columns] numbers of 16 bits, the low byte first: 0 is the minimum, 65535 the maximum. */
  readonly codes: string;
}

const steps = 65535;

/**
 * Packs the weights of all heads, [heads, rows · columns]. The error is at most (maximum − minimum) / 131070; the
 * minimum is at most 0, so that a weight of 0 stays 0 where none is negative.
 */
export function packWeights(heads: readonly (readonly number[])[]): PackedWeights {
  let minimum = 0;
  let maximum = 0;
  for (const weight of heads.flat()) {
    if (weight < minimum) minimum = weight;
    if (weight > maximum) maximum = weight;
  }
  const perStep = (maximum - minimum) / steps || 1;
  const codes = heads.flat().map((weight) => Math.round((weight - minimum) / perStep));
  const bytes = Uint8Array.from({ length: codes.length * 2 }, (_, index) => {
    return ((codes[index >> 1] ?? 0) >> (8 * (index & 1))) & 255;
  });
  return { heads: heads.length, minimum, maximum, codes: toBase64(bytes) };
}

/** The weights again, [heads · rows · columns]. */
export function unpackWeights({ minimum, maximum, codes }: PackedWeights): Float64Array {
  const bytes = Uint8Array.from(atob(codes), (character) => character.charCodeAt(0));
  const perStep = (maximum - minimum) / steps;
  return Float64Array.from({ length: bytes.length >> 1 }, (_, index) => {
    const code = (bytes[2 * index] ?? 0) + 256 * (bytes[2 * index + 1] ?? 0);
    return minimum + code * perStep;
  });
}

/** Bytes as base64, by pieces that fit into the arguments of one call. */
function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  }
  return btoa(pieces.join(''));
}
