import { type StreamTextOptions, streamText } from '@heed/transformer';
import { Speed } from './speed.ts';
import type { TextModel } from './text-model.ts';

/** Where text goes as it is written: standard output, or a collector in tests. */
export interface Output {
  write(text: string): unknown;
}

/**
 * Tells a story that begins with a text, word by word.
 *
 * @returns how fast it was told, and under which seed.
 */
export async function tellStory(
  textModel: TextModel,
  beginning: string,
  options: StreamTextOptions,
  output: Output,
): Promise<string> {
  const speed = new Speed();
  let written = false;
  for await (const { text, id } of streamText(textModel, beginning, options)) {
    if (id !== undefined) speed.count();
    output.write(written ? text : beginning + text);
    written = true;
  }
  output.write('\n');
  return `${speed}${options.seed === undefined ? '' : `, seed ${options.seed}`}`;
}
