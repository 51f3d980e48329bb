import type { NameOptions } from '@heed/core';

/**
 * How `loadWeights` reads published Gemma files: the text part of those that see pictures, under its first names and
 * its later ones, without the part that sees.
 */
export const gemmaWeightNames: NameOptions = {
  rename: (name) =>
    /^(model\.)?(vision_tower|multi_modal_projector)\./.test(name)
      ? undefined
      : name
          .replace(/^(language_model\.model|model\.language_model)\./, 'model.')
          .replace(/^language_model\.lm_head\./, 'lm_head.'),
};
