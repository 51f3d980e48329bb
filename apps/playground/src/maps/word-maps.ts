import { mergeSubwords } from '@heed/attention/terminal';
import type { HeadMaps } from './head-maps.ts';

/** Maps between tokens of a byte-level vocabulary as maps between words; `</s>` is called `end`. */
export function wordMaps({ rows, columns, layers, heads, values }: HeadMaps): HeadMaps {
  const size = rows.length * columns.length;
  const merged = Array.from({ length: layers * heads }, (_, at) => {
    const table = { data: values.subarray(at * size, (at + 1) * size), shape: [rows.length, columns.length] };
    const byRow = mergeSubwords(rows, table, 'rows');
    const byColumn = mergeSubwords(columns, byRow.weights, 'columns');
    return { rows: byRow.labels, columns: byColumn.labels, weights: byColumn.weights.flat() };
  });
  return {
    rows: (merged[0]?.rows ?? []).map(readable),
    columns: (merged[0]?.columns ?? []).map(readable),
    layers,
    heads,
    values: Float32Array.from(merged.flatMap(({ weights }) => weights)),
  };
}

const readable = (word: string): string => (word === '</s>' ? 'end' : word);
