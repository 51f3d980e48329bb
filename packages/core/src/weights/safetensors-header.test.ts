import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors.ts';
import { bytesSource } from './byte-source.ts';
import { openSafetensors } from './safetensors.ts';

/** A file with a header as text, padded or not, and so many bytes of data. */
function file(header: string | Uint8Array, dataBytes: number, statedLength?: bigint): Uint8Array {
  const json = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, statedLength ?? BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

/** A header of tensors `[name, dtype, shape, offsets]`; values stand in the JSON as they are given. */
function header(...tensors: readonly (readonly [string, string, string, string])[]): string {
  const fields = tensors.map(
    ([name, dtype, shape, offsets]) =>
      `${JSON.stringify(name)}:{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`,
  );
  return `{${fields.join(',')}}`;
}

const open = (bytes: Uint8Array) => openSafetensors(bytesSource(bytes, 'model.safetensors'));
const one = (dtype: string, shape: string, offsets: string, dataBytes: number): Uint8Array =>
  file(header(['w', dtype, shape, offsets]), dataBytes);

const lies: readonly (readonly [what: string, bytes: Uint8Array, message: RegExp])[] = [
  ['length 2^64 − 1', file('{}      ', 0, 2n ** 64n - 1n), /header length 18446744073709551615 is over/],
  ['length 2^63', file('{}      ', 0, 2n ** 63n), /header length 9223372036854775808 is over/],
  ['length 0', file('{}      ', 0, 0n), /header length 0/],
  ['length 2^40 in 16 bytes', file('{}      ', 0, 2n ** 40n), /header length 1099511627776 is over/],
  ['length 100 MB + 1', file('{}      ', 0, 100_000_001n), /header length 100000001 is over .* 100000000/],
  ['length 100 MB in 16 bytes', file('{}      ', 0, 100_000_000n), /100000000 is more than the 8 bytes/],
  ['length one too much', file('{}', 0, 3n), /header length 3 is more than the 2 bytes/],
  ['no bytes', new Uint8Array(0), /: 0 bytes/],
  ['7 bytes', new Uint8Array(7), /: 7 bytes/],
  ['8 bytes', new Uint8Array(8), /header length 0/],
  ['8 bytes that promise 2', file('', 0, 2n), /header length 2 is more than the 0 bytes/],
  ['a text file', new TextEncoder().encode('<!doctype html><p>Not here'), /begins with the text "<!doctyp"/],
  ['no JSON', file('{"w": }', 0), /header is not JSON: Unexpected token/],
  ['a cut JSON', file('{"w": {"dtype', 0), /header is not JSON/],
  ['an array', file('[1, 2]', 0), /must begin with \{, not "\[1, 2\]"/],
  ['a space first', file(' {}', 0), /must begin with \{/],
  ['a byte order mark', file('\ufeff{}', 0), /must begin with \{/],
  ['invalid UTF-8', file(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 0), /not valid UTF-8/],
  ['deep nesting', file(`{"w":${'['.repeat(99)}${']'.repeat(99)}}`, 0), /deeper than 64/],
  ['two values', file('{}{}', 0), /not JSON/],
  ['a tensor that is a number', file('{"w":7}', 0), /tensor "w" is 7, no object/],
  ['offsets backwards', one('U8', '[4]', '[8,4]', 8), /"w": data_offsets \[8, 4\] run backwards/],
  [
    'offsets beyond the file',
    one('U8', '[1000000000000000]', '[0,1000000000000000]', 8),
    /"w": .*\[0, 10+\] end beyond the 8/,
  ],
  ['offsets of three', one('U8', '[4]', '[0,4,4]', 4), /"w": data_offsets \[0, 4, 4\]/],
  ['offsets of text', one('U8', '[4]', '["0","4"]', 4), /"w": data_offsets \["0", "4"\]/],
  ['no offsets', file('{"w":{"dtype":"U8","shape":[4]}}', 4), /"w": data_offsets undefined/],
  [
    'data that no tensor covers',
    one('U8', '[4]', '[0,4]', 5),
    /: 1 bytes after tensor "w" belong to no tensor/,
  ],
  ['data without tensors', file('{}', 3), /: 3 bytes after the header belong to no tensor/],
  ['a gap before', one('U8', '[4]', '[1,5]', 5), /"w": .*\[1, 5\] leave a gap of 1 bytes after the header/],
  [
    'a gap between',
    file(header(['a', 'U8', '[2]', '[0,2]'], ['b', 'U8', '[2]', '[3,5]']), 5),
    /"b": .*\[3, 5\] leave a gap of 1 bytes after tensor "a"/,
  ],
  [
    'an overlap',
    file(header(['a', 'U8', '[3]', '[0,3]'], ['b', 'U8', '[3]', '[2,5]']), 5),
    /"b": .*\[2, 5\] overlap with tensor "a"/,
  ],
  [
    'the same bytes twice',
    file(header(['a', 'U8', '[3]', '[0,3]'], ['b', 'U8', '[3]', '[0,3]']), 3),
    /"b": .*\[0, 3\] overlap with tensor "a"/,
  ],
  [
    'too few bytes for the shape',
    one('F32', '[2,2]', '[0,12]', 12),
    /"w": .*12 bytes, but F32 of shape \[2, 2\] takes 16/,
  ],
  [
    'too many bytes for a scalar',
    one('F32', '[]', '[0,8]', 8),
    /"w": .*8 bytes, but F32 of shape \[\] takes 4/,
  ],
  ['a negative size', one('U8', '[-1]', '[0,1]', 1), /"w": shape \[-1\]/],
  ['half a size', one('U8', '[1.5]', '[0,1]', 1), /"w": shape \[1\.5\]/],
  ['a size of text', one('U8', '["4"]', '[0,4]', 4), /"w": shape \["4"\]/],
  ['a shape that is a number', one('U8', '4', '[0,4]', 4), /"w": shape 4/],
  ['a size beyond doubles', one('U8', '[9007199254740993]', '[0,1]', 1), /"w": shape \[9007199254740992\]/],
  [
    'a product of 2^64',
    one('F32', '[4294967296,4294967296]', '[0,0]', 0),
    /"w": shape \[4294967296, 4294967296\] of F32 is too large/,
  ],
  [
    'a product that 32 bits take for 0',
    one('U8', '[65536,65536]', '[0,0]', 0),
    /"w": .*0 bytes, but U8 .*takes 4294967296/,
  ],
  ['an unknown type', one('F33', '[1]', '[0,4]', 4), /"w": unknown dtype "F33"/],
  ['a type of the prototype', one('toString', '[1]', '[0,4]', 4), /"w": unknown dtype "toString"/],
  ['half a byte', one('F4', '[3]', '[0,2]', 2), /"w": shape \[3\] of F4 does not end at a whole byte/],
  [
    'a name twice',
    file(header(['w', 'U8', '[1]', '[0,1]'], ['w', 'U8', '[2]', '[0,2]']), 2),
    /the key "w" stands twice/,
  ],
  ['a name twice, once escaped', file('{"w":{},"\\u0077":{}}', 0), /the key "w" stands twice/],
  [
    'a field twice',
    file('{"w":{"dtype":"U8","shape":[1],"shape":[2],"data_offsets":[0,2]}}', 2),
    /the key "shape" stands twice/,
  ],
  ['__metadata__ with a number', file('{"__metadata__":{"a":1}}', 0), /__metadata__ "a" is 1, not a text/],
  ['__metadata__ that is a list', file('{"__metadata__":["a"]}', 0), /__metadata__ is \["a"\]/],
  [
    'a file cut by one byte',
    one('F32', '[2]', '[0,8]', 8).slice(0, -1),
    /"w": .*\[0, 8\] end beyond the 7 bytes/,
  ],
];

describe('a header that lies', () => {
  it.each(lies)('%s', async (_, bytes, message) => {
    await open(bytes).catch(() => undefined);
    const before = process.memoryUsage();
    const start = performance.now();
    const error: unknown = await open(bytes).catch((reason: unknown) => reason);
    const elapsed = performance.now() - start;
    const after = process.memoryUsage();
    expect(error).toBeInstanceOf(FormatError);
    const text = error instanceof Error ? error.message : '';
    expect(text).toMatch(message);
    expect(text).toMatch(/^model\.safetensors: /);
    expect(elapsed).toBeLessThan(50);
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(1e6);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(1e6);
  });

  it('is refused without asking the source for more than it has', async () => {
    const asked: number[] = [];
    const bytes = one('U8', '[1000000000000000]', '[0,1000000000000000]', 8);
    const source = {
      ...bytesSource(bytes, 'model.safetensors'),
      read: async (start: number, end: number) => {
        asked.push(end);
        return bytes.subarray(start, end);
      },
    };
    await expect(openSafetensors(source)).rejects.toThrow(FormatError);
    expect(Math.max(...asked)).toBeLessThanOrEqual(bytes.length);
  });

  it('lets go of the source', async () => {
    let closed = 0;
    const close = async () => {
      closed++;
    };
    await expect(openSafetensors({ ...bytesSource(new Uint8Array(7)), close })).rejects.toThrow(FormatError);
    expect(closed).toBe(1);
  });
});

describe('a header that looks odd and is right', () => {
  it('[] is one item, [0, 3] none', async () => {
    const bytes = file(header(['scalar', 'F32', '[]', '[0,4]'], ['empty', 'F32', '[0,3]', '[4,4]']), 4);
    const weights = await open(bytes);
    expect(await weights.read('scalar')).toMatchObject({ shape: [], data: new Float32Array(1) });
    expect(await weights.read('empty')).toMatchObject({ shape: [0, 3], data: new Float32Array(0) });
  });

  it('an empty tensor may stand between others, in any order', async () => {
    const tensors = header(
      ['b', 'U8', '[1]', '[2,3]'],
      ['none', 'U8', '[5,0]', '[2,2]'],
      ['a', 'U8', '[2]', '[0,2]'],
    );
    expect([...(await open(file(tensors, 3))).entries.keys()]).toEqual(['a', 'none', 'b']);
  });

  it('padding with spaces', async () => {
    const weights = await open(file(`${header(['w', 'U8', '[1]', '[0,1]'])}${' '.repeat(37)}`, 1));
    expect((await weights.read('w')).data).toEqual(new Uint8Array(1));
  });

  it('a header and nothing else', async () => {
    expect((await open(file('{}', 0))).entries.size).toBe(0);
  });

  it('__metadata__ with text, without a prototype', async () => {
    const { metadata } = await open(
      file('{"__metadata__":{"format":"pt","__proto__":"x","toString":"y"}}', 0),
    );
    expect(Object.getPrototypeOf(metadata)).toBe(null);
    expect(Object.entries(metadata)).toEqual([
      ['format', 'pt'],
      ['__proto__', 'x'],
      ['toString', 'y'],
    ]);
    const none = (await open(file('{}', 0))).metadata;
    expect(Object.getPrototypeOf(none)).toBe(null);
  });

  it('__proto__ and constructor as names of tensors', async () => {
    const names = ['__proto__', 'constructor', 'hasOwnProperty'];
    const tensors = names.map((name, at) => [name, 'U8', '[1]', `[${at},${at + 1}]`] as const);
    const weights = await open(file(header(...tensors), 3));
    expect([...weights.entries.keys()]).toEqual(names);
    expect((await weights.read('__proto__')).shape).toEqual([1]);
    expect(Reflect.get({}, 'dtype')).toBe(undefined);
    await expect(weights.read('toString')).rejects.toThrow(/has no tensor "toString"; it has 3: __proto__/);
  });

  it('fields of later versions beside the known ones', async () => {
    const bytes = file('{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"extra":{"dtype":[[]]}}}', 1);
    expect((await open(bytes)).entries.get('w')).toMatchObject({ type: 'U8', shape: [1] });
  });
});
