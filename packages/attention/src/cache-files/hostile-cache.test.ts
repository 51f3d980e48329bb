import { encodeSafetensors, FormatError, live, type Tensor, zeros } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { KeyValueCache } from '../index.ts';
import { loadCache, saveCache } from './index.ts';

describe('hostile files', () => {
  const format = 'heed attention cache 1';
  const rows = (length: number, width = 2): Tensor => zeros([1, 1, length, width]);
  const plain = { keys: rows(3), values: rows(3) };
  const packed = {
    keyCodes: zeros([1, 1, 1, 6], 'uint8'),
    keySteps: rows(1),
    keyMinima: rows(1),
    valueCodes: zeros([1, 1, 1, 6], 'uint8'),
    valueSteps: rows(1, 3),
    valueMinima: rows(1, 3),
  };
  const growing = { kind: 'KeyValueCache', length: '3', room: '8' };
  const rotating = { kind: 'RotatingCache', length: '3', position: '5', window: '3', spare: '0' };
  const quantized = { kind: 'QuantizedCache', length: '6', group: '3', groups: '1' };

  type Texts = Readonly<Record<string, string>>;
  const cases: readonly [string, Texts, Readonly<Record<string, Tensor>>, RegExp][] = [
    ['no format', {}, plain, /expected the format heed attention cache 1, got none/],
    ['another format', { format: 'pt' }, plain, /got "pt"/],
    ['no kind', { format }, plain, /unknown kind of cache "none"; known are KeyValueCache/],
    [
      'a kind from the prototype',
      { format, kind: 'constructor' },
      plain,
      /unknown kind of cache "constructor"/,
    ],
    [
      'no length',
      { format, kind: 'KeyValueCache', room: '8' },
      plain,
      /length must be a whole number from 0.*none/,
    ],
    ['a length in words', { format, ...growing, length: 'three' }, plain, /"length" must be .* got "three"/],
    ['a negative length', { format, ...growing, length: '-3' }, plain, /got "-3"/],
    [
      'a huge room',
      { format, ...growing, room: '9999999999' },
      plain,
      /room must be .* to 2147483647, got 9999999999/,
    ],
    ['a length of other tensors', { format, ...growing, length: '2' }, plain, /keys of 3 rows, expected 2/],
    [
      'no values',
      { format, ...growing },
      { keys: rows(3) },
      /values must be \[batch, heads, length, width\]/,
    ],
    ['no tensors', { format, ...growing }, {}, /keys must be/],
    ['one tensor more', { format, ...growing }, { ...plain, more: rows(3) }, /has no tensor "more"/],
    [
      'values of another length',
      { format, ...growing },
      { keys: rows(3), values: rows(2) },
      /differ in batch/,
    ],
    ['a flat tensor', { format, ...growing }, { keys: zeros([3]), values: zeros([3]) }, /got \[3\]/],
    [
      'room for fewer',
      { format, kind: 'StaticCache', length: '3', capacity: '2' },
      plain,
      /do not fit into a capacity of 2/,
    ],
    ['a window of 0', { format, ...rotating, window: '0' }, plain, /window must be a whole number from 1/],
    [
      'more than the ring',
      { format, ...rotating, window: '2' },
      plain,
      /length 3 does not go with position 5, window 2/,
    ],
    ['less than the window', { format, ...rotating, window: '5' }, plain, /does not go with/],
    ['a length beyond the position', { format, ...rotating, position: '2' }, plain, /does not go with/],
    [
      'groups beyond the length',
      { format, ...quantized, groups: '3' },
      { ...plain, ...packed },
      /3 groups of 3/,
    ],
    [
      'codes that are floats',
      { format, ...quantized },
      { ...plain, ...packed, keyCodes: rows(1, 6) },
      /expected uint8 .*got float32/,
    ],
    [
      'steps of another width',
      { format, ...quantized },
      { ...plain, ...packed, keySteps: rows(1, 3) },
      /expected float32 \[1, 1, 1, 2\]/,
    ],
    ['no codes', { format, ...quantized }, plain, /keyCodes must be/],
  ];

  const file = (
    metadata: Texts,
    entries: Readonly<Record<string, Tensor>>,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    return encodeSafetensors(Object.entries(entries), { metadata });
  };

  it.each(cases)('with %s', async (_, metadata, tensors, message) => {
    const bytes = await file(metadata, tensors);
    const before = live();
    const error = await loadCache(bytes).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(FormatError);
    expect(String(error)).toMatch(message);
    expect(live()).toEqual(before);
  });

  it('the same files are good when they are whole', async () => {
    for (const [metadata, tensors] of [
      [growing, plain],
      [rotating, plain],
      [quantized, { ...plain, ...packed }],
    ] as const) {
      using cache = await loadCache(await file({ format, ...metadata }, tensors));
      expect(cache.kind).toBe(metadata.kind);
    }
  });

  it('a stated room allocates nothing', async () => {
    const bytes = await file({ format, kind: 'StaticCache', length: '3', capacity: '2147483647' }, plain);
    const before = live()[0]?.bytes ?? 0;
    using cache = await loadCache(bytes);
    expect((live()[0]?.bytes ?? 0) - before).toBe(2 * 3 * 2 * 4);
    expect(cache.length).toBe(3);
  });

  it('that are cut short, or no safetensors at all', async () => {
    using cache = new KeyValueCache();
    cache.append(rows(3), rows(3));
    const bytes = await saveCache(cache);
    await expect(loadCache(bytes.subarray(0, bytes.length - 1))).rejects.toThrow(FormatError);
    await expect(loadCache(new TextEncoder().encode('<!doctype html>'))).rejects.toThrow(FormatError);
  });
});
