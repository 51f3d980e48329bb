import { attentionEntropy, dotProductScores, normalizeScores, softmaxNormalizer } from '@heed/attention';
import { RandomGenerator, tidy } from '@heed/core';

/** What the softmax makes of random queries and keys of one width. */
export interface Sharpness {
  /** The weights of one query, the largest first. */
  readonly weights: number[];
  /** Mean entropy over the queries, in nats; ln(keys) is even attention. */
  readonly entropy: number;
}

const queries = 32;

/** How many keys each query sees. */
export const keyCount = 12;

/** Attention of standard normal queries over standard normal keys of width `width`, with a factor or without. */
export function sharpness(width: number, isScaled: boolean): Sharpness {
  return tidy(() => {
    const generator = new RandomGenerator(7);
    const q = generator.normal([1, 1, queries, width]);
    const k = generator.normal([1, 1, keyCount, width]);
    const weights = normalizeScores(softmaxNormalizer, dotProductScores(q, k, isScaled ? {} : { scale: 1 }));
    const entropies = [...attentionEntropy(weights).dataSync()];
    const mean = entropies.reduce((sum, value) => sum + value, 0) / entropies.length;
    const first = [...weights.dataSync().subarray(0, keyCount)].sort((a, b) => b - a);
    return { weights: first, entropy: mean };
  });
}
