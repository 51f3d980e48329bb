import { concat, gather, live, RandomGenerator, slice, type Tensor, tensor, tidy } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExactCache, exactCaches } from '../../../../fixtures/caches/kinds.ts';
import { worstDifference } from '../../../../fixtures/compare.ts';
import {
  AlibiPositions,
  MultiHeadAttention,
  type PositionScheme,
  RotaryPositions,
  RotatingCache,
  type SavableCache,
} from '../index.ts';

const rowsOf = (numbers: number[]): Tensor => tensor(numbers, { dtype: 'int32' });

const schemes: Readonly<Record<string, (() => PositionScheme) | undefined>> = {
  'no positions': undefined,
  RoPE: () => new RotaryPositions(4),
  ALiBi: () => new AlibiPositions(3),
};

function attentionFor({ window }: ExactCache, scheme?: () => PositionScheme): MultiHeadAttention {
  const positions = scheme && { positions: scheme() };
  const attention = new MultiHeadAttention(12, 3, { ...positions, ...(window && { window }) });
  return attention.initialize(new RandomGenerator(5));
}

/** Attention over pieces of x, one after another. */
function inPieces(
  attention: MultiHeadAttention,
  x: Tensor,
  cuts: readonly number[],
  cache: SavableCache,
): Tensor {
  let start = 0;
  const parts = cuts.map((length) => {
    const piece = slice(x, { axis: 1, start, end: start + length });
    start += length;
    return attention.forward(piece, { causal: true, cache });
  });
  return concat(parts, { axis: 1 });
}

/** Lengths that together make 11; 0 is possible. */
const cutsOf11 = fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 11 }).map((places) => {
  const ends = [...places.toSorted((a, b) => a - b), 11];
  return ends.map((end, index) => end - (ends[index - 1] ?? 0));
});

const part = (x: Tensor, start: number, end: number): Tensor => slice(x, { axis: 1, start, end });

describe.each(Object.entries(exactCaches))('%s', (_, kind) => {
  it.each(Object.entries(schemes))('in any pieces, with %s, equals one full pass', (_name, scheme) => {
    const attention = attentionFor(kind, scheme);
    const x = new RandomGenerator(6).normal([2, 11, 12]);
    const whole = attention.forward(x, { causal: true });
    fc.assert(
      fc.property(cutsOf11, (cuts) => {
        using cache = kind.make();
        expect(worstDifference(inPieces(attention, x, cuts, cache), whole)).toBeLessThan(1e-5);
        expect(cache.position).toBe(11);
      }),
      { numRuns: 20, examples: [[[11]], [new Array<number>(11).fill(1)], [[4, 1, 6]], [[3, 8]], [[9, 2]]] },
    );
  });

  it('reordered, goes on as the picked rows would', () => {
    const attention = attentionFor(kind, schemes['RoPE']);
    const x = new RandomGenerator(7).normal([3, 9, 12]);
    const rows = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 6 }), (picked, length) => {
        using cache = kind.make();
        attention.forward(part(x, 0, length), { causal: true, cache });
        cache.reorder(rowsOf(picked));
        const own = gather(x, rowsOf(picked), { axis: 0 });
        const after = inPieces(attention, part(own, length, 9), [1, 8 - length], cache);
        const whole = attention.forward(own, { causal: true });
        expect(worstDifference(after, part(whole, length, 9))).toBeLessThan(1e-5);
      }),
      { numRuns: 15 },
    );
  });

  it('a clone goes its own way', () => {
    const attention = attentionFor(kind, schemes['RoPE']);
    const generator = new RandomGenerator(8);
    const goesOn = (cache: SavableCache, before: readonly Tensor[], next: Tensor): void => {
      const whole = attention.forward(concat([...before, next], { axis: 1 }), { causal: true });
      const after = attention.forward(next, { causal: true, cache });
      const end = whole.shape[1] ?? 0;
      expect(worstDifference(after, part(whole, end - (next.shape[1] ?? 0), end))).toBeLessThan(1e-5);
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), (length) => {
        const draw = (tokens: number): Tensor => generator.normal([2, tokens, 12]);
        const [start, a, b] = [draw(length), draw(3), draw(2)];
        using cache = kind.make();
        attention.forward(start, { causal: true, cache });
        using copy = cache.clone();
        expect([copy.kind, copy.length, copy.position]).toEqual([cache.kind, cache.length, cache.position]);
        goesOn(copy, [start], b);
        goesOn(cache, [start], a);
        goesOn(copy, [start, b], a);
      }),
      { numRuns: 12 },
    );
  });

  it('cut back and going on, is as if it had never seen the rest', () => {
    const attention = attentionFor(kind, schemes['ALiBi']);
    const x = new RandomGenerator(9).normal([2, 12, 12]);
    const whole = attention.forward(part(x, 0, 9), { causal: true });
    const cases = fc.tuple(cutsOf11, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(cases, ([cuts, kept, extra]) => {
        using cache = kind.make();
        inPieces(attention, part(x, 0, kept), cutTo(cuts, kept), cache);
        const back = cache instanceof RotatingCache ? Math.min(extra, cache.spare + 1) : extra;
        inPieces(attention, part(x, 9, 9 + back), [back], cache);
        cache.truncate(kept);
        expect(cache.position).toBe(kept);
        const after = inPieces(attention, part(x, kept, 9), [1, 8 - kept], cache);
        expect(worstDifference(after, part(whole, kept, 9))).toBeLessThan(1e-5);
      }),
      { numRuns: 20 },
    );
  });

  it('frees all of its memory, a hundred times over', () => {
    const attention = attentionFor(kind, schemes['RoPE']);
    const x = new RandomGenerator(10).normal([2, 11, 12]);
    const [rows, next] = [rowsOf([1, 1]), part(x, 0, 2)];
    const round = (): void => {
      using cache = kind.make();
      tidy(() => inPieces(attention, x, [1, 4, 1, 1, 4], cache).dispose());
      cache.truncate(10);
      cache.reorder(rows);
      using copy = cache.clone();
      attention.forward(next, { causal: true, cache: copy }).dispose();
    };
    round();
    const before = live();
    for (let i = 0; i < 100; i++) round();
    expect(live()).toEqual(before);
  });
});

/** The first pieces, together `length` long. */
function cutTo(cuts: readonly number[], length: number): number[] {
  let left = length;
  return cuts.map((cut) => {
    const taken = Math.min(cut, left);
    left -= taken;
    return taken;
  });
}
