import type { AttentionKind } from '@heed/attention/pictures';
import type { HeadMaps } from '../maps/head-maps.ts';

/** What is said of the maps on their page. */
export interface AllHeadsOptions {
  readonly title: string;
  readonly name: string;
  readonly kind: AttentionKind;
}

/** A page with all heads as large as one likes, and lines between words: one file, to keep or to send. */
export async function allHeadsPage(maps: HeadMaps, { title, name, kind }: AllHeadsOptions): Promise<string> {
  const { attentionHtml } = await import('@heed/attention/pictures');
  const { rows, columns, heads, values } = maps;
  const size = heads * rows.length * columns.length;
  return attentionHtml({
    title,
    maps: Array.from({ length: maps.layers }, (_, layer) => ({
      ...{ name, kind, layer, rows, columns },
      weights: {
        data: values.subarray(layer * size, (layer + 1) * size),
        shape: [heads, rows.length, columns.length],
      },
    })),
  });
}
