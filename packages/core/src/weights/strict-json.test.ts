import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors.ts';
import { parseStrictJson, showValue } from './strict-json.ts';

describe('strict JSON', () => {
  it('parses what JSON.parse parses', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.nat(3), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(parseStrictJson(spaced, 'x')).toEqual(JSON.parse(spaced));
      }),
    );
  });

  it('refuses what JSON.parse refuses, by a named error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[]",:\\ 0u-.'.split('')), maxLength: 12 }),
        (text) => {
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          if (!valid) expect(() => parseStrictJson(text, 'x')).toThrow(FormatError);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a":1,"a":1}', '"a"'],
    ['{"a":{"b":1,"b":2}}', '"b"'],
    ['[{"a" : 1 , "\\u0061" : 2}]', '"a"'],
    ['{"a\\"b":1,"a\\"b":2}', '"a\\"b"'],
    ['{"x":{"a":1},"a":1,\n"x"\t:2}', '"x"'],
    ['{"__proto__":1,"__proto__":2}', '"__proto__"'],
  ])('refuses a key twice in %s', (text, key) => {
    expect(() => parseStrictJson(text, 'config.json')).toThrow(
      `config.json: the key ${key} stands twice in one object`,
    );
  });

  it.each([
    '{"a":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a","b":"a"}',
    '{"a":["a",":","a"]}',
    '{"a:":1,"a":":"}',
  ])('takes %s', (text) => {
    expect(parseStrictJson(text, 'x')).toEqual(JSON.parse(text));
  });

  it('refuses to go deep before memory is spent', () => {
    const text = '['.repeat(1_000_000);
    const start = performance.now();
    expect(() => parseStrictJson(text, 'x')).toThrow('deeper than 64 levels');
    expect(performance.now() - start).toBeLessThan(50);
  });

  it('shows any value in short', () => {
    expect(showValue('a'.repeat(1000)).length).toBeLessThan(90);
    expect(showValue(Array.from({ length: 1000 }, () => 1))).toBe('[1, 1, 1, 1, 1, 1, 1, 1, …]');
    expect(showValue({})).toBe('an object');
    expect(showValue(undefined)).toBe('undefined');
    expect(showValue(null)).toBe('null');
    expect(showValue('\u001b[31m')).toBe('"\\u001b[31m"');
  });
});
