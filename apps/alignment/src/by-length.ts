import type { ReferenceRow } from '@heed/app-translation';
import { corpusBleu } from '@heed/transformer';

/** Source lengths, in words, from and up to and including. */
export interface LengthRange {
  readonly from: number;
  readonly to: number;
}

/** The ranges of the exhibit's table. */
const lengthRanges: readonly LengthRange[] = [
  { from: 1, to: 4 },
  { from: 5, to: 7 },
  { from: 8, to: 10 },
  { from: 11, to: 14 },
  { from: 15, to: Number.POSITIVE_INFINITY },
];

/** BLEU over all sentences, and over those of each range of source lengths. */
export interface BleuByLength {
  readonly all: number;
  readonly signature: string;
  readonly ranges: readonly {
    readonly range: LengthRange;
    readonly sentences: number;
    readonly bleu: number;
  }[];
}

/** Words of a sentence, as spaces part them. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length;
}

/** Whether a model holds on long sentences: BLEU of its translations, range by range. */
export function bleuByLength(rows: readonly ReferenceRow[], translations: readonly string[]): BleuByLength {
  const score = (indices: readonly number[]): ReturnType<typeof corpusBleu> =>
    corpusBleu(
      indices.map((index) => translations[index] ?? ''),
      indices.map((index) => rows[index]?.references ?? []),
    );
  const all = score([...rows.keys()]);
  const ranges = lengthRanges.map((range) => {
    const inside = [...rows.entries()].filter(([, { source }]) => {
      const words = countWords(source);
      return words >= range.from && words <= range.to;
    });
    const bleu = inside.length === 0 ? Number.NaN : score(inside.map(([index]) => index)).score;
    return { range, sentences: inside.length, bleu };
  });
  return { all: all.score, signature: all.signature, ranges };
}

/** The table as Markdown: a row for each model, a column for each range. */
export function lengthTable(
  results: readonly { readonly title: string; readonly bleu: BleuByLength }[],
): string {
  const columns = results[0]?.bleu.ranges ?? [];
  const heads = columns.map(({ range: { from, to }, sentences }) => {
    const words = Number.isFinite(to) ? `${from}–${to}` : `${from} and more`;
    return `${words} words (${sentences})`;
  });
  return [
    `| model | all | ${heads.join(' | ')} |`,
    `|---|${'---|'.repeat(heads.length + 1)}`,
    ...results.map(({ title, bleu }) => {
      const cells = [bleu.all, ...bleu.ranges.map((entry) => entry.bleu)];
      return `| ${title} | ${cells.map((cell) => cell.toFixed(2)).join(' | ')} |`;
    }),
  ].join('\n');
}
