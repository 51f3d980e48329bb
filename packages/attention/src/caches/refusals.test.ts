import {
  BackendError,
  DTypeError,
  GradientError,
  grad,
  IndexError,
  OptionError,
  ShapeError,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '@heed/core';
import { createReferenceBackend } from '@heed/core/backend';
import { describe, expect, it } from 'vitest';
import { KeyValueCache, QuantizedCache, RotatingCache, type SavableCache, StaticCache } from '../index.ts';

const kinds: Readonly<Record<string, () => SavableCache>> = {
  KeyValueCache: () => new KeyValueCache({ room: 2 }),
  StaticCache: () => new StaticCache({ capacity: 7 }),
  RotatingCache: () => new RotatingCache({ window: 5 }),
  QuantizedCache: () => new QuantizedCache({ group: 2 }),
};

const pair = (shape: readonly number[], valueWidth = shape[3] ?? 0): [Tensor, Tensor] => [
  zeros(shape),
  zeros([...shape.slice(0, 3), valueWidth]),
];

describe.each(Object.entries(kinds))('%s', (kind, make) => {
  it.each<[string, [Tensor, Tensor], typeof ShapeError | typeof DTypeError, string]>([
    [
      'batch',
      pair([1, 3, 2, 4], 5),
      ShapeError,
      'holds keys of batch 2, heads 3, width 4, got batch 1, heads 3, width 4',
    ],
    [
      'number of heads',
      pair([2, 1, 2, 4], 5),
      ShapeError,
      'holds keys of batch 2, heads 3, width 4, got batch 2, heads 1, width 4',
    ],
    [
      'width of keys',
      pair([2, 3, 2, 7], 5),
      ShapeError,
      'holds keys of batch 2, heads 3, width 4, got batch 2, heads 3, width 7',
    ],
    [
      'width of values',
      pair([2, 3, 2, 4], 6),
      ShapeError,
      'holds values of batch 2, heads 3, width 5, got batch 2, heads 3, width 6',
    ],
    [
      'type',
      [zeros([2, 3, 2, 4], 'float64'), zeros([2, 3, 2, 5])],
      DTypeError,
      'holds keys in float32, got float64',
    ],
    [
      'length of values',
      [zeros([2, 3, 2, 4]), zeros([2, 3, 1, 5])],
      ShapeError,
      'keys [2, 3, 2, 4] and values [2, 3, 1, 5] differ',
    ],
    [
      'rank',
      [zeros([2, 3, 4]), zeros([2, 3, 4])],
      ShapeError,
      'keys must be [batch, heads, length, width], got [2, 3, 4]',
    ],
  ])('refuses another %s, and stays as it was', (_, [keys, values], error, message) => {
    using cache = make();
    cache.append(...pair([2, 3, 3, 4], 5));
    expect(() => cache.append(keys, values)).toThrow(error);
    expect(() => cache.append(keys, values)).toThrow(`${kind}: ${message}`);
    expect([cache.length, cache.position]).toEqual([3, 3]);
    expect(cache.append(...pair([2, 3, 1, 4], 5)).length).toBe(4);
  });

  it('refuses another backend', () => {
    const other = createReferenceBackend();
    const backend = { ...other, name: 'other' };
    using cache = make();
    cache.append(...pair([1, 1, 1, 2]));
    const foreign = zeros([1, 1, 1, 2]);
    Object.defineProperty(foreign, 'backend', { value: backend });
    expect(() => cache.append(foreign, foreign)).toThrow(BackendError);
    expect(() => cache.append(foreign, foreign)).toThrow(/holds keys on cpu, got them on other/);
  });

  it('can be used anew for another batch after dispose()', () => {
    const cache = make();
    cache.append(...pair([2, 3, 3, 4]));
    cache.dispose();
    expect([cache.length, cache.position, cache.contents]).toEqual([0, 0, undefined]);
    cache.append(...pair([1, 1, 2, 6]));
    expect(cache.length).toBe(2);
    cache.dispose();
  });

  it.each([-1, 1.5, 4, Number.NaN])('refuses to truncate 3 tokens to %d', (length) => {
    using cache = make();
    cache.append(...pair([1, 1, 3, 2]));
    expect(() => cache.truncate(length)).toThrow(IndexError);
    expect(() => cache.truncate(length)).toThrow(`${kind}: cannot truncate to ${length}, possible is 0 to 3`);
    expect(cache.length).toBe(3);
  });

  it('refuses rows that are not there, or no rows', () => {
    using cache = make();
    cache.append(...pair([2, 1, 3, 2]));
    expect(() => cache.reorder(tensor([0, 2], { dtype: 'int32' }))).toThrow(IndexError);
    expect(() => cache.reorder(tensor([0, 1]))).toThrow(/rows must be int32 \[batch\], got float32 \[2\]/);
    expect(() => cache.reorder(tensor([[0]], { dtype: 'int32' }))).toThrow(ShapeError);
    expect(cache.contents?.keys.shape[0]).toBe(2);
  });

  it('refuses to be followed by a tape, and stays empty', () => {
    using cache = make();
    const record = (): unknown => grad((x) => sum(cache.append(x, x).keys))(zeros([1, 1, 2, 3]));
    expect(record).toThrow(GradientError);
    expect(cache.length).toBe(0);
  });

  it('takes empty batches, no tokens and one token', () => {
    using empty = make();
    expect(empty.append(...pair([0, 2, 3, 4])).length).toBe(3);
    using none = make();
    expect(none.append(...pair([1, 2, 0, 4])).length).toBe(0);
    expect(none.append(...pair([1, 2, 1, 4])).length).toBe(1);
    none.truncate(0);
    expect(none.append(...pair([1, 2, 0, 4])).length).toBe(0);
  });
});

it('refuse options that they do not know', () => {
  const wrong = { room: 3, capacity: 3, window: 3, group: 3 };
  expect(() => new KeyValueCache(wrong)).toThrow(OptionError);
  expect(() => new StaticCache(wrong)).toThrow(/StaticCache: unknown option room, window, group/);
  expect(() => new RotatingCache(wrong)).toThrow(/RotatingCache: unknown option room, capacity, group/);
  expect(() => new QuantizedCache(wrong)).toThrow(/QuantizedCache: unknown option room, capacity, window/);
});
