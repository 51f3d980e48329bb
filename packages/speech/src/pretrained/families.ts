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
 * import { speechFamilies } from '@heed/speech';
 * const { model } = await fromPretrained('openai/whisper-tiny', { families: speechFamilies });
 * ```
 */
export const speechFamilies: ModelFamilies = {
  'audio-spectrogram-transformer': () => from(import('../models/ast/family.ts')),
  'ctc-recognizer': () => from(import('../models/ctc-recognizer/family.ts')),
  hubert: () => from(import('../models/hubert/family.ts')),
  moonshine: () => from(import('../models/moonshine/family.ts')),
  wav2vec2: () => from(import('../models/wav2vec2/family.ts')),
  'wav2vec2-conformer': () => from(import('../models/conformer/family.ts')),
  whisper: () => from(import('../models/whisper/family.ts')),
};
