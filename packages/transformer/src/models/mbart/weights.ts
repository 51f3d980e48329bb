import type { NameOptions } from '@heed/core';
import { bartLikeWeightNames } from '../bart-like/weights.ts';

/**
 * How `loadWeights` reads published mBART files: with the first part `model.` or without it, and without the version
 * numbers of fairseq.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import { HfConfig, MBart, mbartWeightNames, readMBartConfig } from '@heed/transformer';
 * const config = readMBartConfig(
 *   new HfConfig({
 *     vocab_size: 11, d_model: 8,
 *     encoder_layers: 1, encoder_attention_heads: 2, encoder_ffn_dim: 16,
 *     decoder_layers: 1, decoder_attention_heads: 2, decoder_ffn_dim: 16,
 *   }),
 * );
 * const trained = new MBart(config).initialize(new RandomGenerator(0));
 * const bytes = await saveWeights(trained, { rename: (name) => name.replace('model.', '') });
 * const report = await loadWeights(new MBart(config), bytes, mbartWeightNames);
 * console.log(report.missing); // []
 * ```
 */
export const mbartWeightNames: NameOptions = bartLikeWeightNames({ computedPositions: false });
