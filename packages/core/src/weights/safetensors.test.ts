import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { use } from '../backend/current.ts';
import { createReferenceBackend } from '../backend/reference.ts';
import { DTypeError, FormatError, IndexError, OptionError, ShapeError, WeightsError } from '../errors.ts';
import { tensor } from '../ops/tensor.ts';
import type { Tensor } from '../tensor.ts';
import { blobSource, bytesSource } from './byte-source.ts';
import { encodeSafetensors, safetensorsChunks } from './encode-safetensors.ts';
import { openSafetensors } from './safetensors.ts';
import type { StoredType } from './stored-type.ts';
import { viewStored, type WeightArray } from './weight-array.ts';
import { readTensor, type WeightSource } from './weight-source.ts';

interface Golden {
  readonly 'every-type': Readonly<
    Record<string, { readonly shape: readonly number[]; readonly values: readonly (string | number)[] }>
  >;
  readonly names: readonly string[];
}

const folder = new URL('../../../../fixtures/safetensors/', import.meta.url);
const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(name, folder)));
const golden: Golden = JSON.parse(readFileSync(new URL('golden.json', folder), 'utf8'));

/** Everything in a source, to be written again. */
async function everything(source: WeightSource): Promise<[string, WeightArray][]> {
  const entries: [string, WeightArray][] = [];
  for (const name of source.entries.keys()) entries.push([name, await source.read(name)]);
  return entries;
}

function expectSame(data: ArrayLike<number | bigint>, values: readonly (number | bigint)[]): void {
  expect(data.length).toBe(values.length);
  for (const [at, value] of values.entries()) if (!Object.is(data[at], value)) expect(data[at]).toBe(value);
}

describe('files that Python wrote', () => {
  const every = Object.entries(golden['every-type']);
  const wide = ['i64', 'u64'];
  const halves = ['f16', 'bf16'];

  it.each(every)('reads %s to the last bit', async (name, { shape, values }) => {
    const file = await openSafetensors(fixture('every-type.safetensors'));
    const array = await file.read(name);
    expect(array.shape).toEqual(shape);
    if (halves.includes(name)) {
      const x = await readTensor(file, name, { dtype: 'float64' });
      expectSame(x.dataSync(), values.map(Number));
      expect(Object.values(array.data)).toEqual(Object.values((await readTensor(file, name)).dataSync()));
    } else {
      expectSame(array.data, wide.includes(name) ? values.map(BigInt) : values.map(Number));
    }
  });

  it.each(every.filter(([name]) => /^[iu]\d+$/.test(name) && !/^(i64|u64|u32)$/.test(name)))(
    'makes a tensor of %s',
    async (name, { values }) => {
      const x = await readTensor(await openSafetensors(fixture('every-type.safetensors')), name);
      expect(x.dtype).toBe(name === 'u8' ? 'uint8' : 'int32');
      expectSame(x.dataSync(), values.map(Number));
    },
  );

  it.each(['i64', 'u64', 'u32'])('names the number of %s that does not fit into int32', async (name) => {
    const file = await openSafetensors(bytesSource(fixture('every-type.safetensors'), 'ids.safetensors'));
    const first = name === 'i64' ? '-9223372036854775808 at place 0' : 'at place 1';
    await expect(readTensor(file, name)).rejects.toThrow(IndexError);
    await expect(readTensor(file, name)).rejects.toThrow(`ids.safetensors: tensor "${name}"`);
    await expect(readTensor(file, name)).rejects.toThrow(`${first} does not fit into int32`);
  });

  it.each([
    [2n ** 31n - 1n, true],
    [-(2n ** 31n), true],
    [2n ** 31n, false],
    [-(2n ** 31n) - 1n, false],
  ] as const)('%d fits into int32: %s', async (value, fits) => {
    const ids: WeightArray = { type: 'I64', shape: [1], data: new BigInt64Array([value]) };
    const reading = readTensor(await openSafetensors(await encodeSafetensors([['ids', ids]])), 'ids');
    if (fits) expect((await reading).item()).toBe(Number(value));
    else await expect(reading).rejects.toThrow(IndexError);
  });

  it.each(['every-type.safetensors', 'names.safetensors', 'nothing.safetensors'])(
    'writes %s again, byte for byte',
    async (name) => {
      const bytes = fixture(name);
      const file = await openSafetensors(bytes);
      // In another order than they are to be written.
      const entries = (await everything(file)).reverse();
      const { metadata } = file;
      const again = await encodeSafetensors(entries, Object.keys(metadata).length > 0 ? { metadata } : {});
      expect(again).toEqual(bytes);
    },
  );

  it('reads names of all kinds', async () => {
    const file = await openSafetensors(fixture('names.safetensors'));
    for (const [at, name] of golden.names.entries()) {
      expect((await file.read(name)).data).toEqual(new Uint8Array([at]));
    }
    expect(file.entries.size).toBe(golden.names.length);
  });

  it('refuses 8-bit floats by name and reads what stands beside them', async () => {
    const file = await openSafetensors(fixture('eight-bit-floats.safetensors'));
    for (const [name, type] of [
      ['e4m3', 'F8_E4M3'],
      ['e5m2', 'F8_E5M2'],
    ] as const) {
      expect(file.entries.get(name)).toMatchObject({ type, shape: [2] });
      await expect(file.read(name)).rejects.toThrow(DTypeError);
      await expect(readTensor(file, name)).rejects.toThrow(
        `"${name}" is of type ${type}, which cannot be read`,
      );
    }
    expect((await readTensor(file, 'single')).dataSync()).toEqual(new Float32Array([0.5, 1]));
    expect((await file.bytes('e4m3')).length).toBe(2);
  });

  it('reads tensors at odd offsets', async () => {
    const bytes = fixture('odd-offsets.safetensors');
    const file = await openSafetensors(bytes);
    for (const entry of file.entries.values()) if (entry.type !== 'U8') expect(entry.start % 2).toBe(0);
    // One byte further on in memory, all offsets are odd.
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    // A Buffer of Node's: its slice is a view, no copy.
    for (const source of [bytes, shifted.subarray(1), Buffer.from(shifted.buffer, 1), new Blob([bytes])]) {
      const odd = await openSafetensors(source);
      expect((await readTensor(odd, 'half', { dtype: 'float32' })).dataSync()).toEqual(
        new Float32Array([0.5, -2]),
      );
      expect((await readTensor(odd, 'byte')).dataSync()).toEqual(new Uint8Array([7]));
      expect((await readTensor(odd, 'single')).dataSync()).toEqual(new Float32Array([0.25]));
      expect((await readTensor(odd, 'double')).dataSync()).toEqual(new Float64Array([0.1]));
    }
  });
});

describe('reading', () => {
  it('takes bytes, a buffer, a blob, a file, a source', async () => {
    const bytes = fixture('nothing.safetensors');
    const { buffer } = new Uint8Array(bytes);
    expect((await openSafetensors(bytes)).name).toBe('bytes');
    expect((await openSafetensors(buffer)).entries.size).toBe(0);
    expect((await openSafetensors(new Blob([bytes]))).name).toBe('blob');
    expect((await openSafetensors(new File([bytes], 'chosen.safetensors'))).name).toBe('chosen.safetensors');
    expect((await openSafetensors(blobSource(new Blob([bytes])))).entries.size).toBe(0);
  });

  it('asks a source for one tensor at a time', async () => {
    const bytes = await encodeSafetensors([
      ['a', tensor([1, 2, 3])],
      ['b', tensor([4, 5])],
    ]);
    const asked: [number, number][] = [];
    const file = await openSafetensors({
      ...bytesSource(bytes),
      read: async (start, end) => {
        asked.push([start, end]);
        return bytes.slice(start, end);
      },
    });
    const dataStart = bytes.length - 20;
    expect(asked).toEqual([
      [0, 8],
      [8, dataStart],
    ]);
    await readTensor(file, 'b');
    expect(asked.slice(2)).toEqual([[dataStart + 12, dataStart + 20]]);
  });

  it('names a tensor of which a source gives too little', async () => {
    const bytes = await encodeSafetensors([['a', tensor([1, 2, 3])]]);
    const file = await openSafetensors({
      ...bytesSource(bytes, 'disk.safetensors'),
      read: async (start, end) => bytes.subarray(start, start > 8 ? end - 1 : end),
    });
    await expect(file.read('a')).rejects.toThrow(
      'disk.safetensors: tensor "a": 11 of 12 bytes could be read',
    );
  });

  it('names what is not there', async () => {
    const file = await openSafetensors(await encodeSafetensors([['a', tensor([1])]]));
    await expect(readTensor(file, 'b')).rejects.toThrow(WeightsError);
    await expect(file.read('b')).rejects.toThrow('has no tensor "b"; it has 1: a');
  });

  it('refuses to turn one kind of number into another, and booleans that are none', async () => {
    const file = await openSafetensors(
      await encodeSafetensors([
        ['ids', tensor([1, 2], { dtype: 'int32' })],
        ['mask', { type: 'BOOL', shape: [3], data: new Uint8Array([0, 1, 2]) }],
        ['x', tensor([1.5])],
      ]),
    );
    await expect(readTensor(file, 'ids', { dtype: 'float32' })).rejects.toThrow(DTypeError);
    await expect(readTensor(file, 'x', { dtype: 'int32' })).rejects.toThrow(
      'F32, which does not become int32',
    );
    await expect(readTensor(file, 'mask')).rejects.toThrow('"mask": 2 at place 2 is no boolean');
    // @ts-expect-error: an option that does not exist
    await expect(readTensor(file, 'x', { type: 'float32' })).rejects.toThrow(OptionError);
  });

  it('rounds float64 once, straight to float16 and float32', async () => {
    // Through float32, the first would come to lie on a tie and round to 1.
    const values = new Float64Array([1 + 2 ** -11 + 2 ** -40, 0.1]);
    const file = await openSafetensors(
      await encodeSafetensors([['x', { type: 'F64', shape: [2], data: values }]]),
    );
    expect((await readTensor(file, 'x', { dtype: 'float16' })).dataSync()[0]).toBe(0x3c01);
    expect((await readTensor(file, 'x', { dtype: 'float32' })).dataSync()[1]).toBe(Math.fround(0.1));
    expect((await readTensor(file, 'x')).dtype).toBe('float64');
  });

  it('closes its source', async () => {
    let closed = 0;
    const close = async () => {
      closed++;
    };
    const bytes = fixture('nothing.safetensors');
    {
      await using file = await openSafetensors({ ...bytesSource(bytes), close });
      expect(file.entries.size).toBe(0);
    }
    expect(closed).toBe(1);
  });
});

describe('bfloat16 and float16 files', () => {
  const bits = new Uint16Array([0x3f80, 0xbf80, 0x4049, 0x0001, 0x7f80, 0xff80, 0x7fc0, 0x8000, 0x3dcd]);
  const values = [1, -1, 3.140625, 2 ** -133, Infinity, -Infinity, Number.NaN, -0, 0.10009765625];

  it('reads the published bytes', async () => {
    const bytes = await encodeSafetensors([['x', { type: 'BF16', shape: [9], data: bits }]]);
    const file = await openSafetensors(bytes);
    expectSame((await readTensor(file, 'x', { dtype: 'float32' })).dataSync(), values);
    expect([...bytes.subarray(-18, -12)]).toEqual([0x80, 0x3f, 0x80, 0xbf, 0x49, 0x40]);
  });

  it.each([
    ['BF16', 'bfloat16'],
    ['F16', 'float16'],
  ] as const)(
    '%s: read as float32 and written again, all 65,536 codes are the same bytes',
    async (type, dtype) => {
      const data = Uint16Array.from({ length: 65_536 }, (_, code) => code);
      const bytes = await encodeSafetensors([['x', { type, shape: [65_536], data }]]);
      const single = await readTensor(await openSafetensors(bytes), 'x', { dtype: 'float32' });
      expect(await encodeSafetensors([['x', single]], { dtype })).toEqual(bytes);
      const half = await readTensor(await openSafetensors(bytes), 'x');
      expect(half.dtype).toBe(dtype);
      expect(await encodeSafetensors([['x', half]])).toEqual(bytes);
    },
  );
});

describe('writing', () => {
  it('converts floats and leaves other numbers', async () => {
    const entries = [
      ['f32', tensor([0.1, 70_000])],
      ['f64', { type: 'F64', shape: [1], data: new Float64Array([0.5]) }],
      ['half', { type: 'BF16', shape: [1], data: new Uint16Array([0x3f80]) }],
      ['ids', tensor([7], { dtype: 'int32' })],
    ] as const;
    const file = await openSafetensors(await encodeSafetensors(entries, { dtype: 'float16' }));
    expect([...file.entries].map(([name, { type }]) => `${name} ${type}`)).toEqual([
      'ids I32',
      'f32 F16',
      'f64 F16',
      'half F16',
    ]);
    expect((await file.read('f32')).data).toEqual(new Uint16Array([0x2e66, 0x7c00]));
    expect((await file.read('half')).data).toEqual(new Uint16Array([0x3c00]));
  });

  it('comes in pieces, one per tensor', async () => {
    const lengths: number[] = [];
    const entries = [
      ['a', tensor([1, 2, 3])],
      ['none', tensor([], { dtype: 'float32' })],
      ['b', tensor([4])],
    ] as const;
    for await (const chunk of safetensorsChunks(entries)) lengths.push(chunk.length);
    expect(lengths.slice(1)).toEqual([12, 4]);
    expect((lengths[0] ?? 1) % 8).toBe(0);
  });

  it.each([
    [
      'a name twice',
      [
        ['a', tensor([1])],
        ['a', tensor([2])],
      ],
      {},
      FormatError,
      'the name "a" stands twice',
    ],
    ['the name of the metadata', [['__metadata__', tensor([1])]], {}, FormatError, '"__metadata__"'],
    ['half a character', [['a\ud800', tensor([1])]], {}, FormatError, 'cannot have the name'],
    ['half a character in a text', [], { metadata: { a: '\udfff' } }, FormatError, 'metadata "a"'],
    ['a type that is none', [['a', tensor([1])]], { dtype: 'float8' }, OptionError, 'dtype "float8"'],
    ['an unknown option', [], { metaData: {} }, OptionError, 'unknown option metaData'],
    [
      'numbers of another type',
      [['a', { type: 'F32', shape: [1], data: new Int32Array(1) }]],
      {},
      DTypeError,
      'tensor "a" of type F32 is given in a Int32Array',
    ],
    [
      'a type without numbers',
      [['a', { type: 'F8_E4M3', shape: [1], data: new Uint8Array(1) }]],
      {},
      DTypeError,
      'F8_E4M3',
    ],
    [
      'too few numbers',
      [['a', { type: 'F32', shape: [2, 2], data: new Float32Array(3) }]],
      {},
      ShapeError,
      'tensor "a": 3 numbers do not fill the shape [2, 2]',
    ],
  ] as const)('refuses %s', async (_, entries, options, kind, message) => {
    // Half of these do not pass the compiler, which is the point.
    const encode = encodeSafetensors as (...inputs: readonly unknown[]) => Promise<Uint8Array>;
    await expect(encode(entries, options)).rejects.toThrow(kind);
    await expect(encode(entries, options)).rejects.toThrow(message);
  });
});

describe('laws', () => {
  const types: readonly StoredType[] = [
    'F64',
    'F32',
    'F16',
    'BF16',
    'I64',
    'I32',
    'I16',
    'I8',
    'U64',
    'U32',
    'U16',
    'U8',
  ];
  const array = fc
    .record({
      type: fc.constantFrom(...types),
      shape: fc.array(fc.nat(3), { maxLength: 3 }),
      seed: fc.uint8Array({ minLength: 8, maxLength: 8 }),
    })
    .map(({ type, shape, seed }): WeightArray => {
      const size = shape.reduce((product, length) => product * length, 1);
      const width = viewStored(new Uint8Array(), type, 'x').BYTES_PER_ELEMENT;
      const bytes = Uint8Array.from({ length: size * width }, (_, at) => seed[at % seed.length] ?? 0);
      return { type, shape, data: viewStored(bytes, type, 'x') };
    });
  const name = fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => text !== '__metadata__');
  const entries = fc.uniqueArray(fc.tuple(name, array), { selector: ([key]) => key, maxLength: 6 });
  const metadata = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), {
    maxKeys: 3,
  });

  it('what is written is read: same names, shapes, bits, texts; written again, the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(entries, metadata, async (content, texts) => {
        const bytes = await encodeSafetensors(content, { metadata: texts });
        const file = await openSafetensors(bytes);
        expect(new Map(await everything(file))).toEqual(new Map(content));
        expect({ ...file.metadata }).toEqual({ ...texts });
        expect(await encodeSafetensors(await everything(file), { metadata: texts })).toEqual(bytes);
        for (const { type, start } of file.entries.values()) {
          expect(start % viewStored(new Uint8Array(), type, 'x').BYTES_PER_ELEMENT).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('a file with one byte changed or cut is read, or refused by a named error', async () => {
    const bytes = fixture('every-type.safetensors');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), async (at, value, cut) => {
        const damaged = cut ? bytes.slice(0, at) : bytes.slice();
        if (!cut) damaged[at] = value;
        try {
          const file = await openSafetensors(damaged);
          expect(cut).toBe(false);
          for (const key of file.entries.keys()) await readTensor(file, key).catch(expectNamed);
        } catch (error) {
          expectNamed(error);
        }
      }),
      { numRuns: 500 },
    );
  });

  function expectNamed(error: unknown): void {
    const kinds = [FormatError, DTypeError, IndexError];
    if (!kinds.some((kind) => error instanceof kind)) throw error;
  }
});

describe('memory', () => {
  it('peaks at the file and one tensor in float32, beside what the model holds', async () => {
    // Three tensors of 4 MB as bfloat16: 12 MB of file, 8 MB for one in float32.
    const size = 2 * 2 ** 20;
    const data = new Uint16Array(size).fill(0x3f80);
    const bytes = await encodeSafetensors(
      ['a', 'b', 'c'].map((key) => [key, { type: 'BF16', shape: [size], data }]),
    );
    const blob = new Blob([bytes]);
    let largest = 0;
    const backend = createReferenceBackend();
    const upload = backend.upload;
    // The height of a load: a tensor is decoded and about to be handed to the backend.
    backend.upload = (values, spec) => {
      largest = Math.max(largest, bytesAlive() - backend.memory().bytes);
      return upload(values, spec);
    };
    const before = use(backend);
    try {
      const start = bytesAlive();
      const file = await openSafetensors(blob);
      const model: Tensor[] = [];
      for (const key of file.entries.keys()) model.push(await readTensor(file, key, { dtype: 'float32' }));
      expect(backend.memory().bytes).toBe(3 * size * 4);
      // One in bfloat16 as it was read, one in float32 as it is made; of the file, a blob holds the rest.
      expect(largest - start).toBeLessThanOrEqual(size * (2 + 4) + 2 ** 20);
      expect(largest - start).toBeGreaterThanOrEqual(size * 4);
      for (const one of model) one.dispose();
    } finally {
      use(before);
    }
  });
});

/** Bytes of all array buffers that are still in use; what is not is freed by a thread beside, in its own time. */
function bytesAlive(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const seen = Array.from({ length: 4 }, () => {
    collect();
    return process.memoryUsage().arrayBuffers;
  });
  return Math.min(...seen);
}
