import type { NameOptions } from '@heed/core';
import { bartLikeWeightNames } from '../bart-like/weights.ts';

/**
 * How `loadWeights` reads published files of M2M100 and NLLB: without the tables of positions, which are computed, and
 * without the version numbers of fairseq.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import { HfConfig, M2M100, m2m100WeightNames, readM2M100Config } from '@heed/transformer';
 * const config = readM2M100Config(
 *   new HfConfig({
 *     vocab_size: 11, d_model: 8,
 *     encoder_layers: 1, encoder_attention_heads: 2, encoder_ffn_dim: 16,
 *     decoder_layers: 1, decoder_attention_heads: 2, decoder_ffn_dim: 16,
 *   }),
 * );
 * const bytes = await saveWeights(new M2M100(config).initialize(new RandomGenerator(0)));
 * console.log((await loadWeights(new M2M100(config), bytes, m2m100WeightNames)).missing); // []
 * ```
 */
export const m2m100WeightNames: NameOptions = bartLikeWeightNames({ computedPositions: true });
