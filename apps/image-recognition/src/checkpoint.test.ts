import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OptionError, RandomGenerator, softmax } from '@heed/core';
import { afterAll, describe, expect, it } from 'vitest';
import { configFor, createModel, exportCheckpoint, type ModelSizes, modelKinds } from './checkpoint.ts';
import type { LabelledPictures } from './dataset.ts';
import { loadRecognizer } from './recognizer.ts';

const folder = await mkdtemp(join(tmpdir(), 'heed-checkpoints-'));
afterAll(() => rm(folder, { recursive: true }));

const [labels, pixels] = [new Uint8Array(0), new Uint8Array(0)];
const pictures: LabelledPictures = {
  ...{ width: 12, height: 8, color: 'grey', names: ['bag', 'coat'] },
  ...{ labels, pixels },
};
const sizes: ModelSizes = {
  ...{ kind: 'segformer', patch: 4, width: 12, layers: 2, heads: 3, feedForwardWidth: 24, dropout: 0 },
};

describe('checkpoints', () => {
  it.each(modelKinds)(
    'a fresh %s, saved as it is published, is loaded again and recognises the same',
    async (kind) => {
      const generator = new RandomGenerator(4);
      const config = configFor(pictures, { ...sizes, kind });
      const model = createModel(config, generator).eval();
      const inputs = generator.normal([2, 1, 8, 12]);
      const expected = softmax(model.forward(inputs)).dataSync();
      const path = join(folder, kind);
      await exportCheckpoint(path, model, config, { mean: [0.5], deviation: [0.25] });
      const recognizer = await loadRecognizer(path);
      expect(recognizer.labels).toEqual(['bag', 'coat']);
      const actual = recognizer.classify(inputs).dataSync();
      // Weights are saved as float16.
      for (const [at, probability] of expected.entries()) expect(actual[at]).toBeCloseTo(probability, 3);
    },
  );

  it.each([{ width: 16 }, { heads: 2 }, { patch: 3 }, { feedForwardWidth: 30 }])(
    'a segformer refuses %o, which its stages cannot have',
    (odd) => {
      expect(() => configFor(pictures, { ...sizes, ...odd })).toThrow(OptionError);
    },
  );
});
