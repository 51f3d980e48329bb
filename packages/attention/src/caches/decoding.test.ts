import {
  add,
  argmax,
  concat,
  Embedding,
  Linear,
  Module,
  multiply,
  RandomGenerator,
  type Tensor,
  tensor,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { type ExactCache, exactCaches } from '../../../../fixtures/caches/kinds.ts';
import { numbersOf, worstDifference } from '../../../../fixtures/compare.ts';
import {
  AlibiPositions,
  LearnedPositions,
  MultiHeadAttention,
  type PositionScheme,
  RotaryPositions,
  type SavableCache,
  SinusoidalPositions,
} from '../index.ts';

/** Two layers of attention over tokens: enough to write a text. */
class Decoder extends Module {
  readonly embedding: Embedding = new Embedding(23, 12);
  readonly layers: readonly MultiHeadAttention[];
  readonly head: Linear = new Linear(12, 23);
  readonly added: SinusoidalPositions | LearnedPositions | undefined;

  constructor(
    kind: ExactCache,
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

  /** Writes five tokens after a prompt of four, the likeliest each. */
  write(caches?: readonly SavableCache[]): number[] {
    const text = [3, 14, 15, 9];
    let next: readonly number[] = text;
    for (let step = 0; step < 5; step++) {
      const logits = this.forward(caches ? next : text, caches);
      const chosen = numbersOf(argmax(logits, { axis: -1 })).at(-1) ?? 0;
      text.push(chosen);
      next = [chosen];
    }
    return text;
  }
}

describe('case 1: two layers write the same text with and without caches', () => {
  const positions: Readonly<Record<string, (kind: ExactCache) => Decoder>> = {
    sinusoidal: (kind) => new Decoder(kind, new SinusoidalPositions(12)),
    learned: (kind) => new Decoder(kind, new LearnedPositions(16, 12)),
    RoPE: (kind) => new Decoder(kind, undefined, new RotaryPositions(4)),
    ALiBi: (kind) => new Decoder(kind, undefined, new AlibiPositions(3)),
  };
  const cases = Object.keys(exactCaches).flatMap((kind) =>
    Object.keys(positions).map((scheme) => [kind, scheme] as const),
  );

  it.each(cases)('%s, %s', (name, scheme) => {
    const kind = exactCaches[name];
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
      expect(worstDifference(concat(parts, { axis: 1 }), whole)).toBeLessThan(1e-5);
    }
    using first = kind.make();
    using second = kind.make();
    const text = decoder.write();
    expect(decoder.write([first, second])).toEqual(text);
    expect(new Set(text).size).toBeGreaterThan(4);
  });
});
