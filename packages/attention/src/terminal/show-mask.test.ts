import { concat, DTypeError, IndexError, live, OptionError, ones, ShapeError, zeros } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { causalMask, paddingMask, prefixMask, slidingWindowMask } from '../index.ts';
import { showMask } from './index.ts';
import { wordWidth } from './terminal-words.ts';

const lines = (...rows: readonly string[]): string => rows.join('\n');

describe('showMask', () => {
  it('draws queries down and keys across, with a number at every fifth key', () => {
    expect(showMask(slidingWindowMask(4, 7, { window: 2, causal: true }))).toBe(
      lines(
        '  0         5',
        '0 · · ■ ■ · · ·',
        '1 · · · ■ ■ · ·',
        '2 · · · · ■ ■ ·',
        '3 · · · · · ■ ■',
        '',
        '■ attends  · does not',
      ),
    );
  });

  it('draws a wide mask smaller', () => {
    expect(showMask(causalMask(9, 9), { width: 8 })).toBe(
      lines('  0', '0 ▒ · ·', '3 ■ ▒ ·', '6 ■ ■ ▒', '', '■ all  ▒ some  · none of 3 × 3 pairs'),
    );
    expect(showMask(prefixMask(8, 8, 8), { width: 8 })).toContain('6 ■ ■ ■');
    const long = showMask(causalMask(1000, 1000)).split('\n');
    expect(Math.max(...long.map(wordWidth))).toBeLessThanOrEqual(80);
    expect(long.length).toBeLessThan(45);
  });

  it('shows words of any script, as many as fit', () => {
    const rows = ['the', '猫', 'sat'];
    const columns = ['a', '長い', 'word', 'd'];
    expect(showMask(causalMask(3, 4), { rows, columns })).toBe(
      lines(
        '    a 長い word d',
        'the ■ ■    ·    ·',
        ' 猫 ■ ■    ■    ·',
        'sat ■ ■    ■    ■',
        '',
        '■ attends  · does not',
      ),
    );
    expect(showMask(causalMask(3, 4), { rows, columns, width: 10 })).toMatch(/a 長い\n.*\(2 more keys\)$/s);
    expect(showMask(causalMask(3, 4), { columns: ['a', 'b', 'c', '\u001b[2J'], width: 7 })).toMatch(
      /\(1 more key\)$/,
    );
    expect(showMask(causalMask(3, 4), { rows, width: 8 })).toMatch(/^ {4}0\nthe ■ ■\n.*\(2 more keys\)$/s);
    expect(showMask(causalMask(1, 1), { rows: ['\u001b[2J'] })).not.toContain('\u001b');
  });

  it('chooses the row of the batch and the head', () => {
    const mask = concat([paddingMask([1, 2], 3), paddingMask([3, 0], 3)], { axis: 1 });
    const drawn = (batch: number, head: number): string | undefined =>
      showMask(mask, { batch, head }).split('\n')[1];
    expect([drawn(0, 0), drawn(0, 1), drawn(1, 0), drawn(1, 1)]).toEqual([
      '0 ■ · ·',
      '0 ■ ■ ■',
      '0 ■ ■ ·',
      '0 · · ·',
    ]);
    expect(showMask(causalMask(2, 2), { batch: 5, head: 7 })).toBe(showMask(causalMask(2, 2)));
  });

  it('draws nothing where there is nothing, and keeps no tensor', () => {
    const empty = causalMask(0, 3);
    const before = live();
    expect(showMask(empty)).toBe('');
    expect(live()).toEqual(before);
  });

  it('refuses what is no mask, and words that do not fit', () => {
    const mask = causalMask(2, 3);
    expect(() => showMask(zeros([1, 1, 2, 2]))).toThrow(DTypeError);
    expect(() => showMask(ones([2, 2], 'bool'))).toThrow(ShapeError);
    expect(() => showMask(mask, { rows: ['a'] })).toThrow('1 rows for 2 queries');
    expect(() => showMask(mask, { columns: ['a'] })).toThrow('1 columns for 3 keys');
    expect(() => showMask(paddingMask([1, 2], 3), { batch: 2 })).toThrow(IndexError);
    expect(() => showMask(mask, { head: -1 })).toThrow('head -1');
    expect(() => showMask(mask, { width: 0 })).toThrow(OptionError);
  });
});
