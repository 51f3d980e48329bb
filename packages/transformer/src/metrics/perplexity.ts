/**
 * Perplexity: e to the mean cross-entropy per token, in nats.
 *
 * @example
 * ```ts
 * import { perplexity } from '@heed/transformer';
 * console.log(perplexity(Math.log(50))); // 50: as unsure as among 50 equally likely tokens
 * ```
 */
export function perplexity(loss: number): number {
  return Math.exp(loss);
}
