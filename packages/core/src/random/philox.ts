const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;
const rounds = 10;

/** High 32 bits of the 64-bit product of two unsigned 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000)) >>> 0;
}

/** Two unsigned 32-bit words. */
export type Seed = readonly [number, number];

/**
 * Philox-4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): a keyed bijection of a
 * 128-bit counter. Random access in one call, so that every backend and every thread draws the same numbers.
 *
 * @param counter Four unsigned 32-bit words, lowest first; replaced by the four random words.
 * @param key Two unsigned 32-bit words.
 */
export function philox4x32(counter: Uint32Array, key: Seed): void {
  let [key0, key1] = key;
  for (let round = 0; round < rounds; round++) {
    const c0 = counter[0] ?? 0;
    const c2 = counter[2] ?? 0;
    const high0 = multiplyHigh(multiplier0, c0);
    const high1 = multiplyHigh(multiplier1, c2);
    counter[0] = high1 ^ (counter[1] ?? 0) ^ key0;
    counter[1] = Math.imul(multiplier1, c2);
    counter[2] = high0 ^ (counter[3] ?? 0) ^ key1;
    counter[3] = Math.imul(multiplier0, c0);
    key0 = (key0 + weyl0) >>> 0;
    key1 = (key1 + weyl1) >>> 0;
  }
}
