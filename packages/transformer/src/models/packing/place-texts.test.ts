import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeTexts } from './place-texts.ts';

const lengthsOf = fc.array(fc.integer({ min: 0, max: 61 }), { minLength: 1, maxLength: 41 });

it('each token stands once, behind the token before it, and rows are shorter than the batch', () => {
  fc.assert(
    fc.property(lengthsOf, fc.integer({ min: 0, max: 53 }), (lengths, more) => {
      const padded = Math.max(...lengths) + more;
      const places = placeTexts(lengths, padded);
      if (places === undefined) return;
      const { rows, length, sources, texts, offsets, targets } = places;
      expect(rows * length).toBeLessThanOrEqual((7 / 8) * lengths.length * padded);
      expect([sources.length, texts.length, offsets.length]).toEqual(Array(3).fill(rows * length));
      expect(targets).toHaveLength(lengths.length * padded);
      const tokens = lengths.flatMap((count, text) =>
        Array.from({ length: count }, (_, offset) => ({ source: text * padded + offset, text, offset })),
      );
      const found = tokens.map(({ source }) => {
        const place = targets[source] ?? -1;
        return { source: sources[place], text: texts[place], offset: offsets[place] };
      });
      expect(found).toEqual(tokens);
      const torn = tokens.filter(({ source, offset }) => {
        const place = targets[source] ?? 0;
        return offset > 0 && (place !== (targets[source - 1] ?? 0) + 1 || place % length === 0);
      });
      expect(torn).toEqual([]);
      const standing = texts.filter((text) => text >= 0).length;
      expect(standing).toBe(lengths.reduce((sum, count) => sum + count, 0));
    }),
  );
});

it('rows are as long as the longest text, or hold some hundred tokens', () => {
  const short = Array.from({ length: 32 }, (_, text) => 11 + ((7 * text) % 23));
  const tokens = short.reduce((sum, count) => sum + count, 0);
  const places = placeTexts(short, 33);
  expect(places?.rows).toBe(3);
  expect(places?.length).toBeLessThan(tokens / 3 + 6);
  expect(placeTexts([509, 3, 5, 7], 509)).toMatchObject({ rows: 2, length: 509 });
});

it('stays away where little is saved', () => {
  expect(placeTexts([8, 8, 8, 8], 8)).toBeUndefined();
  expect(placeTexts([8, 7, 8, 8], 8)).toBeUndefined();
  expect(placeTexts([0, 0], 1)).toBeUndefined();
  expect(placeTexts([8, 5, 5, 3], 8)).toBeDefined();
});
