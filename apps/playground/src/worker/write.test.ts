import { wasm } from '@heed/backend-wasm';
import { live, use } from '@heed/core';
import { fromPretrained } from '@heed/transformer/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languageModelOf } from './language-model.ts';
import { TextWriter, type WriteOptions } from './write.ts';

const backend = await wasm({ threads: 2 });
const options: WriteOptions = { temperature: 0.8, topP: 0.9, seed: 3, tokens: 7, off: [] };
const never = new AbortController().signal;
let writer: TextWriter;

beforeAll(async () => {
  use(backend);
  const folder = new URL('../../../text-generation/checkpoint', import.meta.url).pathname;
  const model = languageModelOf(await fromPretrained(folder));
  if (model === undefined) throw new Error('the checkpoint is no language model');
  writer = new TextWriter(model);
});

afterAll(() => {
  writer.dispose();
  expect(live().find(({ backend: name }) => name === 'wasm')).toBeUndefined();
});

/** What both write, by writer. */
async function texts(given: Partial<WriteOptions>, signal = never): Promise<Record<string, string>> {
  const written: Record<string, string> = {};
  await writer.write('Once upon a time', { ...options, ...given }, signal, (who, { text }) => {
    written[who] = (written[who] ?? '') + text;
  });
  return written;
}

describe('write', () => {
  it('greedy, as the model is', async () => {
    expect(await texts({ temperature: 0, tokens: 11 })).toEqual({
      whole: ', there was a little girl named Lily.',
    });
  });

  it('the whole model writes the same beside a patched one, which writes something else', async () => {
    const alone = await texts({ tokens: 23 });
    const both = await texts({ tokens: 23, off: [[0, 1, 2, 3, 4, 5, 6, 7]] });
    expect(both['whole']).toBe(alone['whole']);
    expect(both['patched']).not.toBe(alone['whole']);
  });

  it('tells the likeliest tokens, which sum to no more than 1', async () => {
    await writer.write('Once', options, never, (_, { alternatives, probability }) => {
      const sum = alternatives.reduce((total, one) => total + one.probability, 0);
      expect(alternatives).toHaveLength(5);
      expect(sum).toBeLessThanOrEqual(1 + 1e-6);
      expect(probability).toBeLessThanOrEqual((alternatives[0]?.probability ?? 0) + 1e-9);
    });
  });

  it('is cancelled between two tokens, and leaves nothing behind', async () => {
    const controller = new AbortController();
    const before = live();
    let count = 0;
    const stopped = writer.write('Once', { ...options, tokens: 50 }, controller.signal, () => {
      count += 1;
      if (count === 4) controller.abort();
    });
    await expect(stopped).rejects.toThrow();
    expect(count).toBe(4);
    expect(live()).toEqual(before);
  });
});

describe('look', () => {
  it('no head looks ahead, and rows sum to 1', async () => {
    const { values, rows, layers, heads } = await writer.look(writer.encode('Once upon'));
    expect([layers, heads]).toEqual([5, 8]);
    const length = rows.length;
    for (let row = 0; row < layers * heads * length; row++) {
      const weights = values.subarray(row * length, (row + 1) * length);
      expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 5);
      expect(weights.subarray((row % length) + 1).every((weight) => weight === 0)).toBe(true);
    }
  });

  it('may be asked while a patched model writes', async () => {
    const looks: Promise<unknown>[] = [];
    await writer.write('Once', { ...options, off: [[1]] }, never, () => void looks.push(writer.look([1, 2])));
    expect((await Promise.all(looks)).length).toBe(14);
  });
});
