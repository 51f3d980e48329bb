import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOfError } from './json-place.ts';

/** The place that the engine tells in its message, where it does. */
function placeByEngine(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return /line \d+ column \d+/.exec(String(error))?.[0];
  }
}

describe('the place where JSON breaks off', () => {
  it('as the engine tells it, where it does', () => {
    const known = [
      '{"a" 1}',
      '{"a": 1 "b": 2}',
      '[1\n2]',
      '{\n "a": 1,\n}',
      '[1, 2',
      '{"a": 01}',
      '["a\nb"]',
      '{"a": "\\x"}',
      '{}\n[]',
      '{"a": 1e}',
    ];
    let compared = 0;
    for (const text of known) {
      const place = placeByEngine(text);
      if (place === undefined) continue;
      compared++;
      expect(placeOfError(text).split(' ')[1], text).toBe(place.split(' ')[1]);
    }
    expect(compared).toBeGreaterThan(5);
  });

  it('a text that is JSON is walked to its end', () => {
    fc.assert(
      fc.property(fc.json(), fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r') }), (json, space) => {
        const text = space + json + space;
        const lines = text.split('\n');
        expect(placeOfError(text)).toBe(`line ${lines.length} column ${(lines.at(-1)?.length ?? 0) + 1}`);
      }),
    );
  });

  it('a text that was cut breaks off at its end, or in the item that was cut', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 2 }), fc.nat(), (json, at) => {
        const text = json.slice(0, at % json.length);
        const [, column = 0] = /column (\d+)/.exec(placeOfError(text)) ?? [];
        expect(Number(column)).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });

  it.each([
    ['[2,\n]', 'line 2 column 1'],
    ['{ "a": yes }', 'line 1 column 8'],
    ['', 'line 1 column 1'],
    ['{"a": {"b": [1, {"c": nul}]}}', 'line 1 column 23'],
    ['{"\u007f": 1, "\u0000": 1}', 'line 1 column 10'],
  ])('%j', (text, place) => {
    expect(placeOfError(text)).toBe(place);
  });
});
