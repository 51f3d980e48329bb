import type { NameOptions } from '@heed/core';

/** What pretraining left in files: the quantiser, its projections, and the state for masked features. */
const pretraining = /^(quantizer|project_q|project_hid)\.|(^|\.)masked_spec_embed$/;

/** Old files call the length of a normed weight `weight_g` and its direction `weight_v`. */
const older: Readonly<Record<string, string>> = {
  weight_g: 'parametrizations.weight.original0',
  weight_v: 'parametrizations.weight.original1',
};

/** How `loadWeights` reads files of a model whose encoder they call `prefix`, old ones and those of pretraining too. */
export function waveformWeightNames(prefix: string): NameOptions {
  return {
    prefix,
    rename: (name) =>
      pretraining.test(name)
        ? undefined
        : name.replace(/(?<=\.pos_conv_embed\.conv\.)weight_[gv]$/, (part) => older[part] ?? part),
  };
}
