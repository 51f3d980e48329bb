import { OptionError, ShapeError, ValueError } from '@heed/core';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { heatMap } from './heat-map.ts';

const weights = [
  [0.9, 0.07, 0.03],
  [0.2, 0.3, 0.5],
];
const words = { columns: ['Where', 'is', 'it'], rows: ['Wo', 'liegt'] };
const legend = 'weight: · 5 %  ░ 15 %  ▒ 30 %  ▓ 50 %  █ 75 % and more';
const lines = (text: string): string[] => text.split('\n');

test('source words stand across, target words down', () => {
  expect(lines(heatMap(weights, words))).toEqual([
    '      Where is  it',
    '   Wo █████ ···',
    'liegt ░░░░░ ▒▒▒ ▓▓▓',
    '',
    legend,
  ]);
});

test('numbers in one array give the same', () => {
  const data = Float32Array.from(weights.flat());
  expect(heatMap({ data, shape: [2, 3] }, words)).toBe(heatMap(weights, words));
});

test('colour shades the background of each cell and ends there', () => {
  const colored = heatMap(weights, { ...words, color: true });
  const cell = (code: number, width: number): string => `\u001b[48;5;${code}m${' '.repeat(width)}\u001b[0m`;
  expect(lines(colored)[1]).toBe(`   Wo ${cell(226, 5)} ${cell(55, 3)} ${cell(53, 3)}`);
  expect(colored).not.toMatch(/[·░▒▓█]/);
});

test('without colour there is no escape code', () => {
  expect(heatMap(weights, words)).not.toContain('\u001b');
});

describe('words', () => {
  const single = (column: string, row = 'x'): string[] =>
    lines(heatMap([[0.8]], { columns: [column], rows: [row] }));

  test('wide characters take two cells', () => {
    expect(single('河很宽', '川は')).toEqual(['     河很宽', '川は ██████', '', legend]);
  });

  test('long words are shortened, never inside a character', () => {
    expect(single('Donaudampfschifffahrt')[0]).toBe('  Donaudampfsch…');
    expect(single('e\u0301'.repeat(20))[0]).toBe(`  ${'e\u0301'.repeat(13)}…`);
    expect(single('河'.repeat(20))[0]).toBe(`  ${'河'.repeat(6)}…`);
    expect(single('👩‍👩‍👧'.repeat(20))[0]).toBe(`  ${'👩‍👩‍👧'.repeat(6)}…`);
  });

  test('what would steer the terminal is made visible', () => {
    expect(single('a\u001b[2Jb\n\u0007')[0]).toBe('  a␛[2Jb␊␇');
    expect(single('\u009b1m\u202eabc\u2066\ud800\u007f')[0]).toBe('  \ufffd1m\ufffdabc\ufffd\ufffd␡');
  });

  test('a megabyte of characters without width does not hold it up', () => {
    expect(single('\u200b'.repeat(1_000_000))[1]).toBe('x ███');
  });

  test('an empty word has a cell too', () => {
    expect(single('')).toEqual(['', 'x ███', '', legend]);
  });
});

test('what is wider than the line goes into further blocks', () => {
  const columns = ['one', 'two', 'three', 'four'];
  const map = heatMap([[0.1, 0.2, 0.4, 0.9]], { columns, rows: ['row'], width: 13 });
  expect(lines(map)).toEqual([
    '    one two',
    'row ··· ░░░',
    '',
    '    three',
    'row ▒▒▒▒▒',
    '',
    '    four',
    'row ████',
    '',
    legend,
  ]);
});

test('nothing to show gives an empty text', () => {
  expect(heatMap([], { columns: ['a'], rows: [] })).toBe('');
  expect(heatMap([[]], { columns: [], rows: ['a'] })).toBe('');
});

test('each level starts where the legend says', () => {
  const row = [0, 0.049, 0.05, 0.149, 0.15, 0.3, 0.5, 0.749, 0.75, 1, 1.5, -0.1];
  const map = heatMap([row], { columns: row.map(() => 'abc'), rows: ['r'] });
  expect(lines(map)[1]).toBe(`r         ··· ··· ░░░ ▒▒▒ ▓▓▓ ▓▓▓ ███ ███ ███`);
});

test('law: lines keep to the width, and all rows of words are there', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 20 });
  const table = fc
    .tuple(fc.array(word, { minLength: 1, maxLength: 9 }), fc.array(word, { minLength: 1, maxLength: 5 }))
    .map(([columns, rows]) => ({ columns, rows, table: rows.map(() => columns.map(() => 0.6)) }));
  fc.assert(
    fc.property(table, fc.integer({ min: 40, max: 90 }), ({ columns, rows, table: sample }, width) => {
      const drawn = lines(heatMap(sample, { columns, rows, width })).slice(0, -1);
      for (const line of drawn) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      // A block is a line of columns, the rows, and an empty line.
      const blocks = drawn.length / (rows.length + 2);
      expect(Number.isInteger(blocks)).toBe(true);
      expect(drawn.filter((line) => line.includes('▓▓▓'))).toHaveLength(blocks * rows.length);
    }),
  );
});

test('bad input is refused by name', () => {
  expect(() => heatMap([[0.1, 0.2]], words)).toThrow(ShapeError);
  expect(() => heatMap([[0.1, 0.2]], words)).toThrow('weights must be [2, 3] (rows, columns), got [1, 2]');
  expect(() => heatMap({ data: [1, 2, 3], shape: [2, 2] }, words)).toThrow(
    '3 weights do not fit the shape [2, 2]',
  );
  expect(() => heatMap({ data: [1, 2, 3], shape: [3] }, words)).toThrow(ShapeError);
  expect(() => heatMap([weights[0] ?? [], [0, Number.NaN, 0]], words)).toThrow(ValueError);
  expect(() => heatMap([weights[0] ?? [], [0, Number.NaN, 0]], words)).toThrow('row 1, column 1 is NaN');
  expect(() => heatMap(weights, { ...words, width: 0 })).toThrow(OptionError);
  const options: typeof words = Object.assign({ colour: true }, words);
  expect(() => heatMap(weights, options)).toThrow('unknown option colour');
});
