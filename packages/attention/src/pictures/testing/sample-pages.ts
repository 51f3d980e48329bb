import { attentionHtml } from '../attention-html.ts';
import type { AttentionMap } from '../attention-map.ts';
import { patchWords } from '../patch-words.ts';

/** Words of the source, and of the target, which look at them. */
export const source: readonly string[] = ['The', 'agreement', 'was', 'signed', 'in', 'August', '.'];
export const target: readonly string[] = ['L’', 'accord', 'a', 'été', 'signé', 'en', 'août', '.'];
const alignment = [0, 1, 2, 2, 3, 4, 5, 6];

/** Each row puts `peak` on one column and shares the rest. */
export function peaked(rows: number, columns: number, at: (row: number) => number, peak: number): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    return Array.from({ length: columns }, (_, column) => {
      return column === at(row) ? peak : (1 - peak) / (columns - 1);
    });
  });
}

function crossMap(name: string, peak: number): AttentionMap {
  const weights = [peaked(target.length, source.length, (row) => alignment[row] ?? 0, peak)];
  return { name, kind: 'cross', rows: target, columns: source, weights };
}

/** The same sentence through two models. */
export const comparison: string = attentionHtml({
  title: 'Two translators',
  description: 'The same sentence through two models.',
  texts: [{ label: 'Source', text: source.join(' ') }],
  maps: [crossMap('Additive', 0.7), crossMap('Luong', 0.4)],
});

/** Several layers and heads. */
export const layers: string = attentionHtml({
  title: 'An encoder',
  maps: Array.from({ length: 3 }, (_, layer) => ({
    ...{ name: 'Encoder', layer, kind: 'self' as const, rows: source, columns: source },
    weights: Array.from({ length: 5 }, (_, head) => {
      return peaked(source.length, source.length, (row) => Math.max(0, row - head), 0.5 + layer / 10);
    }),
  })),
});

const picture =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"%3E%3Crect width="9" height="9" fill="%236a8"/%3E%3C/svg%3E';
const patches = ['[CLS]', ...patchWords(3, 3)];
const image = { source: picture, description: 'A green square.', grid: { rows: 3, columns: 3 } };
/** Words over patches, and patches over patches. */
export const overPicture: string = attentionHtml({
  title: 'Over a picture',
  maps: [
    {
      ...{ name: 'Captioner', kind: 'image', rows: ['a', 'green', 'square'], columns: patches, image },
      weights: [peaked(3, 10, (row) => row + 1, 0.6)],
    },
    {
      ...{ name: 'Encoder', kind: 'image', rows: patches, columns: patches, image },
      weights: [peaked(10, 10, (row) => 9 - row, 0.6)],
    },
  ],
});
