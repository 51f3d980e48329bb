import {
  encodeSafetensors,
  FormatError,
  gather,
  live,
  OptionError,
  openSafetensors,
  RandomGenerator,
  Scope,
  slice,
  tensor,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { LatentCache } from '../caches/latent-cache.ts';
import {
  type AttentionCache,
  CrossCache,
  KeyValueCache,
  QuantizedCache,
  RotatingCache,
  type SavableCache,
  StaticCache,
} from '../index.ts';
import { loadCache, saveCache } from './index.ts';

const generator = new RandomGenerator(1);
const keys = generator.normal([2, 1, 13, 4]);
const values = generator.normal([2, 1, 13, 4]);

function append(cache: AttentionCache, start: number, end: number): void {
  const range = { axis: 2, start, end };
  cache.append(slice(keys, range), slice(values, range));
}

/** Tokens in the order of time: place of each, keys and values. */
function tokensOf({ contents, length, position }: AttentionCache): readonly (readonly number[])[] {
  if (contents === undefined) return [];
  const places = [...(contents.positions ?? Array.from({ length }, (_, at) => at))];
  const order = places.map((_, at) => at).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const indices = tensor(order, { dtype: 'int32' });
  const picked = [contents.keys, contents.values].map((x) => [...gather(x, indices, { axis: 2 }).dataSync()]);
  return [[length, position], order.map((at) => places[at] ?? 0), ...picked];
}

const kinds: Readonly<Record<string, () => SavableCache>> = {
  KeyValueCache: () => new KeyValueCache({ room: 3 }),
  StaticCache: () => new StaticCache({ capacity: 13 }),
  RotatingCache: () => new RotatingCache({ window: 4, spare: 2 }),
  CrossCache: () => new CrossCache(),
  QuantizedCache: () => new QuantizedCache({ group: 3 }),
  LatentCache: () => new LatentCache(),
};

describe.each(Object.entries(kinds))('%s', (kind, make) => {
  it.each([0, 3, 11])(
    'of %i tokens is the same after saving and loading, and goes on the same',
    async (length) => {
      using cache = make();
      for (let at = 0; at < length; at += 11) append(cache, at, Math.min(length, at + 11));
      if (cache.kind !== 'CrossCache' && length > 0)
        for (let at = length; at < length + 1; at++) append(cache, at, at + 1);
      using loaded = await loadCache(await saveCache(cache));
      expect([loaded.kind, loaded.length, loaded.position]).toEqual([kind, cache.length, cache.position]);
      expect(tokensOf(loaded)).toEqual(tokensOf(cache));
      if (cache.kind === 'CrossCache' && length > 0) {
        expect(() => append(loaded, 0, 1)).toThrow(/holds a source/);
        return;
      }
      for (const one of [loaded, cache]) append(one, 12, 13);
      expect(tokensOf(loaded)).toEqual(tokensOf(cache));
    },
  );

  it('leaves nothing behind, read or refused', async () => {
    using cache = make();
    append(cache, 0, 11);
    const before = live();
    const bytes = await saveCache(cache);
    expect(live()).toEqual(before);
    for (let round = 0; round < 100; round++) (await loadCache(bytes)).dispose();
    expect(live()).toEqual(before);
    const file = await openSafetensors(bytes);
    const entries = await Promise.all(
      [...file.entries.keys()].map(async (name) => [name, await file.read(name)] as const),
    );
    const wrong = { ...file.metadata, length: '12' };
    await expect(loadCache(await encodeSafetensors(entries, { metadata: wrong }))).rejects.toThrow(
      FormatError,
    );
    expect(live()).toEqual(before);
  });
});

it('keeps the type of its numbers, and a loaded static cache its capacity', async () => {
  using cache = new StaticCache({ capacity: 5 });
  cache.append(zeros([1, 1, 4, 2], 'float64'), zeros([1, 1, 4, 3], 'float64'));
  using loaded = await loadCache(await saveCache(cache));
  expect(loaded.contents?.keys.dtype).toBe('float64');
  loaded.append(zeros([1, 1, 1, 2], 'float64'), zeros([1, 1, 1, 3], 'float64'));
  expect(loaded.contents?.values.shape).toEqual([1, 1, 5, 3]);
  expect(() => loaded.append(zeros([1, 1, 1, 2], 'float64'), zeros([1, 1, 1, 3], 'float64'))).toThrow(
    /capacity of 5/,
  );
});

it('the bytes are those of the moment, whatever comes after', async () => {
  using cache = new RotatingCache({ window: 2 });
  append(cache, 0, 3);
  using same = cache.clone();
  const saving = saveCache(cache);
  append(cache, 3, 6);
  cache.dispose();
  using loaded = await loadCache(await saving);
  expect(tokensOf(loaded)).toEqual(tokensOf(same));
});

it('refuses to save a cache of a kind that it does not know', async () => {
  const own: AttentionCache = {
    length: 0,
    position: 0,
    contents: undefined,
    append: (k, v) => ({ keys: k, values: v, length: 0 }),
    truncate: () => undefined,
    reorder: () => undefined,
    clone: () => own,
    dispose: () => undefined,
  };
  await expect(saveCache(own)).rejects.toThrow(OptionError);
  await expect(saveCache(own)).rejects.toThrow(/KeyValueCache, RotatingCache/);
});

it('a loaded cache outlives the scope in which it was loaded', async () => {
  using cache = new KeyValueCache();
  append(cache, 0, 3);
  const bytes = await saveCache(cache);
  let loaded: SavableCache;
  {
    using _scope = new Scope();
    loaded = await loadCache(bytes);
  }
  expect(tokensOf(loaded)).toEqual(tokensOf(cache));
  loaded.dispose();
});
