import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormatError, OptionError } from '@heed/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idList, packIds, readEncodedPairs, writeEncodedPairs } from './encoded-pairs.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-encoded-pairs-'));
});
afterAll(() => rm(folder, { recursive: true }));

const pairs = {
  count: 3,
  tokenizer: 'a hash',
  sources: packIds([[5, 7, 2], [], [11]]),
  targets: packIds([[13], [17, 2], [19, 23, 29, 31]]),
};

test('what was written is read', async () => {
  const path = join(folder, 'pairs.ids');
  await writeEncodedPairs(path, pairs);
  const read = await readEncodedPairs(path);
  expect(read).toEqual(pairs);
  expect([0, 1, 2].map((index) => [...idList(read.sources, index)])).toEqual([[5, 7, 2], [], [11]]);
  expect([...idList(read.targets, 2)]).toEqual([19, 23, 29, 31]);
  expect(await readdir(folder)).toEqual(['pairs.ids']);
});

test('the file is a safetensors file', async () => {
  const path = join(folder, 'layout.ids');
  await writeEncodedPairs(path, pairs);
  const file = await readFile(path);
  const length = Number(file.readBigUInt64LE(0));
  expect(length % 8).toBe(0);
  expect(JSON.parse(file.toString('utf8', 8, 8 + length))).toEqual({
    __metadata__: { tokenizer: 'a hash' },
    'sources.ids': { dtype: 'I32', shape: [4], data_offsets: [0, 16] },
    'sources.offsets': { dtype: 'I32', shape: [4], data_offsets: [16, 32] },
    'targets.ids': { dtype: 'I32', shape: [7], data_offsets: [32, 60] },
    'targets.offsets': { dtype: 'I32', shape: [4], data_offsets: [60, 76] },
  });
  expect(file.length).toBe(8 + length + 76);
});

test('no pairs at all can be written and read', async () => {
  const path = join(folder, 'none.ids');
  const none = { count: 0, tokenizer: '', sources: packIds([]), targets: packIds([]) };
  await writeEncodedPairs(path, none);
  expect(await readEncodedPairs(path)).toEqual(none);
});

test('a file cut at any byte is refused by name', async () => {
  const path = join(folder, 'whole.ids');
  await writeEncodedPairs(path, pairs);
  const file = await readFile(path);
  const cut = join(folder, 'cut.ids');
  for (let length = 0; length < file.length; length += 1) {
    await writeFile(cut, file.subarray(0, length));
    await expect(readEncodedPairs(cut), `${length} bytes`).rejects.toThrow(FormatError);
  }
});

test.each([
  ['text', 'no such thing as a header here'],
  ['a header that is a list', withHeader([])],
  ['no tensors', withHeader({})],
  ['offsets before the start', withHeader({ 'sources.ids': { dtype: 'I32', data_offsets: [-8, 0] } })],
  ['another type', withHeader({ 'sources.ids': { dtype: 'F32', data_offsets: [0, 4] } })],
])('%s is refused by name', async (_, content) => {
  const path = join(folder, 'odd.ids');
  await writeFile(path, content);
  await expect(readEncodedPairs(path)).rejects.toThrow(FormatError);
  await expect(readEncodedPairs(path)).rejects.toThrow('odd.ids');
});

test('offsets that do not fit the ids are refused', async () => {
  const path = join(folder, 'offsets.ids');
  const broken = { ids: Int32Array.of(5, 7, 2), offsets: Int32Array.of(0, 9, 3) };
  await writeEncodedPairs(path, { ...pairs, sources: broken });
  await expect(readEncodedPairs(path)).rejects.toThrow('sources.offsets do not fit the 3 ids');
  await writeEncodedPairs(path, { ...pairs, sources: packIds([[5]]) });
  await expect(readEncodedPairs(path)).rejects.toThrow('1 sources but 3 targets');
});

test('a missing file is refused by name', async () => {
  await expect(readEncodedPairs(join(folder, 'nowhere.ids'))).rejects.toThrow(OptionError);
});

function withHeader(header: object): Buffer {
  const json = Buffer.from(JSON.stringify(header).padEnd(80));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(80n);
  return Buffer.concat([length, json, Buffer.alloc(16)]);
}
