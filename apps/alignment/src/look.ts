import { type ExplainedTranslation, wordAlignment } from '@heed/app-translation';
import { type AttentionMap, attentionHtml } from '@heed/attention/pictures';
import { heatMap } from '@heed/attention/terminal';
import type { Aligner } from './aligner.ts';
import { modelTitles } from './models.ts';

/** One sentence, as every model translated it. */
export interface Comparison {
  readonly source: string;
  readonly translations: readonly { readonly aligner: Aligner; readonly explained: ExplainedTranslation }[];
}

/** Translates a sentence with each model. */
export async function compare(aligners: readonly Aligner[], source: string): Promise<Comparison> {
  const translations = [];
  for (const aligner of aligners) translations.push({ aligner, explained: await aligner.explain(source) });
  return { source, translations };
}

/** The alignments of a sentence one below the other, for a terminal. */
export function terminalPage(
  { source, translations }: Comparison,
  options: { readonly color: boolean; readonly width: number },
): string {
  const parts = translations.map(({ aligner, explained }) => {
    const { rows, columns, weights } = wordAlignment(explained);
    const picture = heatMap(weights, { rows, columns, ...options });
    return `${modelTitles[aligner.name]}\n${explained.translation}\n\n${picture}`;
  });
  return [source, ...parts].join('\n\n');
}

/** The alignments of a sentence side by side, as one page for a browser. */
export function htmlPage({ source, translations }: Comparison): string {
  const maps = translations.map(({ aligner, explained }): AttentionMap => {
    const { rows, columns, weights } = wordAlignment(explained);
    return { name: modelTitles[aligner.name], kind: 'cross', rows, columns, weights: [weights] };
  });
  const texts = translations.map(({ aligner, explained }) => ({
    label: modelTitles[aligner.name],
    text: explained.translation,
  }));
  return attentionHtml({
    title: source,
    description:
      'Which source words each translated word looked at, in three models trained on the same pairs.',
    texts,
    maps,
    scaleTo: 1,
  });
}
