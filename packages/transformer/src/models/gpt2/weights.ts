import type { NameOptions } from '@heed/core';

/**
 * How `loadWeights` reads published GPT-2 files: with the first part `transformer.` or without it (as the files of
 * 2019 are), and without the buffers that held the causal mask.
 *
 * @example
 * ```ts
 * import { loadWeights, RandomGenerator, saveWeights } from '@heed/core';
 * import { Gpt2, gpt2WeightNames, HfConfig, readGpt2Config } from '@heed/transformer';
 * const config = readGpt2Config(new HfConfig({ vocab_size: 11, n_positions: 16, n_embd: 8, n_layer: 2, n_head: 2 }));
 * const trained = new Gpt2(config).initialize(new RandomGenerator(0));
 * const bytes = await saveWeights(trained, { rename: (name) => name.replace('transformer.', '') });
 * const report = await loadWeights(new Gpt2(config), bytes, gpt2WeightNames);
 * console.log(report.missing); // []
 * ```
 */
export const gpt2WeightNames: NameOptions = {
  prefix: 'transformer',
  rename: (name) => (/\.attn\.(bias|masked_bias)$/.test(name) ? undefined : name),
};
