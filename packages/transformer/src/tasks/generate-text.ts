import { checkOptions } from '@heed/core';
import { GenerationQueue } from '../generation/queue/generation-queue.ts';
import type { FinishReason } from '../generation/stopping.ts';
import { type BatchOptions, batchOptionNames, isList } from './run-batches.ts';
import { type StreamTextOptions, streamText, streamTextOptionNames, type TextPart } from './stream-text.ts';
import { checkTaskModel, isCausal, type TaskModel } from './task-model.ts';

/** Options of {@link generateText}. */
export interface GenerateTextOptions extends StreamTextOptions, Omit<BatchOptions, 'signal'> {}

/** A text that was written. */
export interface GeneratedText {
  /** What was written, without the prompt. */
  readonly text: string;
  /** Its ids, an end token included. */
  readonly ids: readonly number[];
  readonly finishReason: FinishReason;
}

/**
 * Goes on from a text, whole: {@link streamText} to its end. Several texts share the model, and each is what it would be
 * alone; with a `seed`, text i draws under `seed + i`.
 *
 * @example
 * ```ts no-run
 * import { generateText } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('HuggingFaceTB/SmolLM2-135M');
 * const { text } = await generateText(pretrained, 'Once upon a time', { maximumNewTokens: 40, stop: ['\n'] });
 * console.log(text);
 * ```
 */
export function generateText(
  pretrained: TaskModel,
  prompt: string,
  options?: GenerateTextOptions,
): Promise<GeneratedText>;
/** The same for several texts. */
export function generateText(
  pretrained: TaskModel,
  prompts: readonly string[],
  options?: GenerateTextOptions,
): Promise<GeneratedText[]>;
export async function generateText(
  pretrained: TaskModel,
  given: string | readonly string[],
  options: GenerateTextOptions = {},
): Promise<GeneratedText | GeneratedText[]> {
  checkOptions('generateText', options, [...streamTextOptionNames, ...batchOptionNames]);
  const { batchSize = 8, onProgress, ...streaming } = options;
  if (!isList(given)) return await wholeText(streamText(pretrained, given, streaming));
  const { model } = checkTaskModel('generateText', pretrained);
  const queue =
    streaming.queue ?? (isCausal(model) ? new GenerationQueue(model, { texts: batchSize }) : undefined);
  let done = 0;
  return await Promise.all(
    given.map(async (prompt, row) => {
      const { seed } = streaming;
      const own = { ...streaming, ...(queue && { queue }), ...(seed !== undefined && { seed: seed + row }) };
      const text = await wholeText(streamText(pretrained, prompt, own));
      onProgress?.({ done: ++done, total: given.length });
      return text;
    }),
  );
}

/** Gathers a text that comes in parts. */
export async function wholeText(parts: AsyncIterable<TextPart>): Promise<GeneratedText> {
  let text = '';
  let finishReason: FinishReason = 'length';
  const ids: number[] = [];
  for await (const part of parts) {
    text += part.text;
    if (part.id !== undefined) ids.push(part.id);
    finishReason = part.finishReason ?? finishReason;
  }
  return { text, ids, finishReason };
}
