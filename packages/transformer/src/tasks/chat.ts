import { checkKind, checkOptions } from '@heed/core';
import type { ChatTemplateOptions } from '../chat/chat-template.ts';
import type { ChatMessage } from '../chat/messages.ts';
import { TaskError } from './errors.ts';
import { type GeneratedText, wholeText } from './generate-text.ts';
import { type StreamTextOptions, streamText, streamTextOptionNames, type TextPart } from './stream-text.ts';
import { type TaskModel, tokenizerOf } from './task-model.ts';

/** Options of {@link chat}. */
export interface ChatOptions extends StreamTextOptions {
  /** What the chat template is told: tools, documents, variables, which template. */
  readonly template?: Omit<ChatTemplateOptions, 'addGenerationPrompt'>;
}

/**
 * The next message of a conversation, as the model's chat template has it.
 *
 * @param pretrained A language model with tokenizer and chat template.
 * @throws {TaskError} for a model without, {ChatTemplateError} for a conversation that the template refuses.
 *
 * @example
 * ```ts no-run
 * import { chat } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('HuggingFaceTB/SmolLM2-135M-Instruct');
 * const { text } = await chat(pretrained, [{ role: 'user', content: 'What is the capital of France?' }]);
 * console.log(text); // The capital of France is Paris.
 * ```
 */
export async function chat(
  pretrained: TaskModel,
  messages: readonly ChatMessage[],
  options: ChatOptions = {},
): Promise<GeneratedText> {
  checkKind('chat: messages', messages, 'a list');
  return await wholeText(streamChat(pretrained, messages, options));
}

/**
 * The next message of a conversation part by part, as it is written; {@link chat} gives it whole.
 *
 * @example
 * ```ts no-run
 * import { streamChat } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('HuggingFaceTB/SmolLM2-135M-Instruct');
 * const messages = [{ role: 'user', content: 'Tell me a story.' }];
 * for await (const { text } of streamChat(pretrained, messages)) process.stdout.write(text);
 * ```
 */
export async function* streamChat(
  pretrained: TaskModel,
  messages: readonly ChatMessage[],
  options: ChatOptions = {},
): AsyncGenerator<TextPart, void, undefined> {
  checkOptions('chat', options, [...streamTextOptionNames, 'template']);
  const { template, ...streaming } = options;
  const { maximumNewTokens = usualLength } = streaming;
  yield* streamText(pretrained, chatIds(pretrained, messages, template), { ...streaming, maximumNewTokens });
}

/** Tokens of an answer where nobody says how many. */
const usualLength = 512;

/**
 * The ids of a conversation, up to where the assistant answers.
 *
 * @throws {TaskError} for a model without tokenizer or chat template.
 */
export function chatIds(
  pretrained: TaskModel,
  messages: readonly ChatMessage[],
  options: Omit<ChatTemplateOptions, 'addGenerationPrompt'> = {},
): number[] {
  checkKind('chatIds: messages', messages, 'a list');
  const { chatTemplate } = pretrained;
  if (chatTemplate === undefined) {
    throw new TaskError('chat: there is no chat template with the model: it knows no conversation');
  }
  const text = chatTemplate.apply(messages, {
    ...options,
    addGenerationPrompt: options.continueFinalMessage !== true,
  });
  return tokenizerOf('chat', pretrained).encode(text, { addSpecialTokens: false });
}
