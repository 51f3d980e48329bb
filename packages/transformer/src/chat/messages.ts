import { OptionError, showValue } from '@heed/core';

/** A turn of a conversation. Templates may read more fields than these: tool calls, reasoning, names. */
export interface ChatMessage {
  /** Who speaks: `system`, `user`, `assistant`, `tool`, … */
  readonly role: string;
  /** What is said, or a list of parts such as `{ type: 'text', text: 'Hello' }`. */
  readonly content?: string | readonly object[] | null;
  readonly [field: string]: unknown;
}

/** The names under which a message may bring its reasoning. */
const reasoningFields = ['reasoning_content', 'thinking', 'reasoning'];

/** Messages as templates see them: no fields without a value, and reasoning under the names that templates read. */
export function normalizedMessages(messages: readonly ChatMessage[]): Record<string, unknown>[] {
  if (!Array.isArray(messages))
    throw new OptionError(`chat: messages must be a list, got ${showValue(messages)}`);
  if (messages.length === 0) throw new OptionError('chat: the conversation is empty');
  return messages.map((message: unknown, index) => {
    if (typeof message !== 'object' || message === null || Array.isArray(message)) {
      throw new OptionError(
        `chat: message ${index} must be an object with a role, got ${showValue(message)}`,
      );
    }
    const fields = Object.fromEntries(
      Object.entries(message).filter(([, value]) => (value ?? null) !== null),
    );
    const reasoning = reasoningFields.map((name) => fields[name]).find((value) => value !== undefined);
    if (reasoning === undefined) return fields;
    return { thinking: reasoning, ...fields, reasoning_content: reasoning };
  });
}

/** What stands behind the last message while a template is rendered, to find its end. */
const endMark = 'CONTINUE_FINAL_MESSAGE_TAG ';

/** The messages with a mark behind the last one's text. */
export function marked(messages: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  const last = messages.at(-1) ?? {};
  return [...messages.slice(0, -1), { ...last, content: markedContent(last['content']) }];
}

function markedContent(content: unknown): unknown {
  if (typeof content === 'string') return content + endMark;
  const parts: unknown[] = Array.isArray(content) ? content : [];
  const index = parts.findLastIndex((part) => textOf(part) !== undefined);
  if (index < 0)
    throw new OptionError('chat: continueFinalMessage needs a last message with a text to go on with');
  return parts.map((part, at) => (at === index ? { ...asObject(part), text: textOf(part) + endMark } : part));
}

/**
 * The rendered text up to the mark, or undefined if the template lost it. Where the template cuts spaces off the end
 * of a message, so does this.
 */
export function upToMark(rendered: string): string | undefined {
  const place = rendered.lastIndexOf(endMark.trimEnd());
  if (place < 0) return undefined;
  const before = rendered.slice(0, place);
  return rendered.startsWith(endMark, place) ? before : before.trimEnd();
}

function textOf(part: unknown): string | undefined {
  const text = asObject(part)['text'];
  return typeof text === 'string' ? text : undefined;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
