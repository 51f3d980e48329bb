import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DownloadError } from '@heed/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { commit, HubServer } from '../../../../../fixtures/pretrained/hub-server.ts';

import { fromPretrained } from '../from-pretrained.ts';
import { FakeCaches } from '../testing/fake-caches.ts';
import { BrowserCache } from './browser-cache.ts';
import type { Download, HubFile } from './hub-cache.ts';

const snapshot = { repository: 'o/m', commit };
const part = 16 * 2 ** 20;
/** Two parts and a rest. */
const content = Uint8Array.from({ length: 2 * part + 1003 }, (_, at) => at % 251);
const file: HubFile = {
  path: 'folder/model #1.safetensors',
  size: content.length,
  hash: { algorithm: 'sha256', hex: createHash('sha256').update(content).digest('hex') },
};

let fake = new FakeCaches();
let cache = new BrowserCache(fake);
let starts: number[] = [];
beforeEach(() => {
  fake = new FakeCaches();
  cache = new BrowserCache(fake);
  starts = [];
});

/** Gives the content in crooked pieces, and fails before the byte `until`. */
const download = (until = Infinity): Download =>
  async function* (start) {
    starts.push(start);
    for (let at = start; at < content.length; at += 999_983) {
      if (at + 999_983 > until) throw new DownloadError('torn');
      yield content.subarray(at, at + 999_983);
    }
  };

describe('the cache of a browser', () => {
  it('keeps a file in parts and reads any bytes of it', async () => {
    await cache.store(snapshot, file, download());
    expect(fake.puts).toHaveLength(4);
    // The final name comes last.
    expect(fake.puts.at(-1)).toBe(`https://heed.invalid/o/m/${commit}/folder/model%20%231.safetensors`);
    const source = await cache.open(snapshot, file.path);
    expect(source?.size).toBe(content.length);
    const ranges: readonly (readonly [number, number])[] = [
      [0, 7],
      [part - 3, part + 5],
      [5, 2 * part + 9],
      [content.length - 2, content.length + 9],
      [9, 9],
    ];
    for (const [start, end] of ranges) {
      expect(Buffer.from((await source?.read(start, end)) ?? []).equals(content.subarray(start, end))).toBe(
        true,
      );
    }
    await cache.store(snapshot, file, download());
    expect(starts).toEqual([0]);
  });

  it('goes on with the parts that are there', async () => {
    await expect(cache.store(snapshot, file, download(1.5 * part))).rejects.toThrow('torn');
    expect(await cache.open(snapshot, file.path)).toBeUndefined();
    expect(await cache.recall('o/m', commit)).toBeUndefined();
    await cache.store(snapshot, file, download());
    expect(starts).toEqual([0, part]);
    expect((await cache.open(snapshot, file.path))?.size).toBe(content.length);
  });

  it('a wrong hash: nothing is kept', async () => {
    const wrong: HubFile = { ...file, hash: { algorithm: 'sha256', hex: '0'.repeat(64) } };
    await expect(cache.store(snapshot, wrong, download())).rejects.toThrow(DownloadError);
    expect(fake.entries.size).toBe(0);
  });

  it('parts that are left and spoilt: once more, from the first byte', async () => {
    await expect(cache.store(snapshot, file, download(1.5 * part))).rejects.toThrow('torn');
    const [left = ''] = fake.entries.keys();
    fake.entries.set(left, new Uint8Array(part));
    await cache.store(snapshot, file, download());
    expect(starts).toEqual([0, part, 0]);
    expect((await (await cache.open(snapshot, file.path))?.read(0, 3))?.[1]).toBe(1);
  });

  it('a part that the browser dropped: the file is not whole, and the rest of it is gone on with', async () => {
    await cache.store(snapshot, file, download());
    const source = await cache.open(snapshot, file.path);
    fake.entries.delete(`${fake.puts.at(-1)}?part=1`);
    await expect(source?.read(part - 3, part + 3)).rejects.toThrow(DownloadError);
    await expect(source?.read(part - 3, part + 3)).rejects.toThrow(
      'folder/model #1.safetensors: the browser has dropped the bytes from 16777216 on from its cache',
    );
    // What begins after it is there, and no error.
    expect(await source?.read(2 * part, 2 * part + 3)).toEqual(content.subarray(2 * part, 2 * part + 3));
    expect(await cache.open(snapshot, file.path)).toBeUndefined();
    await cache.store(snapshot, file, download());
    expect(starts).toEqual([0, part]);
    const again = await cache.open(snapshot, file.path);
    expect(await again?.read(part - 3, part + 3)).toEqual(content.subarray(part - 3, part + 3));
  });

  it.each([
    ['dropped', (url: string) => fake.entries.delete(`${url}?part=2`)],
    ['an entry that says nothing', (url: string) => fake.entries.set(url, new TextEncoder().encode('{}'))],
    ['an entry that is cut', (url: string) => fake.entries.set(url, new TextEncoder().encode('{"si'))],
  ])('a file that is not whole is not opened: %s', async (_, spoil) => {
    await cache.store(snapshot, file, download());
    spoil(fake.puts.at(-1) ?? '');
    expect(await cache.open(snapshot, file.path)).toBeUndefined();
    await cache.store(snapshot, file, download());
    expect((await cache.open(snapshot, file.path))?.size).toBe(content.length);
  });

  it.each([
    ['at the first part', 0.5],
    ['at the second part', 1.5],
    ['at the last part', 2],
  ])(
    'no room %s: the file goes into memory without being fetched again, with one warning',
    async (_, parts) => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
      fake.quota = parts * part;
      await cache.store(snapshot, file, download());
      await cache.store(snapshot, { ...file, path: 'other' }, download());
      expect(starts).toEqual([0, 0]);
      expect(fake.entries.size).toBe(0);
      expect(warn.mock.calls).toEqual([
        [
          'heed: the browser does not keep folder/model #1.safetensors (QuotaExceededError: full); it stays in memory and is fetched again next time',
        ],
      ]);
      const source = await cache.open(snapshot, file.path);
      expect(source?.size).toBe(content.length);
      expect(Buffer.from((await source?.read(0, content.length)) ?? []).equals(content)).toBe(true);
      warn.mockRestore();
    },
  );

  it('no room for the mark that a file is whole: it stays in memory', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    fake.quota = content.length;
    await cache.store(snapshot, file, download());
    expect(warn).toHaveBeenCalledTimes(1);
    expect(fake.entries.size).toBe(0);
    const source = await cache.open(snapshot, file.path);
    expect(Buffer.from((await source?.read(0, content.length)) ?? []).equals(content)).toBe(true);
    warn.mockRestore();
  });

  it('a wrong hash in memory is a wrong hash', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    fake.quota = 0.5 * part;
    const wrong: HubFile = { ...file, hash: { algorithm: 'sha256', hex: '0'.repeat(64) } };
    await expect(cache.store(snapshot, wrong, download())).rejects.toThrow(DownloadError);
    expect(await cache.open(snapshot, file.path)).toBeUndefined();
    warn.mockRestore();
  });

  it('a browser that lets nobody near its caches: files stay in memory, with one warning', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const closed = new BrowserCache({
      open: async () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
    expect(await closed.recall('o/m', 'main')).toBeUndefined();
    await closed.store(snapshot, file, download());
    await closed.remember(snapshot, 'main');
    expect((await closed.open(snapshot, file.path))?.size).toBe(content.length);
    expect(warn.mock.calls).toEqual([
      [
        'heed: the browser does not keep what is downloaded (SecurityError: The operation is insecure.); it stays in memory and is fetched again next time',
      ],
    ]);
    warn.mockRestore();
  });

  it('an empty file', async () => {
    const hash = { algorithm: 'git-sha1', hex: 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391' } as const;
    await cache.store(snapshot, { path: 'empty', size: 0, hash }, async function* () {});
    expect((await cache.open(snapshot, 'empty'))?.size).toBe(0);
  });

  it('knows what it has of a revision', async () => {
    expect(await cache.recall('o/m', 'main')).toBeUndefined();
    await cache.store(snapshot, file, download());
    await cache.remember(snapshot, 'main');
    expect(await cache.recall('o/m', 'main')).toEqual({ commit, paths: [file.path] });
    expect(await cache.recall('o/m', commit)).toEqual({ commit, paths: [file.path] });
    expect(await cache.recall('o/other', 'main')).toBeUndefined();
  });
});

describe('fromPretrained in a browser', () => {
  const server = new HubServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  it('uses the Cache API where there is one', async () => {
    vi.stubGlobal('caches', fake);
    const model = (name: string): Uint8Array =>
      readFileSync(new URL(`../../../../../fixtures/models/qwen2/${name}`, import.meta.url));
    server.reset({
      'config.json': model('config.json'),
      'model.safetensors': { content: model('model.safetensors'), lfs: true },
    });
    const first = await fromPretrained('o/m', { hubUrl: server.url });
    expect(server.downloads).toHaveLength(2);
    server.stop();
    const again = await fromPretrained('o/m', { hubUrl: server.url, offline: true });
    expect(again.model.parameterCount()).toBe(first.model.parameterCount());
    vi.unstubAllGlobals();
  });
});
