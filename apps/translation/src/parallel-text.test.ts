import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FormatError, OptionError } from '@heed/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyCounts, normalizeSentence, readLines, readPairs } from './parallel-text.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-parallel-text-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('a sentence is composed, trimmed and has single spaces', () => {
  expect(normalizeSentence('  scho\u0308n \t\u00a0 ist\u3000es \n')).toBe('schön ist es');
});

describe('lines', () => {
  const text = 'one\r\ntwo\u2028still two\n\nlast';
  const lines = ['one', 'two\u2028still two', '', 'last'];

  test('end at line feeds only', async () => {
    expect(await Array.fromAsync(readLines(await fileOf('plain.tsv', text)))).toEqual(lines);
  });

  test('come out of gzip', async () => {
    expect(await Array.fromAsync(readLines(await fileOf('zipped.tsv.gz', gzipSync(text))))).toEqual(lines);
  });

  test('a character may lie across two chunks', async () => {
    const long = `${'x'.repeat(65_535)}ä${'河'.repeat(50_000)}`;
    expect(await Array.fromAsync(readLines(await fileOf('long.tsv', `${long}\nb\n`)))).toEqual([long, 'b']);
  });

  test('a missing file, a folder and broken gzip are errors by name', async () => {
    const read = (path: string): Promise<string[]> => Array.fromAsync(readLines(path));
    await expect(read(join(folder, 'nowhere.tsv'))).rejects.toThrow(OptionError);
    await expect(read(join(folder, 'nowhere.tsv.gz'))).rejects.toThrow(
      'nowhere.tsv.gz: cannot be read (ENOENT)',
    );
    await expect(read(folder)).rejects.toThrow('EISDIR');
    await expect(read(await fileOf('not.gz', 'no gzip'))).rejects.toThrow(FormatError);
    await expect(read(await fileOf('cut.gz', gzipSync(text).subarray(0, 20)))).rejects.toThrow('broken gzip');
  });

  test('stopping early is fine', async () => {
    for await (const line of readLines(await fileOf('early.tsv.gz', gzipSync('a\n'.repeat(1e5))))) {
      expect(line).toBe('a');
      break;
    }
  });
});

test('pairs that teach nothing are left out and counted by reason', async () => {
  const rows = [
    '\uFEFFGood day\tGuten Tag',
    'Two  translations\tZwei\tÜbersetzungen',
    'no tab at all',
    '',
    'a source\t  ',
    '\ta target',
    'Tom\t Tom ',
    'broken\tk\uFFFDputt',
  ];
  const counts = emptyCounts();
  const path = await fileOf('pairs.tsv', rows.join('\n'));
  expect(await Array.fromAsync(readPairs(path, counts))).toEqual([
    { source: 'Good day', target: 'Guten Tag' },
    { source: 'Two translations', target: 'Zwei' },
  ]);
  expect(counts).toEqual({
    read: 8,
    kept: 2,
    dropped: { malformed: 1, empty: 3, undecodable: 1, copy: 1, overlong: 0 },
  });
});

test('bytes that are no UTF-8 are counted as undecodable', async () => {
  const counts = emptyCounts();
  const path = await fileOf('latin1.tsv', Buffer.from('beautiful\tschön\n', 'latin1'));
  expect(await Array.fromAsync(readPairs(path, counts))).toEqual([]);
  expect(counts.dropped.undecodable).toBe(1);
});
