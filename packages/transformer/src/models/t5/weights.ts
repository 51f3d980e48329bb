import type { NameOptions, SaveWeightsOptions } from '@heed/core';

/**
 * How `loadWeights` reads published T5 files: without the table of positions between decoder and encoder that the
 * first files have and no model used.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import { HfConfig, readT5Config, T5, t5SavedNames, t5WeightNames } from '@heed/transformer';
 * const config = readT5Config(
 *   new HfConfig({ vocab_size: 11, d_model: 8, d_kv: 3, d_ff: 16, num_layers: 1, num_heads: 2 }),
 * );
 * const bytes = await saveWeights(new T5(config).initialize(new RandomGenerator(0)), t5SavedNames);
 * console.log((await loadWeights(new T5(config), bytes, t5WeightNames)).missing); // []
 * ```
 */
export const t5WeightNames: NameOptions = {
  rename: (name) => (/EncDecAttention\.relative_attention_bias/.test(name) ? undefined : name),
};

/** How `saveWeights` writes a T5 so that transformers finds every name: three names keep their capitals. */
export const t5SavedNames: Pick<SaveWeightsOptions, 'rename'> = {
  rename: (name) =>
    name
      .replace('Self_attention', 'SelfAttention')
      .replace('Enc_dec_attention', 'EncDecAttention')
      .replace('Dense_relu_dense', 'DenseReluDense'),
};
