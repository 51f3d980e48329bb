import { OptionError, ShapeError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeSubwords } from './merge-subwords.ts';

const wordsOf = (tokens: string[]): string[] =>
  mergeSubwords(tokens, [tokens.map(() => 0)], 'columns').labels;

describe('words', () => {
  test.each([
    [
      ['The', 'Ġsta', 'tion'],
      ['The', 'station'],
    ],
    [
      ['I', 'Ġdon', "'t", 'Ġknow', '.'],
      ['I', "don't", 'know', '.'],
    ],
    [
      ['Wo', '?', '!', '</s>'],
      ['Wo', '?!', '</s>'],
    ],
    [
      ['<s>', '<s>', 'a', '<unk>', 'b'],
      ['<s>', '<s>', 'a', '<unk>', 'b'],
    ],
    [['Sch', 'lÃ¼s', 'sel'], ['Schlüssel']],
    // One character in several tokens: ö, the quotes „ and “, 河.
    [['sch', 'Ã', '¶', 'n'], ['schön']],
    [
      ['âĢ', 'ŀ', 'Ja', 'âĢ', 'ľ', ','],
      ['„', 'Ja', '“,'],
    ],
    [
      ['Ġæ', '²', '³', 'å'],
      ['河', '\ufffd'],
    ],
    [
      ['ðŁ', 'ĳ', 'į', 'Ġok'],
      ['👍', 'ok'],
    ],
    [
      ['7', ':', '4', '5'],
      ['7', ':', '45'],
    ],
    [
      ['a', 'Ġ', 'Ġb', 'Ċ', 'c'],
      ['a', '␣', 'b', '␣', 'c'],
    ],
    [[], []],
  ])('%j', (tokens, words) => {
    expect(wordsOf(tokens)).toEqual(words);
  });
});

test('columns are summed', () => {
  const table = [
    [0.5, 0.25, 0.125, 0.125],
    [0, 0.5, 0.5, 0],
  ];
  const merged = mergeSubwords(['The', 'Ġsta', 'tion', '.'], table, 'columns');
  expect(merged).toEqual({
    labels: ['The', 'station', '.'],
    weights: [
      [0.5, 0.375, 0.125],
      [0, 1, 0],
    ],
  });
});

test('rows are averaged', () => {
  const data = Float32Array.of(0.5, 0.5, 0, 0.25, 0.25, 0.5, 0, 0, 1);
  const merged = mergeSubwords(['Bahn', 'hof', '.'], { data, shape: [3, 3] }, 'rows');
  expect(merged).toEqual({
    labels: ['Bahnhof', '.'],
    weights: [
      [0.375, 0.375, 0.25],
      [0, 0, 1],
    ],
  });
});

test('law: rows that sum to 1 still do, after either side', () => {
  const token = fc.constantFrom('Ġa', 'b', '.', 'Ã', '¼', '</s>', 'Ġ', 'âĢ', 'ľ');
  const tokens = fc.array(token, { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(tokens, tokens, (rows, columns) => {
      const table = rows.map((_, row) => softmax(columns.map((_, column) => Math.sin(row * 7 + column))));
      const across = mergeSubwords(columns, table, 'columns');
      const both = mergeSubwords(rows, across.weights, 'rows');
      expect(both.weights).toHaveLength(both.labels.length);
      for (const row of both.weights) {
        expect(row).toHaveLength(across.labels.length);
        expect(row.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 9);
      }
    }),
  );
});

test('bad input is refused by name', () => {
  expect(() => mergeSubwords(['a', 'b'], [[1]], 'columns')).toThrow(ShapeError);
  expect(() => mergeSubwords(['a', 'b'], [[1]], 'rows')).toThrow(ShapeError);
  const odd: 'rows' = JSON.parse('"left"');
  expect(() => mergeSubwords(['a'], [[1]], odd)).toThrow(OptionError);
});

function softmax(scores: readonly number[]): number[] {
  const exponentials = scores.map(Math.exp);
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return exponentials.map((value) => value / total);
}
