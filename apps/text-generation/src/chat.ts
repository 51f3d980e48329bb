import { createInterface, type Interface } from 'node:readline';
import { HeedError } from '@heed/core';
import type { Conversation } from './conversation.ts';
import { Speed } from './speed.ts';

/** Where a chat takes place: the terminal, or streams in tests. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Keys are handled one by one, Ctrl-C among them. */
  readonly isInteractive: boolean;
}

const help = '/reset forgets what was said, /quit or Ctrl-D leaves; Ctrl-C stops an answer.\n';

/** Talks with a model until the user leaves. */
export async function chat(conversation: Conversation, terminal: Terminal): Promise<void> {
  const { input, output, isInteractive } = terminal;
  const lines = createInterface({ input, output, terminal: isInteractive, prompt: '> ' });
  let answering: AbortController | undefined;
  lines.on('SIGINT', () => {
    if (answering === undefined) clearOrLeave(lines, output);
    else answering.abort();
  });
  let isOpen = true;
  lines.once('close', () => {
    isOpen = false;
  });
  output.write(`${conversation.textModel.name}. ${help}`);
  lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (text === '/quit') break;
    if (text === '/reset') conversation.reset();
    else if (text.startsWith('/')) output.write(help);
    else if (text !== '') {
      answering = new AbortController();
      await answer(conversation, text, answering.signal, output);
      answering = undefined;
    }
    // Lines of a pipe are still answered when it has ended.
    if (isOpen) lines.prompt();
  }
  lines.close();
}

async function answer(
  conversation: Conversation,
  text: string,
  signal: AbortSignal,
  output: NodeJS.WritableStream,
): Promise<void> {
  const speed = new Speed();
  try {
    for await (const { text: part, id } of conversation.say(text, signal)) {
      if (id !== undefined) speed.count();
      output.write(part);
    }
    output.write(`\n(${speed}${signal.aborted ? ', stopped' : ''})\n`);
  } catch (error) {
    if (!(error instanceof HeedError)) throw error;
    output.write(`${error.message}\n`);
  }
}

/** Ctrl-C at the prompt: away with the line, and with the program where there is none. */
function clearOrLeave(lines: Interface, output: NodeJS.WritableStream): void {
  output.write('\n');
  if (lines.line === '') lines.close();
  else {
    lines.write(null, { ctrl: true, name: 'e' });
    lines.write(null, { ctrl: true, name: 'u' });
    lines.prompt();
  }
}
