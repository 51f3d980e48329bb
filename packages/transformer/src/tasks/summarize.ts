import type { TaskModel } from './task-model.ts';
import { tokenizerOf } from './task-model.ts';
import { encodeAfter, taskSettings, type WriteTargetOptions, writeTargets } from './write-targets.ts';

/**
 * Writes what a text says in fewer words, by an encoder–decoder such as BART or T5. Search and lengths are those that the
 * model's makers set (`generation_config.json`, or `task_specific_params.summarization` of the config), and options
 * change them; T5's prefix is put before the text.
 *
 * @param pretrained An encoder–decoder.
 * @throws {TaskError} for another model, {IndexError} for a text that is too long.
 *
 * @example
 * ```ts no-run
 * import { summarize } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('facebook/bart-large-cnn');
 * console.log(await summarize(pretrained, 'A long report …', { maximumNewTokens: 60, truncate: true }));
 * ```
 */
export function summarize(pretrained: TaskModel, text: string, options?: WriteTargetOptions): Promise<string>;
/** The same for several texts. */
export function summarize(
  pretrained: TaskModel,
  texts: readonly string[],
  options?: WriteTargetOptions,
): Promise<string[]>;
export async function summarize(
  pretrained: TaskModel,
  given: string | readonly string[],
  options: WriteTargetOptions = {},
): Promise<string | string[]> {
  const settings = 'summarization';
  const tokenizer = tokenizerOf('summarize', pretrained);
  const prefix = taskSettings(pretrained, settings)?.text('prefix', '') ?? '';
  const encode = encodeAfter(tokenizer, prefix);
  return await writeTargets(pretrained, given, options, { task: 'summarize', settings, encode });
}
