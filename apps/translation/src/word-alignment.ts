import { mergeSubwords } from '@heed/attention/terminal';
import type { ExplainedTranslation } from './translate.ts';

/** How much each target word looked at each source word. */
export interface WordAlignment {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** [target words, source words] */
  readonly weights: readonly (readonly number[])[];
}

/** The weights of a translation's tokens as those of its words: target pieces are averaged, source pieces summed. */
export function wordAlignment({ sourceTokens, targetTokens, weights }: ExplainedTranslation): WordAlignment {
  const byTarget = mergeSubwords(targetTokens, weights, 'rows');
  const bySource = mergeSubwords(sourceTokens, byTarget.weights, 'columns');
  return { rows: byTarget.labels, columns: bySource.labels, weights: bySource.weights };
}
