import { readFileSync } from 'node:fs';
import { bytesSource, FormatError, OptionError } from '@heed/core';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { batched, readCsv, readJsonLines, readParquet, readTsv, shuffled, trainingBatches } from './index.ts';

/** A text as a stream of bytes, cut into pieces of any length. */
function inPieces(text: string, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '🙂', '"', ',', '\n', ' ', "'") });
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 });

describe('readCsv', () => {
  it('reads what Papa Parse writes, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, size, newline) => {
          const text = Papa.unparse(rows, { newline });
          expect(await Array.fromAsync(readCsv(inPieces(text, size)))).toEqual(rows);
          expect(await Array.fromAsync(readCsv(text))).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('names the row of a quotation mark that is not closed', async () => {
    const rows = readCsv('a,b\n1,2\n"3,4\n5,6\n');
    expect((await rows.next()).value).toEqual(['a', 'b']);
    await expect(Array.fromAsync(rows)).rejects.toThrow(/row 3: Quoted field unterminated/);
  });

  it('leaves empty lines and a byte order mark out, and takes other delimiters', async () => {
    expect(await Array.fromAsync(readCsv('\uFEFFa;b\n\n1;2', { delimiter: ';' }))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    const misspelt = { delimiter: ';', quote: '|' };
    await expect(readCsv('', misspelt).next()).rejects.toThrow(OptionError);
  });
});

describe('lines', () => {
  it('TSV keeps quotation marks; JSON Lines names the line at fault', async () => {
    const tsv = readTsv(inPieces('say "hi\t1\r\n\nü\t0', 2));
    expect(await Array.fromAsync(tsv)).toEqual([
      ['say "hi', '1'],
      ['ü', '0'],
    ]);
    const lines = readJsonLines(inPieces('{"a": [1]}\n\n2\n{"a": }\n', 3));
    expect((await lines.next()).value).toEqual({ a: [1] });
    expect((await lines.next()).value).toBe(2);
    await expect(lines.next()).rejects.toThrow(/line 4/);
  });

  it('bytes that are not UTF-8 are refused', async () => {
    const source = new Blob([new Uint8Array([0x61, 0xff, 0x62])]);
    await expect(Array.fromAsync(readTsv(source))).rejects.toThrow(FormatError);
  });
});

describe('readParquet', () => {
  // Made by pyarrow; fixtures/training/make_parquet.py.
  const bytes = readFileSync(new URL('../../../../../fixtures/training/texts.parquet', import.meta.url));
  const expected = Array.from({ length: 7 }, (_, index) => ({ text: `text ${index} é`, label: index % 3 }));

  it('reads all row groups, in memory and by parts, and the columns that are asked for', async () => {
    expect(await Array.fromAsync(readParquet(bytesSource(bytes)))).toEqual(expected);
    const { buffer } = new Uint8Array(bytes);
    const labels = await Array.fromAsync(readParquet(buffer, { columns: ['label'] }));
    expect(labels).toEqual(expected.map(({ label }) => ({ label })));
  });

  it('refuses what is no Parquet, and files that were cut', async () => {
    await expect(readParquet(bytesSource(new Uint8Array(40))).next()).rejects.toThrow(FormatError);
    await expect(readParquet(bytesSource(bytes.subarray(0, 200))).next()).rejects.toThrow(FormatError);
  });
});

describe('order and batches', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 80 });

  it('shuffling keeps every example once, and the same seed and epoch give the same order', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, fc.integer({ min: 1, max: 20 }), async (items, buffer) => {
        const order = (epoch: number): Promise<number[]> =>
          Array.fromAsync(shuffled(items.keys(), { seed: 3, epoch, buffer }));
        const first = await order(0);
        expect([...first].sort((a, b) => a - b)).toEqual([...items.keys()]);
        expect(await order(0)).toEqual(first);
      }),
      { numRuns: 30 },
    );
    const many = Array.from({ length: 50 }, (_, index) => index);
    const order = (epoch: number): Promise<number[]> =>
      Array.fromAsync(shuffled(many, { seed: 3, epoch, buffer: 50 }));
    expect(await order(0)).not.toEqual(await order(1));
  });

  it('every example is in one batch of the allowed size', async () => {
    const sizes = fc.tuple(lengths, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 7 }));
    await fc.assert(
      fc.asyncProperty(sizes, async ([items, tokens, examples]) => {
        const all = items.map((length, index) => ({ length, index }));
        const batches = trainingBatches(() => all, {
          ...{ length: ({ length }) => length, tokens, examples, seed: 1, pool: 11 },
        });
        const found = await Array.fromAsync(batches(0));
        expect(
          found
            .flat()
            .map(({ index }) => index)
            .sort((a, b) => a - b),
        ).toEqual([...items.keys()]);
        for (const batch of found) {
          const widest = Math.max(...batch.map(({ length }) => length));
          expect(batch.length === 1 || widest * batch.length <= tokens).toBe(true);
          expect(batch.length).toBeLessThanOrEqual(examples);
        }
        expect(await Array.fromAsync(batches(0))).toEqual(found);
      }),
      { numRuns: 30 },
    );
  });

  it('sorting by length saves padding', async () => {
    const items = Array.from({ length: 400 }, (_, index) => 1 + ((index * 7919) % 60));
    const waste = async (pool: number): Promise<number> => {
      const batches = await Array.fromAsync(batched(items, { length: (item) => item, examples: 8, pool }));
      const padded = batches.reduce((sum, batch) => sum + Math.max(...batch) * batch.length, 0);
      return padded / items.reduce((a, b) => a + b) - 1;
    };
    expect(await waste(400)).toBeLessThan(0.05);
    expect(await waste(8)).toBeGreaterThan(0.15);
  });

  it('limits are checked', async () => {
    const length = (): number => 1;
    await expect(batched([1], { length }).next()).rejects.toThrow(/by tokens or by examples/);
    await expect(batched([1], { length, tokens: 0 }).next()).rejects.toThrow(OptionError);
    await expect(shuffled([1], { seed: 1, epoch: 0, buffer: 0 }).next()).rejects.toThrow(OptionError);
  });
});
