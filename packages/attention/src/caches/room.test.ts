import { concat, IndexError, live, OptionError, type Tensor, tensor, zeros } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../../../fixtures/compare.ts';
import { KeyValueCache, RotatingCache, StaticCache } from '../index.ts';

const pair = (shape: readonly number[]): [Tensor, Tensor] => [zeros(shape), zeros(shape)];

describe('KeyValueCache', () => {
  it('writes in place, and copies only when its room doubles', () => {
    using cache = new KeyValueCache({ room: 2 });
    const rooms = Array.from({ length: 9 }, () => cache.append(...pair([1, 1, 1, 2])).keys.shape[2]);
    expect(rooms).toEqual([2, 2, 4, 4, 8, 8, 8, 8, 16]);
    expect(cache.append(...pair([1, 1, 1, 2])).keys).toBe(cache.contents?.keys);
  });

  it.each([0, 1.5, Number.NaN])('refuses a room of %d', (room) => {
    expect(() => new KeyValueCache({ room })).toThrow(/room must be a whole number from 1/);
  });
});

describe('StaticCache', () => {
  it('allocates once, and refuses more than it has room for before anything is written', () => {
    using cache = new StaticCache({ capacity: 4 });
    const { keys } = cache.append(...pair([1, 1, 3, 2]));
    const before = live();
    const two = pair([1, 1, 2, 2]);
    expect(() => cache.append(...two)).toThrow(IndexError);
    expect(() => cache.append(...two)).toThrow('5 tokens (3 held, 2 new) do not fit into a capacity of 4');
    for (const x of two) x.dispose();
    expect(live()).toEqual(before);
    expect(cache.append(...pair([1, 1, 1, 2])).keys).toBe(keys);
    expect(() => new StaticCache({ capacity: 0 })).toThrow(OptionError);
  });
});

describe('RotatingCache', () => {
  it('writes in place and says where its keys stand', () => {
    using cache = new RotatingCache({ window: 3 });
    const one = (value: number): Tensor => tensor([value], { shape: [1, 1, 1, 1] });
    const first = cache.append(one(0), one(0)).keys;
    for (const value of [1, 2, 3, 4]) cache.append(one(value), one(value));
    expect(cache.contents?.keys).toBe(first);
    expect(numbersOf(first)).toEqual([3, 4, 2]);
    expect([...(cache.contents?.positions ?? [])]).toEqual([3, 4, 2]);
    const several = cache.append(
      concat([one(5), one(6)], { axis: 2 }),
      concat([one(5), one(6)], { axis: 2 }),
    );
    expect(numbersOf(several.keys)).toEqual([2, 3, 4, 5, 6]);
    expect([...(several.positions ?? [])]).toEqual([2, 3, 4, 5, 6]);
    expect([...(cache.contents?.positions ?? [])]).toEqual([4, 5, 6]);
  });

  it('goes back as far as the ring allows: one token, and the spare ones', () => {
    const filled = (spare: number): RotatingCache => {
      const cache = new RotatingCache({ window: 3, spare });
      cache.append(...pair([1, 1, 9, 2]));
      return cache;
    };
    using plain = filled(0);
    expect(() => plain.truncate(7)).toThrow(
      'cannot truncate to 7, possible is 8 to 9; what stood before is forgotten',
    );
    plain.truncate(8);
    expect(() => plain.truncate(7)).toThrow(IndexError);
    using spare = filled(2);
    expect(() => spare.truncate(5)).toThrow(IndexError);
    spare.truncate(6);
    expect([spare.length, spare.position, [...(spare.contents?.positions ?? [])]]).toEqual([2, 6, [4, 5]]);
  });

  it.each([
    [{ window: 0 }, 'window must be a whole number from 1, got 0'],
    [{ window: 2.5 }, 'window must be a whole number from 1, got 2.5'],
    [{ window: 2, spare: -1 }, 'spare must be a whole number from 0, got -1'],
  ])('refuses %j', (options, message) => {
    expect(() => new RotatingCache(options)).toThrow(message);
  });
});
