import { heatMap, supportsColor } from '@heed/attention/terminal';
import type { Translator } from './checkpoint.ts';
import { type ExplainedTranslation, explain, splitText } from './translate.ts';
import { wordAlignment } from './word-alignment.ts';

/** What the demo translates when nothing is given. */
export const demoSentences: readonly string[] = [
  'Where is the station?',
  'I would like a cup of coffee, please.',
  'The children are playing in the garden.',
];

/** Where the demo prints; the process's standard output, or a collector in tests. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Translates each sentence and shows which source words each target word looked at. */
export async function demo(
  translator: Translator,
  texts: readonly string[],
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const color = supportsColor(output, environment);
  const sentences = texts.flatMap((text) => splitText(text));
  if (sentences.length === 0) output.write('There is nothing to translate: the text is empty.\n');
  for (const sentence of sentences) {
    const explained = await explain(translator, sentence);
    output.write(`\nEnglish  ${explained.source}\nGerman   ${explained.translation}\n\n`);
    output.write(`${picture(explained, color, output.columns || 80)}\n`);
  }
}

function picture(explained: ExplainedTranslation, color: boolean, width: number): string {
  const { rows, columns, weights } = wordAlignment(explained);
  return heatMap(weights, { columns, rows, color, width });
}
