import { languageRules } from './languages.ts';
import { type TaskModel, tokenizerOf } from './task-model.ts';
import { type WriteTargetOptions, writeTargets } from './write-targets.ts';

/** Options of {@link translate}. */
export interface TranslateOptions extends WriteTargetOptions {
  /** Language of the texts, in the model's own code: `en` (M2M100, T5), `eng_Latn` (NLLB), `en_XX` (mBART). */
  readonly from?: string;
  /** Language of the translation, likewise; `de` or `deu` for a Marian model that has several targets. */
  readonly to?: string;
}

/**
 * Translates. A model of one pair of languages (Marian, opus-mt) needs no more than the text; one of many is told
 * languages in its own codes: M2M100, NLLB and mBART begin texts with a token of the language, T5 is told in words, a
 * Marian model with several targets by a token such as `>>deu<<`. Search and lengths are those that the model's makers
 * set, and options change them.
 *
 * @param pretrained An encoder–decoder.
 * @throws {TaskError} for another model, {OptionError} for a language that it lacks, {IndexError} for a text that is too
 * long.
 *
 * @example
 * ```ts no-run
 * import { translate } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const nllb = await fromPretrained('facebook/nllb-200-distilled-600M');
 * console.log(await translate(nllb, 'The river is wide.', { from: 'eng_Latn', to: 'deu_Latn' }));
 * ```
 */
export function translate(pretrained: TaskModel, text: string, options?: TranslateOptions): Promise<string>;
/** The same for several texts. */
export function translate(
  pretrained: TaskModel,
  texts: readonly string[],
  options?: TranslateOptions,
): Promise<string[]>;
export async function translate(
  pretrained: TaskModel,
  given: string | readonly string[],
  options: TranslateOptions = {},
): Promise<string | string[]> {
  const { from, to, ...rest } = options;
  const rules = languageRules(pretrained, tokenizerOf('translate', pretrained), { from, to });
  return await writeTargets(pretrained, given, rest, { task: 'translate', ...rules });
}
