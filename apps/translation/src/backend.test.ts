import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpu, currentBackend, OptionError, use } from '@heed/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBuiltTfjs } from '../../../fixtures/built-tfjs.ts';
import { backendOptions, useBackend } from './backend.ts';
import { parseOptions } from './options.ts';
import { prepare } from './prepare.ts';
import { train } from './train.ts';

const built = findBuiltTfjs('tfjs-node');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-backend-'));
  const pairs = ['the dog', 'a cat', 'my friend'].flatMap((subject) =>
    ['sees', 'likes', 'hears'].map((verb) => `${subject} ${verb} me\tmich ${verb} ${subject}`),
  );
  const path = join(folder, 'pairs.tsv');
  await writeFile(path, `${pairs.join('\n')}\n`);
  await prepare({ train: path, valid: path, out: join(folder, 'data'), vocabularySize: 300 });
});

afterEach(() => {
  use(cpu);
});

afterAll(() => rm(folder, { recursive: true }));

/** Losses of a short training run with these words on the command line. */
async function losses(...words: readonly string[]): Promise<readonly number[]> {
  await useBackend(parseOptions(words, backendOptions, ''));
  const run = join(folder, currentBackend().name);
  await train({
    data: join(folder, 'data'),
    run,
    model: {
      width: 8,
      heads: 2,
      feedForwardWidth: 12,
      encoderLayers: 1,
      decoderLayers: 1,
      dropout: 0.1,
      normFirst: true,
    },
    ...{ steps: 4, tokensPerBatch: 120, accumulate: 1, warmup: 2, rate: 0.01, labelSmoothing: 0.1, seed: 5 },
    saveEvery: 1,
    log: () => {},
  });
  const lines = (await readFile(join(run, 'log.jsonl'), 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line).evaluation?.loss).filter((loss) => typeof loss === 'number');
}

describe('--backend', () => {
  it('refuses a backend that there is not', async () => {
    const options = parseOptions(['--backend', 'gpu'], backendOptions, '');
    await expect(useBackend(options)).rejects.toThrow(OptionError);
    await expect(useBackend(options)).rejects.toThrow('--backend must be wasm, tfjs or cpu, got gpu');
  });

  it.skipIf(built === undefined)('tfjs trains with the losses of the reference', async () => {
    const expected = await losses('--backend', 'cpu');
    const actual = await losses('--backend', 'tfjs', '--tfjs', built ?? '');
    expect(expected.length).toBeGreaterThan(1);
    expect(actual).toHaveLength(expected.length);
    for (const [at, loss] of expected.entries())
      expect(Math.abs((actual[at] ?? 0) - loss)).toBeLessThan(1e-3);
  });
});
