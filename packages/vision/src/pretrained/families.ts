import type { ModelFamilies, ModelFamily } from '@heed/transformer';

const from = async (module: Promise<{ readonly family: ModelFamily }>): Promise<ModelFamily> =>
  (await module).family;

/**
 * The families of this package by `model_type`, each loaded when it is asked for: the option `families` of
 * `fromPretrained` and `savePretrained`.
 *
 * @example
 * ```ts no-run
 * import { fromPretrained } from '@heed/transformer/node';
 * import { visionFamilies } from '@heed/vision';
 * const { model } = await fromPretrained('google/vit-base-patch16-224', { families: visionFamilies });
 * ```
 */
export const visionFamilies: ModelFamilies = {
  vit: () => from(import('../models/vit/family.ts')),
};
