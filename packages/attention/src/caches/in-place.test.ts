import { negate, observe, RandomGenerator, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../../../fixtures/compare.ts';
import { KeyValueCache, MultiHeadAttention, type Positions, RotaryPositions } from '../index.ts';

// Keys that are turned as they are written to the cache: the numbers are those of turning and writing apart.

const generator = new RandomGenerator(3);
const states = [5, 1, 3].map((length) => generator.normal([2, length, 12]));

function attentionWith(positions: RotaryPositions): MultiHeadAttention {
  const options = { keyValueHeads: 1, positions };
  return new MultiHeadAttention(12, 3, options).initialize(new RandomGenerator(7));
}

/** What the attention answers to each piece of a text in turn, and the keys that its cache then holds. */
function decode(attention: MultiHeadAttention, ids?: readonly Tensor[]): number[][] {
  using cache = new KeyValueCache({ room: 2 });
  const answers = states.map((piece, index) =>
    numbersOf(attention.forward(piece, { causal: true, cache, positionIds: ids?.[index] })),
  );
  const { keys, values } = cache.contents ?? {};
  return [...answers, ...[keys, values].map((held) => (held === undefined ? [] : numbersOf(held)))];
}

/** The opposite way round: a scheme of a user's own. */
class Backwards extends RotaryPositions {
  override rotate(x: Tensor, positions: Positions): Tensor {
    return negate(super.rotate(x, positions));
  }
}

describe('rotary positions and a cache', () => {
  it('give the same numbers whether somebody looks or not', () => {
    const attention = attentionWith(new RotaryPositions(4));
    const seen: number[][] = [];
    const watched = observe(attention, { keys: (keys) => void seen.push(numbersOf(keys)) }, () =>
      decode(attention),
    );
    expect(watched).toEqual(decode(attention));
    expect(seen.map(({ length }) => length)).toEqual([2 * 5 * 4, 2 * 1 * 4, 2 * 3 * 4]);
  });

  it('are seen by who observes the positions alone', () => {
    const positions = new RotaryPositions(4);
    const attention = attentionWith(positions);
    let turned = 0;
    const observed = observe(positions, { '': () => void turned++ }, () => decode(attention));
    expect(turned).toBe(2 * states.length);
    expect(observed).toEqual(decode(attention));
  });

  it('take the place of each token', () => {
    const attention = attentionWith(new RotaryPositions(4));
    const ids = [[0, 1, 2, 3, 4], [5], [6, 7, 8]].map((places) => tensor([places], { dtype: 'int32' }));
    expect(decode(attention, ids)).toEqual(decode(attention));
    const later = ids.map((places) =>
      tensor([numbersOf(places), numbersOf(places).map((at) => at + 3)], { dtype: 'int32' }),
    );
    expect(decode(attention, later)).not.toEqual(decode(attention));
  });

  it('ask a scheme that turns in a way of its own', () => {
    const own = decode(attentionWith(new Backwards(4)));
    const plain = decode(attentionWith(new RotaryPositions(4)));
    // Scores do not change when queries and keys turn round together; what the cache holds does.
    const [keys = [], expected = []] = [own.at(-2), plain.at(-2)];
    expect(keys).toEqual(expected.map((key) => (key === 0 ? 0 : -key)));
  });
});

describe('KeyValueCache.appendBy', () => {
  it('is as before where the rows cannot be written', () => {
    using cache = new KeyValueCache();
    const rows = generator.normal([1, 2, 3, 4]);
    cache.append(rows, rows);
    const broken = (): never => {
      throw new RangeError('no rows today');
    };
    expect(() => cache.appendBy(rows, rows, broken)).toThrow('no rows today');
    expect(cache.length).toBe(3);
    expect(cache.append(rows, rows).length).toBe(6);
  });

  it('grows before the rows are written', () => {
    using cache = new KeyValueCache({ room: 2 });
    const rows = generator.normal([1, 2, 3, 4]);
    const seen: number[] = [];
    cache.appendBy(rows, rows, ({ keys, start }) => seen.push(keys.shape[2] ?? 0, start));
    cache.appendBy(rows, rows, ({ keys, start }) => seen.push(keys.shape[2] ?? 0, start));
    expect(seen).toEqual([3, 0, 6, 3]);
  });
});
