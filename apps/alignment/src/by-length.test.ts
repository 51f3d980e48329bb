import { ShapeError } from '@heed/core';
import { corpusBleu } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { bleuByLength, countWords, lengthTable } from './by-length.ts';

const rows = [
  { source: 'It is cold today.', references: ['Il fait froid aujourd’hui.'] },
  { source: 'I do not know what you want.', references: ['Je ne sais pas ce que tu veux.'] },
  {
    source: 'The train to the north leaves at five.',
    references: ['Le train pour le nord part à cinq heures.'],
  },
];
const perfect = rows.map((row) => row.references[0] ?? '');

describe('BLEU by length', () => {
  it('puts each sentence into one range, and scores ranges as the corpus', () => {
    const translations = [perfect[0] ?? '', 'Je ne sais pas ce que tu fais.', perfect[2] ?? ''];
    const result = bleuByLength(rows, translations);
    expect(result.ranges.map(({ sentences }) => sentences)).toEqual([1, 1, 1, 0, 0]);
    expect(result.ranges[0]?.bleu).toBeCloseTo(100, 9);
    expect(result.ranges[1]?.bleu).toBe(
      corpusBleu([translations[1] ?? ''], [rows[1]?.references ?? []]).score,
    );
    expect(result.all).toBe(
      corpusBleu(
        translations,
        rows.map((row) => row.references),
      ).score,
    );
    expect(result.all).toBeLessThan(100);
  });

  it('shows the number of sentences in each column', () => {
    const table = lengthTable([{ title: 'model', bleu: bleuByLength(rows, perfect) }]);
    expect(table.split('\n')).toEqual([
      '| model | all | 1–4 words (1) | 5–7 words (1) | 8–10 words (1) | 11–14 words (0) | 15 and more words (0) |',
      '|---|---|---|---|---|---|---|',
      '| model | 100.00 | 100.00 | 100.00 | 100.00 | NaN | NaN |',
    ]);
  });

  it('counts words as spaces part them', () => {
    expect(countWords('  It’s  cold. ')).toBe(2);
    expect(countWords('')).toBe(0);
  });
});

it('refuses what corpusBleu refuses', () => {
  expect(() => bleuByLength([{ source: 'a', references: [] }], ['b'])).toThrow(ShapeError);
});
