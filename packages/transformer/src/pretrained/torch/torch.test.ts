import { readFileSync } from 'node:fs';
import { type ByteSource, bytesSource, FormatError, HeedError, readTensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { UnsafeFileError } from '../errors.ts';
import { fromPretrained } from '../from-pretrained.ts';
import { mutateBytes, seeded } from '../testing/mutate.ts';
import { openTorch } from './torch-file.ts';
import { zipPlaces } from './zip-places.ts';

const fixtures = new URL('../../../../../fixtures/', import.meta.url);
const read = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(name, fixtures)));
const readTorch = (name: string): Uint8Array<ArrayBuffer> => read(`pretrained/torch/${name}.bin`);
const golden: Readonly<Record<string, { shape: number[]; values: (number | boolean)[] }>> = JSON.parse(
  new TextDecoder().decode(read('pretrained/torch/values.json')),
);
const marian = {
  'config.json': read('models/marian/config.json'),
  'vocab.json': read('tokenizer/sentence-piece/marian.json'),
  'source.spm': read('tokenizer/sentence-piece/unigram.model'),
  'target.spm': read('tokenizer/sentence-piece/bare.model'),
};

describe.each(['archive', 'old'])('a state dictionary in the format: %s', (name) => {
  it('has the tensors that torch.save wrote, also those that lie otherwise in memory', async () => {
    await using file = await openTorch(readTorch(name));
    expect([...file.entries.keys()]).toEqual(Object.keys(golden));
    for (const [tensor, { shape, values }] of Object.entries(golden)) {
      const stored = await file.read(tensor);
      expect([tensor, stored.shape]).toEqual([tensor, shape]);
      const isHalf = stored.type === 'F16' || stored.type === 'BF16';
      const data = isHalf ? (await readTensor(file, tensor, { dtype: 'float32' })).dataSync() : stored.data;
      expect([tensor, ...Array.from<number | bigint>(data).map(Number)]).toEqual([
        tensor,
        ...values.map(Number),
      ]);
    }
  });

  it('is read in parts, and no more than is asked for', async () => {
    const bytes = readTorch(name);
    const asked: [number, number][] = [];
    const source: ByteSource = {
      ...bytesSource(bytes, 'weights'),
      read: async (start, end) => {
        asked.push([start, end]);
        return bytes.subarray(start, end);
      },
    };
    const file = await openTorch(source);
    asked.length = 0;
    for (const tensor of ['embed.weight', 'permuted', 'part']) {
      const { data } = await file.readPart(tensor, 2, 5);
      expect(Array.from(data, Number)).toEqual(golden[tensor]?.values.slice(2, 5));
    }
    expect(asked.find(([start, end]) => end - start === 12)).toBeDefined();
  });
});

describe('a model that was published so', () => {
  it('is the one of safetensors, with its tied weights once, and a tokenizer', async () => {
    const old = await fromPretrained({ ...marian, 'pytorch_model.bin': readTorch('marian') });
    const same = await fromPretrained({
      ...marian,
      'model.safetensors': read('models/marian/model.safetensors'),
    });
    const parameters = new Map(same.model.parameters());
    expect(old.model.parameters().size).toBe(parameters.size);
    for (const [name, { value }] of old.model.parameters()) {
      expect([name, value.dataSync()]).toEqual([name, parameters.get(name)?.value.dataSync()]);
    }
    expect(old.tokenizer?.encode('The river')).toEqual([211, 71, 225, 0]);
  });

  it('in parts, under an index', async () => {
    const names = [...(await openTorch(readTorch('marian'))).entries.keys()];
    const index = { weight_map: Object.fromEntries(names.map((name) => [name, 'pytorch_model-1.bin'])) };
    const { model } = await fromPretrained({
      ...marian,
      'pytorch_model.bin.index.json': new TextEncoder().encode(JSON.stringify(index)),
      'pytorch_model-1.bin': readTorch('marian'),
    });
    expect(model.parameterCount()).toBeGreaterThan(10_000);
  });
});

describe('what is refused', () => {
  it.each(['runs', 'runs-old'])('code: %s', async (name) => {
    await expect(openTorch(readTorch(name))).rejects.toThrow(UnsafeFileError);
    await expect(openTorch(readTorch(name))).rejects.toThrow(/asks for "(builtins|__builtin__)\.print"/);
  });

  it.each([
    ['a checkpoint of a training', readTorch('training'), /found "epoch" with something else/],
    ['a pickle of other things', readTorch('plain'), /is no file that PyTorch saved/],
    ['nothing', new Uint8Array(), /the file ends after 0/],
    ['another archive', zipOf('word/document.xml', new Uint8Array(3)), /it has no data\.pkl/],
    ['the end of an archive', readTorch('archive').slice(2000), /operation .* is not known|ends after/],
    ['the beginning of an archive', readTorch('archive').slice(0, 3000), /it has no end/],
    ['the beginning of an old file', readTorch('old').slice(0, 2000), /storages take 2\d\d\d bytes/],
  ])('%s', async (_, bytes, message) => {
    await expect(openTorch(bytes)).rejects.toThrow(FormatError);
    await expect(openTorch(bytes)).rejects.toThrow(message);
  });

  it('800 damaged files give weights or a named error', async () => {
    for (let seed = 0; seed < 800; seed++) {
      const bytes = readTorch(seed % 2 === 0 ? 'archive' : 'old');
      try {
        const file = await openTorch(mutateBytes(bytes, bytes.length, seeded(seed)));
        for (const name of file.entries.keys()) await file.read(name);
      } catch (error) {
        expect(error).toBeInstanceOf(HeedError);
      }
    }
  });
});

describe('archives', () => {
  it('of more than 4 GiB say so in 64 bits', async () => {
    const content = Uint8Array.of(1, 2, 3);
    const places = await zipPlaces(bytesSource(zipOf('a/data.pkl', content, true)));
    expect(places).toEqual(new Map([['a/data.pkl', { header: 0, size: 3 }]]));
  });

  it('that are compressed are refused', async () => {
    const bytes = zipOf('a', new Uint8Array(4));
    bytes[bytes.length - 22 - 47 + 10] = 8;
    await expect(zipPlaces(bytesSource(bytes))).rejects.toThrow('a is compressed');
  });
});

/** An archive of one stored file; `wide` has its numbers in the fields of ZIP64. */
function zipOf(name: string, content: Uint8Array, wide = false): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(name);
  const record = (size: number, ...fields: [at: number, value: number, bytes: 2 | 4 | 8][]): Uint8Array => {
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    for (const [at, value, width] of fields) {
      if (width === 2) view.setUint16(at, value, true);
      else if (width === 4) view.setUint32(at, value, true);
      else view.setBigUint64(at, BigInt(value), true);
    }
    return bytes;
  };
  const local = record(30, [0, 0x04034b50, 4], [26, text.length, 2]);
  const start = local.length + text.length + content.length;
  const [size, offset] = wide ? [0xffffffff, 0xffffffff] : [content.length, 0];
  const extra = wide
    ? record(28, [0, 1, 2], [2, 24, 2], [4, content.length, 8], [12, content.length, 8])
    : [];
  const entry = record(
    46,
    ...([
      [0, 0x02014b50, 4],
      [20, size, 4],
      [24, size, 4],
      [28, text.length, 2],
      [30, extra.length, 2],
      [42, offset, 4],
    ] as [number, number, 2 | 4 | 8][]),
  );
  const length = entry.length + text.length + extra.length;
  const end64 = wide
    ? [
        ...record(56, [0, 0x06064b50, 4], [32, 1, 8], [40, length, 8], [48, start, 8]),
        ...record(20, [0, 0x07064b50, 4], [8, start + length, 8]),
      ]
    : [];
  const end = record(
    22,
    [0, 0x06054b50, 4],
    [10, wide ? 0xffff : 1, 2],
    [12, wide ? 0xffffffff : length, 4],
    [16, wide ? 0xffffffff : start, 4],
  );
  return Uint8Array.from([...local, ...text, ...content, ...entry, ...text, ...extra, ...end64, ...end]);
}
