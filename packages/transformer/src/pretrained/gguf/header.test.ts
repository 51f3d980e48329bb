import { readFileSync } from 'node:fs';
import { type ByteSource, bytesSource, DTypeError, FormatError, joinBytes } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { type GgufParts, text, typed, uint32, uint64, writeGguf } from '../testing/write-gguf.ts';
import { openGguf } from './gguf-file.ts';

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../../../fixtures/pretrained/${name}`, import.meta.url));

describe('the header of a GGUF file', () => {
  it('metadata of every type, as the format’s own package reads it', async () => {
    const expected: Record<string, unknown> = JSON.parse(fixture('metadata.json').toString());
    const { metadata } = await openGguf(fixture('llama-Q4_0.gguf'));
    const plain = Array.from(metadata, ([key, value]) => [
      key,
      typeof value === 'bigint'
        ? String(value)
        : typeof value === 'object'
          ? Array.from<unknown>(value)
          : value,
    ]);
    expect(Object.fromEntries(plain)).toEqual(expected);
    expect(metadata.get('test.uint64')).toBe(2n ** 63n + 1n);
    expect(metadata.get('test.integers')).toEqual(Int32Array.of(3, -1, 2));
  });

  it('a header longer than what is read at first is read further, and no more than it', async () => {
    const tokens = Array.from({ length: 20_000 }, (_, at) => text(`${at}`.padStart(200)));
    const bytes = writeGguf({
      metadata: [['tokens', typed.list(8, tokens.length, joinBytes(tokens))]],
      tensors: [{ name: 'a', shape: [3], type: 0, offset: 0 }],
      data: new Uint8Array(2 ** 23),
    });
    const asked: number[] = [];
    const source: ByteSource = {
      ...bytesSource(bytes, 'long.gguf'),
      read: async (start, end) => {
        asked.push(end - start);
        return bytes.subarray(start, end);
      },
    };
    const file = await openGguf(source);
    const read = file.metadata.get('tokens');
    expect(Array.isArray(read) && [read.length, read.at(-1)]).toEqual([20_000, '19999'.padStart(200)]);
    expect(Math.max(...asked)).toBeLessThan(bytes.length / 2);
    expect((await file.read('a')).data).toEqual(new Float32Array(3));
  });

  it('no tensors and no metadata; a scalar; padding between tensors', async () => {
    expect((await openGguf(writeGguf({}))).entries.size).toBe(0);
    const file = await openGguf(
      writeGguf({
        tensors: [
          { name: 'late', shape: [2, 1], type: 26, offset: 64 },
          { name: 'scalar', shape: [], type: 0, offset: 0 },
        ],
        data: Uint8Array.from([0, 0, 128, 63, ...new Array<number>(60).fill(0), 7, 0, 0, 0, 8, 0, 0, 0]),
      }),
    );
    expect(await file.read('scalar')).toEqual({ type: 'F32', shape: [], data: Float32Array.of(1) });
    expect(await file.read('late')).toEqual({ type: 'I32', shape: [1, 2], data: Int32Array.of(7, 8) });
  });
});

describe('a GGUF header that lies', () => {
  const one = { name: 'a', shape: [32], type: 0, offset: 0 } as const;
  const data = new Uint8Array(128);
  const cases: readonly (readonly [string, GgufParts, string])[] = [
    ['another magic number', { magic: 'GGML' }, 'does not begin with GGUF'],
    ['version 1', { version: 1 }, 'its version is 1'],
    ['version 4', { version: 4 }, 'its version is 4'],
    ['big-endian order', { version: 0x03000000 }, 'it is in big-endian order'],
    ['more tensors than bytes', { tensorCount: 2 ** 40 }, 'the number of tensors is 1099511627776, but only'],
    ['2^64 − 1 tensors', { tensorCount: 2n ** 64n - 1n }, 'the number of tensors is 18446744073709551615'],
    ['2^63 values', { metadataCount: 2n ** 63n }, 'the number of metadata values is 9223372036854775808'],
    ['a value that is not there', { metadataCount: 1 }, 'the number of metadata values is 1, but only'],
    [
      'a text longer than the file',
      { metadata: [['k', { type: 8, bytes: uint64(2 ** 40) }]] },
      'metadata "k" takes the bytes',
    ],
    [
      'a list longer than the file',
      { metadata: [['k', typed.list(4, 2 ** 40, uint32(1))]] },
      'the length of metadata "k" is 1099511627776, but only',
    ],
    [
      'a list of 10^15 empty texts',
      { metadata: [['k', typed.list(8, 10n ** 15n, uint64(0))]] },
      'the length of metadata "k" is 1000000000000000, but only',
    ],
    ['a list of lists', { metadata: [['k', typed.list(9, 1, uint32(4))]] }, 'metadata "k" is of the type 9'],
    [
      'an unknown type of value',
      { metadata: [['k', { type: 13, bytes: uint32(1) }]] },
      'metadata "k" is of the type 13',
    ],
    [
      'a key twice',
      {
        metadata: [
          ['k', typed.uint32(1)],
          ['k', typed.uint32(2)],
        ],
      },
      'the metadata key "k" stands twice',
    ],
    [
      'a name twice',
      { tensors: [one, { ...one, offset: 128 }], data: new Uint8Array(256) },
      'the tensor "a" stands twice',
    ],
    ['nine axes', { tensors: [{ ...one, shape: new Array<number>(9).fill(1) }], data }, 'has 9 axes'],
    [
      'an axis of 2^63',
      { tensors: [{ ...one, shape: [2n ** 63n] }], data },
      'the length of an axis is 9223372036854775808',
    ],
    [
      'a size beyond 2^53',
      { tensors: [{ ...one, shape: [2 ** 30, 2 ** 30] }], data },
      'shape [1073741824, 1073741824] of F32 is too large',
    ],
    [
      'a row that ends inside a block',
      { tensors: [{ ...one, shape: [33, 2], type: 8 }], data },
      'a row of 33 numbers is no whole number of Q8_0 blocks, of 32 each',
    ],
    [
      'the same in four bits',
      { tensors: [{ ...one, shape: [48], type: 2 }], data },
      'a row of 48 numbers is no whole number of Q4_0 blocks',
    ],
    [
      'an offset behind the end',
      { tensors: [{ ...one, offset: 2 ** 40 }], data },
      'end beyond the 128 bytes of data',
    ],
    [
      'an offset of 2^64 − 1',
      { tensors: [{ ...one, offset: 2n ** 64n - 1n }], data },
      'the offset of a tensor is 18446744073709551615',
    ],
    [
      'a crooked offset',
      { tensors: [{ ...one, offset: 4 }], data: new Uint8Array(256) },
      'its offset 4 is no multiple of the alignment 32',
    ],
    [
      'overlapping tensors',
      { tensors: [one, { ...one, name: 'b', offset: 64 }], data: new Uint8Array(256) },
      'its offset 64 lies inside tensor "a"',
    ],
    ['data cut short', { tensors: [one], data: new Uint8Array(127) }, 'the file may be cut short'],
    [
      'an alignment of 0',
      { metadata: [['general.alignment', typed.uint32(0)]] },
      'general.alignment must be a power of two, found 0',
    ],
    [
      'an alignment of 24',
      { metadata: [['general.alignment', typed.uint32(24)]] },
      'general.alignment must be a power of two, found 24',
    ],
    [
      'an alignment of a text',
      { metadata: [['general.alignment', typed.text('32')]] },
      'general.alignment must be a power of two, found "32"',
    ],
  ];

  it.each(cases)('%s', async (_, parts, message) => {
    const failure = openGguf(bytesSource(writeGguf(parts), 'lie.gguf'));
    await expect(failure).rejects.toThrow(FormatError);
    await expect(failure).rejects.toThrow(/^lie\.gguf/);
    await expect(failure).rejects.toThrow(message);
  });

  it('a type that is known and cannot be read, and one that is not known', async () => {
    for (const [type, name] of [
      [17, 'IQ2_XS'],
      [99, '99'],
    ] as const) {
      const failure = openGguf(writeGguf({ tensors: [{ ...one, type }], data }));
      await expect(failure).rejects.toThrow(DTypeError);
      await expect(failure).rejects.toThrow(
        `tensor "a" is of type ${name}, which cannot be read; readable are F32, F16, Q4_0`,
      );
    }
  });

  it('names that are no UTF-8', async () => {
    const key = joinBytes([uint64(1), Uint8Array.of(0xff), uint32(4), uint32(1)]);
    const bytes = joinBytes([
      writeGguf({ metadataCount: 0 }).subarray(0, 16),
      uint64(1),
      key,
      new Uint8Array(8),
    ]);
    await expect(openGguf(bytes)).rejects.toThrow('the key of metadata value 0 is not valid UTF-8');
  });

  it('a file cut anywhere', async () => {
    const whole = fixture('llama-Q4_0.gguf');
    for (let length = 0; length < 2500; length += 7) {
      await expect(openGguf(whole.subarray(0, length)), String(length)).rejects.toThrow(FormatError);
    }
    await expect(openGguf(whole.subarray(0, -1))).rejects.toThrow('the file may be cut short');
  });

  it('nothing is allocated by what the header states', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const started = performance.now();
    for (const [, parts] of cases) await expect(openGguf(writeGguf(parts))).rejects.toThrow();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
    expect((performance.now() - started) / cases.length).toBeLessThan(50);
  });

  it('a source that gives less than it promised', async () => {
    const bytes = fixture('llama-Q4_0.gguf');
    const short: ByteSource = {
      name: 's',
      size: bytes.length,
      read: async (start) => bytes.subarray(start, start + 9),
    };
    await expect(openGguf(short)).rejects.toThrow('9 of the first 16928 bytes could be read');
  });
});
