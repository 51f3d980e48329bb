import type { NameOptions } from '@heed/core';
import { bartLikeWeightNames } from '../bart-like/weights.ts';

/**
 * How `loadWeights` reads published Pegasus files: without the tables of positions, which are computed.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import { HfConfig, Pegasus, pegasusWeightNames, readPegasusConfig } from '@heed/transformer';
 * const config = readPegasusConfig(
 *   new HfConfig({
 *     vocab_size: 11, d_model: 8,
 *     encoder_layers: 1, encoder_attention_heads: 2, encoder_ffn_dim: 16,
 *     decoder_layers: 1, decoder_attention_heads: 2, decoder_ffn_dim: 16,
 *   }),
 * );
 * const bytes = await saveWeights(new Pegasus(config).initialize(new RandomGenerator(0)));
 * console.log((await loadWeights(new Pegasus(config), bytes, pegasusWeightNames)).missing); // []
 * ```
 */
export const pegasusWeightNames: NameOptions = bartLikeWeightNames({ computedPositions: true });
