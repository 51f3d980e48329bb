import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpu, OptionError, use } from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepare } from './prepare.ts';
import { train } from './train.ts';

let folder: string;

const subjects = ['the dog', 'a cat', 'my friend', 'the bird', 'her sister', 'the king'];
const verbs = ['sees', 'likes', 'follows', 'hears', 'finds'];

beforeAll(async () => {
  use(cpu);
  folder = await mkdtemp(join(tmpdir(), 'heed-train-'));
  const pairs = subjects.flatMap((subject) =>
    verbs.map((verb) => `${subject} ${verb} me\tmich ${verb} ${subject}`),
  );
  await writeFile(join(folder, 'pairs.tsv'), `${pairs.join('\n')}\n`);
  const path = join(folder, 'pairs.tsv');
  await prepare({ train: path, valid: path, out: join(folder, 'data'), vocabularySize: 300 });
});

afterAll(() => rm(folder, { recursive: true }));

const options = {
  model: {
    width: 8,
    heads: 2,
    feedForwardWidth: 12,
    encoderLayers: 1,
    decoderLayers: 1,
    dropout: 0.1,
    normFirst: true,
  },
  steps: 6,
  tokensPerBatch: 120,
  accumulate: 2,
  warmup: 2,
  rate: 0.01,
  labelSmoothing: 0.1,
  seed: 5,
  saveEvery: 3,
} as const;

describe('train', () => {
  it('goes on after an interruption with the same numbers, bit for bit', async () => {
    const data = join(folder, 'data');
    const weights = (run: string): Promise<Buffer> => readFile(join(run, 'checkpoint', 'model.safetensors'));
    const [whole, parts] = [join(folder, 'whole'), join(folder, 'parts')];
    await train({ ...options, data, run: whole, log: () => {} });

    const controller = new AbortController();
    const stopAfterThree = (line: string): void => {
      if (line.includes('update 3:')) controller.abort();
    };
    await train({ ...options, data, run: parts, log: stopAfterThree, signal: controller.signal });
    expect((await weights(parts)).equals(await weights(whole))).toBe(false);
    await train({ ...options, data, run: parts, log: () => {} });
    expect((await weights(parts)).equals(await weights(whole))).toBe(true);

    const log = (await readFile(join(parts, 'log.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(log.at(-1).step).toBe(6);
    expect(log.at(-1).evaluation.loss).toBeGreaterThan(0);
  });

  it('refuses to go on from a damaged state, and says so', async () => {
    const run = join(folder, 'whole');
    await writeFile(join(run, 'last.safetensors'), 'nonsense');
    const again = train({ ...options, data: join(folder, 'data'), run, log: () => {} });
    await expect(again).rejects.toThrow(OptionError);
    await expect(again).rejects.toThrow(/cannot go on/);
  });
});
