import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Automaton } from './automaton.ts';
import {
  between,
  characters,
  choice,
  type Expression,
  literal,
  optional,
  repeat,
  rule,
  sequence,
} from './expression.ts';
import { utf8Sequences } from './utf8-sequences.ts';

const accepts = (expression: Expression, text: string): boolean => {
  const automaton = new Automaton(expression);
  return automaton.follow(automaton.start, new TextEncoder().encode(text))?.accepts ?? false;
};

describe('utf8Sequences', () => {
  it('hold a code point’s bytes exactly if the range holds the code point', () => {
    const point = fc.oneof(
      ...[0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff].map((edge) =>
        fc.integer({ min: Math.max(0, edge - 70), max: Math.min(0x10ffff, edge + 70) }),
      ),
      fc.integer({ min: 0, max: 0x10ffff }),
    );
    const real = point.filter((x) => x < 0xd800 || x > 0xdfff);
    fc.assert(
      fc.property(real, real, real, (a, b, one) => {
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        const bytes = [...new TextEncoder().encode(String.fromCodePoint(one))];
        const holding = utf8Sequences(first, last).filter(
          (ranges) =>
            ranges.length === bytes.length &&
            ranges.every(([low, high], at) => low <= (bytes[at] ?? -1) && (bytes[at] ?? 256) <= high),
        );
        expect(holding).toHaveLength(first <= one && one <= last ? 1 : 0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('Automaton', () => {
  it('follows sequences, choices and repeats', () => {
    const word = sequence(
      literal('ab'),
      repeat(choice(literal('c'), literal('dé')), 2, 3),
      optional(literal('!')),
    );
    for (const text of ['abcc', 'abdédédé!', 'abcdéc!']) expect(accepts(word, text), text).toBe(true);
    for (const text of ['', 'ab', 'abc', 'abcccc', 'abcd', 'abcc!!'])
      expect(accepts(word, text), text).toBe(false);
  });

  it('follows what nests without end', () => {
    const brackets: Expression = rule(() =>
      repeat(sequence(literal('('), brackets, literal(')')), 0, Infinity),
    );
    for (const text of ['', '()', '(()())()', `${'('.repeat(300)}${')'.repeat(300)}`])
      expect(accepts(brackets, text)).toBe(true);
    for (const text of ['(', ')(', '(()']) expect(accepts(brackets, text)).toBe(false);
  });

  it('ends where a repeat holds the empty text, and knows what is impossible', () => {
    expect(accepts(repeat(repeat(literal('a'), 0, Infinity), 0, Infinity), 'aaa')).toBe(true);
    expect(accepts(repeat(optional(literal('a')), 3, 5), 'a')).toBe(true);
    expect(accepts(choice(), '')).toBe(false);
    expect(accepts(sequence(), '')).toBe(true);
    expect(accepts(characters([]), 'a')).toBe(false);
  });

  it('has as few states as it needs', () => {
    const automaton = new Automaton(repeat(between('a', 'z', '0', '9'), 0, Infinity));
    const first = automaton.follow(automaton.start, [97]);
    expect(automaton.follow(automaton.start, [98, 48, 99])).toBe(first);
  });
});
