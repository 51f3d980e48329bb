import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placePairs, placeTexts } from './place-texts.ts';

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

it('a target stands in the row of its source, and each token of both once', () => {
  const pairsOf = fc.array(fc.tuple(fc.integer({ min: 0, max: 61 }), fc.integer({ min: 0, max: 43 })), {
    minLength: 1,
    maxLength: 41,
  });
  fc.assert(
    fc.property(pairsOf, (pairs) => {
      const [sources, targets] = [pairs.map(([source]) => source), pairs.map(([, target]) => target)];
      const padded = [Math.max(...sources) + 3, Math.max(...targets)] as const;
      const places = placePairs(sources, targets, ...padded);
      if (places === undefined) return;
      expect(places.sources.rows).toBe(places.targets.rows);
      const whole = pairs.length * (padded[0] + padded[1]);
      const { rows } = places.sources;
      expect(rows * (places.sources.length + places.targets.length)).toBeLessThanOrEqual((7 / 8) * whole);
      const rowsOf = ({ texts, length }: typeof places.sources): Map<number, Set<number>> => {
        const found = new Map<number, Set<number>>();
        for (const [at, text] of texts.entries()) {
          if (text >= 0) found.set(text, (found.get(text) ?? new Set()).add(Math.floor(at / length)));
        }
        return found;
      };
      const [ofSources, ofTargets] = [rowsOf(places.sources), rowsOf(places.targets)];
      for (const [text, [source, target]] of pairs.entries()) {
        const both = [...(ofSources.get(text) ?? []), ...(ofTargets.get(text) ?? [])];
        expect(new Set(both).size).toBe(source + target > 0 ? 1 : 0);
        for (const [side, count] of [
          [places.sources, source],
          [places.targets, target],
        ] as const) {
          const standing = [...side.texts.entries()].filter(([, one]) => one === text).map(([at]) => at);
          expect(standing.map((at) => side.offsets[at])).toEqual(
            Array.from({ length: count }, (_, at) => at),
          );
        }
      }
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
  expect(placePairs([8, 8, 8], [5, 5, 5], 8, 5)).toBeUndefined();
  expect(placePairs([0, 0], [3, 1], 2, 9)).toBeUndefined();
  expect(placePairs([8, 5, 5, 3], [2, 3, 5, 1], 8, 5)).toBeDefined();
  expect(placeTexts([8, 5, 5, 3], 8)).toBeDefined();
});
