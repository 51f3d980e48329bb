import {
  gather,
  LifetimeError,
  observe,
  RandomGenerator,
  ShapeError,
  type Tensor,
  tensor,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../../../fixtures/compare.ts';
import { CrossCache, MultiHeadAttention } from '../index.ts';

describe('CrossCache', () => {
  const attention = new MultiHeadAttention(8, 2).initialize(new RandomGenerator(1));
  const generator = new RandomGenerator(2);
  const memory = generator.normal([2, 5, 8]);
  const source = [zeros([2, 2, 5, 4]), zeros([2, 2, 5, 4])] as const;
  const step = (batch = 2): Tensor => generator.normal([batch, 1, 8]);

  it('is filled by the first call and read by the others', () => {
    using cache = new CrossCache();
    const states = step();
    let projected = 0;
    const count = (): void => {
      projected += 1;
    };
    const attend = (): number[] => numbersOf(attention.forward(states, { memory, cache }));
    const outputs = observe(attention, { kProj: count }, () => [attend(), attend(), attend()]);
    expect(projected).toBe(1);
    expect([cache.length, cache.contents?.keys.shape]).toEqual([5, [2, 2, 5, 4]]);
    const expected = numbersOf(attention.forward(states, { memory }));
    for (const output of outputs) expect(output).toEqual(expected);
  });

  it('refuses a second source, and attention of another batch', () => {
    using cache = new CrossCache();
    attention.forward(step(), { memory, cache });
    expect(() => cache.append(...source)).toThrow(LifetimeError);
    expect(() => cache.append(...source)).toThrow('holds a source of 5 tokens already');
    const other = generator.normal([3, 5, 8]);
    expect(() => attention.forward(step(3), { memory: other, cache })).toThrow(ShapeError);
    expect(() => attention.forward(step(3), { memory: other, cache })).toThrow(
      /\[3, 2, 1, 4\], \[2, 2, 5, 4\]/,
    );
    cache.dispose();
    expect(attention.forward(step(3), { memory: other, cache }).shape).toEqual([3, 1, 8]);
  });

  it('is full with an empty source, too', () => {
    using cache = new CrossCache();
    attention.forward(step(), { memory: zeros([2, 0, 8]), cache });
    expect([cache.length, cache.contents?.length]).toEqual([0, 0]);
    expect(() => cache.append(...source)).toThrow(LifetimeError);
  });

  it('follows the beams, and a clone is full like it', () => {
    using cache = new CrossCache();
    attention.forward(step(), { memory, cache });
    using copy = cache.clone();
    const rows = tensor([1, 1, 0], { dtype: 'int32' });
    cache.reorder(rows);
    const states = step(3);
    const picked = gather(memory, rows, { axis: 0 });
    const expected = numbersOf(attention.forward(states, { memory: picked }));
    expect(numbersOf(attention.forward(states, { memory: picked, cache }))).toEqual(expected);
    expect(copy.length).toBe(5);
    expect(() => copy.append(...source)).toThrow(LifetimeError);
  });
});
