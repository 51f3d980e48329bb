import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpeechVocabulary } from '../../decoding/window-decoder.ts';
import { compressionRatio } from '../compression-ratio.ts';
import { alignmentMatrix } from './align-words.ts';
import { dynamicTimeWarping } from './dynamic-time-warping.ts';
import { medianFilter } from './median-filter.ts';
import { mergePunctuation } from './merge-punctuation.ts';
import { splitWords } from './split-words.ts';

interface Timing {
  readonly warps: readonly { cost: number[][]; rows: number[]; columns: number[] }[];
  readonly medians: readonly { width: number; values: number[][]; result: number[][] }[];
  readonly splits: readonly {
    readonly language: string;
    readonly ids: number[];
    readonly bytes: number[][];
    readonly words: string[];
    readonly ids_of_words: number[][];
    readonly merged: string[];
  }[];
}

const folder = new URL('../../../../../fixtures/speech/transcription/', import.meta.url);
const { warps, medians, splits }: Timing = JSON.parse(
  readFileSync(new URL('word-timing.json', folder), 'utf8'),
);
const ratios: { text: string; bytes: number; compressed: number }[] = JSON.parse(
  readFileSync(new URL('compression.json', folder), 'utf8'),
);

/** The least cost of any way, by trying all of them. */
function leastCost(cost: readonly (readonly number[])[], row: number, column: number): number {
  const here = cost[row]?.[column] ?? Number.POSITIVE_INFINITY;
  if (row === 0 && column === 0) return here;
  const before = [
    [row - 1, column],
    [row, column - 1],
    [row - 1, column - 1],
  ].filter(([r = 0, c = 0]) => r >= 0 && c >= 0);
  return here + Math.min(...before.map(([r = 0, c = 0]) => leastCost(cost, r, c)));
}

describe('dynamic time warping', () => {
  test.each(warps.map(({ cost, ...path }) => [cost.length, cost[0]?.length ?? 0, cost, path] as const))(
    'takes the way of openai/whisper through %i × %i',
    (rows, columns, cost, path) => {
      const ours = dynamicTimeWarping(Float64Array.from(cost.flat()), rows, columns);
      expect({ rows: [...ours.rows], columns: [...ours.columns] }).toEqual(path);
    },
  );

  test('no way is cheaper', () => {
    const tables = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) => {
        const row = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: columns, maxLength: columns });
        return fc.array(row, { minLength: rows, maxLength: rows });
      });
    fc.assert(
      fc.property(tables, (cost) => {
        const [rows, columns] = [cost.length, cost[0]?.length ?? 0];
        const path = dynamicTimeWarping(Float64Array.from(cost.flat()), rows, columns);
        const sum = [...path.rows].reduce(
          (total, row, at) => total + (cost[row]?.[path.columns[at] ?? 0] ?? 0),
          0,
        );
        expect(sum).toBe(leastCost(cost, rows - 1, columns - 1));
        expect([path.rows[0], path.columns[0], path.rows.at(-1), path.columns.at(-1)]).toEqual([
          0,
          0,
          rows - 1,
          columns - 1,
        ]);
      }),
    );
  });
});

test('the median filter gives what openai/whisper gives', () => {
  for (const { width, values, result } of medians) {
    expect(values.map((row) => [...medianFilter(Float32Array.from(row), width)])).toEqual(result);
  }
});

describe('words', () => {
  test.each(splits.map((split) => [split.language, split] as const))(
    'are those of openai/whisper: %s',
    (language, split) => {
      const bytes = new Map(split.ids.map((id, at) => [id, split.bytes[at] ?? []]));
      const vocabulary: SpeechVocabulary = {
        ...{ firstTimestampId: 1e6, endId: 1e5, encode: () => [] },
        decode: (ids) => new TextDecoder().decode(Uint8Array.from(ids.flatMap((id) => bytes.get(id) ?? []))),
      };
      const words = splitWords(vocabulary, split.ids, language);
      expect(words.map(({ text }) => text)).toEqual(split.words);
      expect(words.map(({ ids }) => ids)).toEqual(split.ids_of_words);
      const aligned = words.map((word) => ({ ...word, start: 0, end: 0, probability: 1 }));
      mergePunctuation(aligned);
      expect(aligned.map(({ text }) => text).filter(Boolean)).toEqual(split.merged);
      expect(aligned.flatMap(({ ids }) => ids)).toEqual(split.ids);
    },
  );
});

test('attention that is the same for all tokens gives no NaN', () => {
  const weights = new Float32Array(2 * 3 * 11).fill(1 / 11);
  const matrix = alignmentMatrix(weights, { heads: 2, rows: 3, columns: 11, heard: 7 });
  expect([...matrix]).toEqual(Array.from({ length: 21 }, () => 0));
});

test('compression ratios decide as those of zlib in Python', async () => {
  for (const { text, bytes, compressed } of ratios) {
    const ours = await compressionRatio(text);
    expect(Math.abs(bytes / ours - compressed)).toBeLessThanOrEqual(2);
    expect(ours > 2.4).toBe(bytes / compressed > 2.4);
  }
  expect(await compressionRatio('')).toBe(0);
});
