import type { NameOptions } from '@heed/core';

/**
 * How `loadWeights` reads published GPT-NeoX files: without the buffers of mask and frequencies that the first ones
 * carry, and with the output layer under either name.
 */
export const gptNeoXWeightNames: NameOptions = {
  rename: (name) =>
    /\.attention\.(bias|masked_bias|rotary_emb\.inv_freq)$/.test(name)
      ? undefined
      : name.replace(/^lm_head\./, 'embed_out.'),
};
