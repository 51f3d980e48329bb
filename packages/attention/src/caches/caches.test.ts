import {
  add,
  argmax,
  concat,
  Embedding,
  gather,
  Linear,
  live,
  Module,
  multiply,
  RandomGenerator,
  Scope,
  slice,
  subtract,
  type Tensor,
  tensor,
  tidy,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AlibiPositions,
  KeyValueCache,
  LearnedPositions,
  MultiHeadAttention,
  type PositionScheme,
  RotaryPositions,
  RotatingCache,
  type SavableCache,
  SinusoidalPositions,
  StaticCache,
} from '../index.ts';

const read = (x: Tensor): number[] => [...x.dataSync()];
const worst = (a: Tensor, b: Tensor): number => {
  expect(a.shape).toEqual(b.shape);
  return Math.max(0, ...read(subtract(a, b)).map(Math.abs));
};
const rowsOf = (numbers: number[]): Tensor => tensor(numbers, { dtype: 'int32' });

/** A cache, and attention that reads it: what is left out of the window is left out of both. */
interface Kind {
  readonly make: () => SavableCache;
  readonly window?: number;
}

const kinds: Readonly<Record<string, Kind>> = {
  KeyValueCache: { make: () => new KeyValueCache({ room: 1 }) },
  StaticCache: { make: () => new StaticCache({ capacity: 13 }) },
  'RotatingCache of 1': { make: () => new RotatingCache({ window: 1 }), window: 1 },
  'RotatingCache of 4': { make: () => new RotatingCache({ window: 4 }), window: 4 },
  'RotatingCache of 3, spare 2': { make: () => new RotatingCache({ window: 3, spare: 2 }), window: 3 },
};

const schemes: Readonly<Record<string, (() => PositionScheme) | undefined>> = {
  'no positions': undefined,
  RoPE: () => new RotaryPositions(4),
  ALiBi: () => new AlibiPositions(3),
};

function attentionFor({ window }: Kind, scheme?: () => PositionScheme): MultiHeadAttention {
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

describe.each(Object.entries(kinds))('%s', (_, kind) => {
  it.each(Object.entries(schemes))('in any pieces, with %s, equals one full pass', (_name, scheme) => {
    const attention = attentionFor(kind, scheme);
    const x = new RandomGenerator(6).normal([2, 11, 12]);
    const whole = attention.forward(x, { causal: true });
    fc.assert(
      fc.property(cutsOf11, (cuts) => {
        using cache = kind.make();
        expect(worst(inPieces(attention, x, cuts, cache), whole)).toBeLessThan(1e-5);
        expect(cache.position).toBe(11);
      }),
      { numRuns: 40, examples: [[[11]], [new Array<number>(11).fill(1)], [[4, 1, 6]], [[3, 8]], [[9, 2]]] },
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
        expect(worst(after, part(whole, length, 9))).toBeLessThan(1e-5);
      }),
      { numRuns: 25 },
    );
  });

  it('a clone goes its own way', () => {
    const attention = attentionFor(kind, schemes['RoPE']);
    const generator = new RandomGenerator(8);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), (length) => {
        const [start, a, b] = [length, 3, 2].map((tokens) => generator.normal([2, tokens, 12]));
        if (start === undefined || a === undefined || b === undefined) throw new Error('three tensors');
        using cache = kind.make();
        attention.forward(start, { causal: true, cache });
        using copy = cache.clone();
        expect([copy.kind, copy.length, copy.position]).toEqual([cache.kind, cache.length, cache.position]);
        for (const [one, rest] of [
          [copy, b],
          [cache, a],
          [copy, a],
        ] as const) {
          const seen = one === copy && rest === a ? [start, b, a] : [start, rest];
          const whole = attention.forward(concat(seen, { axis: 1 }), { causal: true });
          const end = whole.shape[1] ?? 0;
          const after = attention.forward(rest, { causal: true, cache: one });
          expect(worst(after, part(whole, end - (rest.shape[1] ?? 0), end))).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 15 },
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
        expect(worst(after, part(whole, kept, 9))).toBeLessThan(1e-5);
      }),
      { numRuns: 40 },
    );
  });

  it('frees all of its memory, a hundred times over', () => {
    const attention = attentionFor(kind, schemes['RoPE']);
    using outer = new Scope();
    const x = new RandomGenerator(10).normal([2, 11, 12]);
    const round = (): void =>
      tidy(() => {
        using cache = kind.make();
        inPieces(attention, x, [1, 4, 1, 1, 4], cache);
        cache.truncate(10);
        cache.reorder(rowsOf([1, 1]));
        using copy = cache.clone();
        attention.forward(part(x, 0, 1), { causal: true, cache: copy });
      });
    round();
    const before = live();
    for (let i = 0; i < 100; i++) round();
    expect(live()).toEqual(before);
    expect(outer.tensors.size).toBeGreaterThan(0);
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

/** Two layers of attention over tokens: enough to write a text. */
class Decoder extends Module {
  readonly embedding: Embedding = new Embedding(23, 12);
  readonly layers: readonly MultiHeadAttention[];
  readonly head: Linear = new Linear(12, 23);
  readonly added: SinusoidalPositions | LearnedPositions | undefined;

  constructor(
    kind: Kind,
    added: SinusoidalPositions | LearnedPositions | undefined,
    scheme?: PositionScheme,
  ) {
    super();
    this.added = added;
    const options = { ...(scheme && { positions: scheme }), ...(kind.window && { window: kind.window }) };
    this.layers = [0, 1].map(() => new MultiHeadAttention(12, 3, options));
  }

  override forward(ids: readonly number[], caches?: readonly SavableCache[]): Tensor {
    const offset = caches?.[0]?.position ?? 0;
    const words = this.embedding.forward(tensor([[...ids]], { dtype: 'int32' }));
    let states = this.added === undefined ? words : add(words, this.added.forward(ids.length, { offset }));
    for (const [index, layer] of this.layers.entries()) {
      const cache = caches?.[index];
      states = add(states, layer.forward(multiply(states, 2), { causal: true, ...(cache && { cache }) }));
    }
    return this.head.forward(states);
  }

  /** Writes 9 tokens after the prompt of four, the likeliest each. */
  write(caches?: readonly SavableCache[]): number[] {
    const text = [3, 14, 15, 9];
    let next: readonly number[] = text;
    for (let step = 0; step < 5; step++) {
      const logits = this.forward(caches ? next : text, caches);
      const chosen = read(argmax(logits, { axis: -1 })).at(-1) ?? 0;
      text.push(chosen);
      next = [chosen];
    }
    return text;
  }
}

describe('case 1: two layers write the same text with and without caches', () => {
  const positions: Readonly<Record<string, (kind: Kind) => Decoder>> = {
    sinusoidal: (kind) => new Decoder(kind, new SinusoidalPositions(12)),
    learned: (kind) => new Decoder(kind, new LearnedPositions(16, 12)),
    RoPE: (kind) => new Decoder(kind, undefined, new RotaryPositions(4)),
    ALiBi: (kind) => new Decoder(kind, undefined, new AlibiPositions(3)),
  };
  const cases = Object.keys(kinds).flatMap((kind) =>
    Object.keys(positions).map((scheme) => [kind, scheme] as const),
  );

  it.each(cases)('%s, %s', (name, scheme) => {
    const kind = kinds[name];
    const decoder = kind && positions[scheme]?.(kind).initialize(new RandomGenerator(11));
    if (kind === undefined || decoder === undefined) throw new Error('unknown case');
    const ids = [3, 14, 15, 9, 2, 6, 5, 3, 5];
    const whole = decoder.forward(ids);
    for (const cuts of [
      [1, 1, 1, 1, 1, 1, 1, 1, 1],
      [4, 1, 4],
      [3, 6],
    ]) {
      using first = kind.make();
      using second = kind.make();
      let start = 0;
      const parts = cuts.map((length) => {
        start += length;
        return decoder.forward(ids.slice(start - length, start), [first, second]);
      });
      expect(worst(concat(parts, { axis: 1 }), whole)).toBeLessThan(1e-5);
    }
    using first = kind.make();
    using second = kind.make();
    const text = decoder.write();
    expect(decoder.write([first, second])).toEqual(text);
    expect(new Set(text).size).toBeGreaterThan(4);
  });
});
