import { philox4x32, type Seed } from './philox.ts';

/** Which of `size` places dropout keeps, 1 or 0: those whose random word is not below `rate` · 2³². */
export function keptPlaces(size: number, rate: number, seed: Seed): Uint8Array {
  const kept = new Uint8Array(size);
  const threshold = rate * 2 ** 32;
  const words = new Uint32Array(4);
  for (let i = 0; i < size; i++) {
    if (i % 4 === 0) {
      const block = i / 4;
      words.set([block >>> 0, Math.floor(block / 2 ** 32), 0, 0]);
      philox4x32(words, seed);
    }
    kept[i] = (words[i % 4] ?? 0) >= threshold ? 1 : 0;
  }
  return kept;
}
