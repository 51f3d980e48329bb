import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { partOf, pictureAt, readDataset, statistics } from './dataset.ts';
import { parseIdx, readIdxFile } from './idx.ts';
import { pictureFiles } from './picture-files.ts';
import { prepare } from './prepare.ts';

const folder = await mkdtemp(join(tmpdir(), 'heed-pictures-'));
afterAll(() => rm(folder, { recursive: true }));

/** An IDX file of bytes. */
function idx(shape: readonly number[], data: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  bytes[2] = 8;
  bytes[3] = shape.length;
  const view = new DataView(bytes.buffer);
  for (const [axis, length] of shape.entries()) view.setUint32(4 + 4 * axis, length);
  bytes.set(data, 4 + 4 * shape.length);
  return bytes;
}

const pixels = Array.from({ length: 5 * 2 * 3 }, (_, at) => 8 * at);

describe('IDX files', () => {
  it('gzipped and not', async () => {
    const bytes = idx([5, 2, 3], pixels);
    const paths = [join(folder, 'plain'), join(folder, 'packed')];
    await writeFile(paths[0] ?? '', bytes);
    await writeFile(paths[1] ?? '', gzipSync(bytes));
    for (const path of paths) {
      const { shape, data } = await readIdxFile(path);
      expect(shape).toEqual([5, 2, 3]);
      expect([...data]).toEqual(pixels);
    }
  });

  it.each([
    ['text', new TextEncoder().encode('<!doctype html>'), 'not an IDX file'],
    ['cut', idx([5, 2, 3], pixels).subarray(0, 20), 'has 30 bytes, the file has 4'],
    ['header', idx([5, 2, 3], []).subarray(0, 9), 'cut short in its header'],
    ['huge', idx([4_000_000_000, 4_000_000_000], []), 'the file has 0'],
    ['long', idx([1], [1, 2]), 'has 1 bytes, the file has 2'],
  ])('%s is refused', (name, bytes, message) => {
    expect(() => parseIdx(bytes, name)).toThrow(message);
    expect(() => parseIdx(bytes, name)).toThrow(`${name}: `);
  });
});

describe('prepare', () => {
  const write = async (part: string, labels: readonly number[]): Promise<void> => {
    await writeFile(join(folder, `${part}-images-idx3-ubyte.gz`), gzipSync(idx([5, 2, 3], pixels)));
    await writeFile(join(folder, `${part}-labels-idx1-ubyte.gz`), gzipSync(idx([labels.length], labels)));
  };
  const options = { source: folder, data: join(folder, 'data'), names: ['zero', 'one'], log: () => {} };

  it('pictures, labels and names come back', async () => {
    await write('train', [0, 1, 1, 0, 1]);
    await write('t10k', [1, 1, 1, 1, 1]);
    await prepare(options);
    const set = await readDataset(join(folder, 'data', 'train.safetensors'));
    expect([set.width, set.height, set.color, set.names]).toEqual([3, 2, 'grey', ['zero', 'one']]);
    expect([...set.labels]).toEqual([0, 1, 1, 0, 1]);
    expect([...pictureAt(set, 2).data]).toEqual(pixels.slice(12, 18));
    expect([...partOf(set, 3, 5).labels]).toEqual([0, 1]);
    const { mean, deviation } = statistics(set);
    expect(mean[0]).toBeCloseTo(116 / 255, 9);
    expect(deviation[0]).toBeCloseTo((8 * Math.sqrt((30 ** 2 - 1) / 12)) / 255, 9);
  });

  it('labels without a name, and another number of labels, are refused', async () => {
    await write('train', [0, 1, 2, 0, 1]);
    await expect(prepare(options)).rejects.toThrow('a label 2, and 2 names');
    await write('train', [0, 1]);
    await expect(prepare(options)).rejects.toThrow('do not go with 2 labels');
  });
});

describe('pictureFiles', () => {
  it('a file is itself, a folder its pictures; others are refused', async () => {
    await writeFile(join(folder, 'b.png'), '');
    await writeFile(join(folder, 'a.JPG'), '');
    expect(await pictureFiles([join(folder, 'plain'), folder])).toEqual(
      ['plain', 'a.JPG', 'b.png'].map((name) => join(folder, name)),
    );
    await expect(pictureFiles([join(folder, 'nothing')])).rejects.toThrow('there is no ');
    await expect(pictureFiles([join(folder, 'data')])).rejects.toThrow('holds no PNG');
  });
});
