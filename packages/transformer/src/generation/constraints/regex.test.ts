import { OptionError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Automaton } from './automaton.ts';
import { regexGrammar } from './regex-grammar.ts';

const encoder = new TextEncoder();

describe('as JavaScript matches', () => {
  const patterns = [
    /ab*c?/u,
    /(a|bc)+d{2,3}/u,
    /^(?:x|[^a-y])$/u,
    /[a-c\d_]{0,4}-?/,
    /\d{4}-\d\d|never/,
    /a.c/u,
    /a.c/su,
    /\p{Lu}\p{Ll}*[é-ü]?/u,
    /(?<name>a)+?b*?/u,
    /\w+\s\S\W/u,
    /[\p{L}--[a-z]]b/v,
    /|a/u,
    /(a*)*b/u,
  ];
  const letters = [
    'a',
    'b',
    'c',
    'd',
    'x',
    'z',
    'é',
    'ü',
    'Ä',
    '0',
    '9',
    '-',
    '_',
    ' ',
    '\n',
    '\u2028',
    '😀',
  ];
  const texts = fc.array(fc.constantFrom(...letters), { maxLength: 7 }).map((parts) => parts.join(''));

  it.each(patterns.map((pattern) => [pattern]))('%s', (pattern) => {
    const automaton = new Automaton(regexGrammar(pattern));
    const whole = new RegExp(`^(?:${pattern.source})$`, pattern.flags || 'u');
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'grapheme', maxLength: 3 })), (text) => {
        expect(automaton.follow(automaton.start, encoder.encode(text))?.accepts ?? false).toBe(
          whole.test(text),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('somewhere in the text, but for its edges', () => {
    for (const pattern of [/b/u, /^a|c$/u, /^ab$/u]) {
      const automaton = new Automaton(regexGrammar(pattern, { somewhere: true }));
      fc.assert(
        fc.property(texts, (text) => {
          expect(automaton.follow(automaton.start, encoder.encode(text))?.accepts ?? false).toBe(
            pattern.test(text),
          );
        }),
      );
    }
  });
});

it('halves of characters are no text', () => {
  const automaton = new Automaton(regexGrammar(/\ud800|a/u));
  expect(automaton.start.ways).toHaveLength(1);
});

describe('refused', () => {
  it.each([
    [/(?=a)b/u, '(?=a)'],
    [/(?<!a)b/u, '(?<!a)'],
    [/(a)\1/u, '\\1'],
    [/a\bb/u, '\\b'],
    [/a^b/u, '^'],
    [/(^a)|b/u, '^'],
    [/a/iu, 'flag i'],
    [/a/mu, 'flag m'],
    [/a{,3}/, 'must be valid with the flag u'],
  ])('%s', (pattern, part) => {
    expect(() => regexGrammar(pattern)).toThrow(OptionError);
    expect(() => regexGrammar(pattern)).toThrow(part);
  });
});
