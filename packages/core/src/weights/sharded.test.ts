import { describe, expect, it } from 'vitest';
import { FormatError, WeightsError } from '../errors.ts';
import { tensor } from '../ops/tensor.ts';
import { type ByteSource, bytesSource } from './byte-source.ts';
import { encodeSafetensors } from './encode-safetensors.ts';
import { openSharded } from './sharded.ts';
import { partsInside } from './stay-inside.ts';
import { readTensor } from './weight-source.ts';

const first = 'model-00001-of-00002.safetensors';
const second = 'parts/model-00002-of-00002.safetensors';

const shard = (names: readonly string[]) =>
  encodeSafetensors(names.map((name) => [name, tensor([name.charCodeAt(0)])]));

/** A folder of two files, and a count of the ones that are open. */
async function folder(contents: Readonly<Record<string, readonly string[]>>) {
  const files = new Map<string, Uint8Array>();
  for (const [name, tensors] of Object.entries(contents)) files.set(name, await shard(tensors));
  const state = {
    opened: [] as string[],
    closed: 0,
    open: async (parts: readonly string[]): Promise<ByteSource> => {
      const name = parts.join('/');
      const bytes = files.get(name);
      if (bytes === undefined) throw new FormatError(`${name} is not there`);
      state.opened.push(name);
      const close = async () => {
        state.closed++;
      };
      return { ...bytesSource(bytes, name), close };
    },
  };
  return state;
}

const index = (map: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ metadata: { total_size: 12 }, weight_map: map });

describe('a sharded index', () => {
  it('reads each tensor from its file', async () => {
    const disk = await folder({ [first]: ['a', 'c'], [second]: ['b'] });
    const weights = await openSharded(index({ a: first, b: second, c: first }), disk.open);
    expect([...weights.entries.keys()].sort()).toEqual(['a', 'b', 'c']);
    for (const name of ['a', 'b', 'c']) {
      expect((await readTensor(weights, name)).item()).toBe(name.charCodeAt(0));
    }
    await expect(weights.read('d')).rejects.toThrow(WeightsError);
    expect(disk.opened).toEqual([first, second]);
    expect(disk.closed).toBe(0);
    await weights.close();
    expect(disk.closed).toBe(2);
  });

  it('lists all that does not agree at once, and closes what it opened', async () => {
    const disk = await folder({ [first]: ['a', 'x', 'y'], [second]: ['b', 'a'] });
    const opening = openSharded(
      index({ a: first, b: second, c: first, d: second, e: 'gone.safetensors', f: 'lost.safetensors' }),
      disk.open,
      'model.safetensors.index.json',
    );
    const error: unknown = await opening.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WeightsError);
    expect(error instanceof Error && error.message.split('\n  ')).toEqual([
      'model.safetensors.index.json does not agree with its files:',
      `tensor c is not in its file ${first}`,
      `tensor x is in ${first}, but the index does not place it there`,
      `tensor y is in ${first}, but the index does not place it there`,
      `tensor d is not in its file ${second}`,
      `tensor a is in ${second}, but the index does not place it there`,
      'file gone.safetensors cannot be read: gone.safetensors is not there',
      'file lost.safetensors cannot be read: lost.safetensors is not there',
    ]);
    expect(disk.closed).toBe(2);
  });

  it.each([
    ['no JSON', '{', /is not JSON/],
    ['a list', '[]', /weight_map is undefined/],
    ['no weight_map', '{"metadata":{}}', /weight_map is undefined/],
    ['a weight_map of text', '{"weight_map":"a"}', /weight_map is "a"/],
    ['a file that is a number', '{"weight_map":{"a":7}}', /weight_map "a" is 7, not a file name/],
    ['a tensor twice', '{"weight_map":{"a":"x","a":"y"}}', /the key "a" stands twice/],
  ])('refuses %s', async (_, text, message) => {
    const disk = await folder({});
    await expect(openSharded(text, disk.open, 'index.json')).rejects.toThrow(FormatError);
    await expect(openSharded(text, disk.open, 'index.json')).rejects.toThrow(message);
  });

  it('opens nothing when one name leads out of the folder', async () => {
    const disk = await folder({ [first]: ['a'] });
    const opening = openSharded(index({ a: first, b: '../secret.safetensors' }), disk.open);
    await expect(opening).rejects.toThrow('the file name "../secret.safetensors" does not stay inside');
    expect(disk.opened).toEqual([]);
  });
});

describe('names that stay inside a folder', () => {
  it.each(['model.safetensors', 'a/b/c', '..a', 'a..', '...', 'ä b%2f#?', '.hidden'])('%s', (name) => {
    expect(partsInside(name, 'x').join('/')).toBe(name);
  });

  it.each([
    '',
    '.',
    '..',
    '../a',
    'a/../b',
    'a/..',
    './a',
    '/etc/passwd',
    'a//b',
    'a/',
    'C:\\a',
    'C:a',
    '\\\\server\\share',
    'a\\..\\b',
    'file:///etc/passwd',
    'https://example.org/a',
    'a\0.safetensors',
    'a\nb',
    '\ud800',
  ])('not %j', (name) => {
    expect(() => partsInside(name, 'index.json')).toThrow(FormatError);
    expect(() => partsInside(name, 'index.json')).toThrow(/^index\.json: the file name/);
  });
});
