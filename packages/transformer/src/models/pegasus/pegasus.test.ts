import { FormatError, RandomGenerator } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { padRows } from '../../generation/index.ts';
import { HfConfig } from '../hf-config.ts';
import { bartLikePaths } from '../testing/bart-like-paths.ts';
import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { smallBartLike } from '../testing/small-bart-like.ts';
import { Pegasus, pegasusWeightNames, readPegasusConfig } from './index.ts';

describeSequenceParity('pegasus', {
  ...bartLikePaths,
  create: (config) => new Pegasus(readPegasusConfig(config)),
  weightNames: pegasusWeightNames,
});

const read = (change: object = {}) => readPegasusConfig(new HfConfig({ ...smallBartLike, ...change }));

describe('Pegasus', () => {
  it('a text longer than its positions', () => {
    const model = new Pegasus(read()).initialize(new RandomGenerator(1));
    const long = padRows([Array<number>(8).fill(3)], 0);
    expect(() => model.forward(long, long)).toThrow('Pegasus: 8 tokens, 7 positions');
  });
});

describe('readPegasusConfig', () => {
  it('takes the switches of published files that say what Pegasus is', () => {
    const published = {
      add_bias_logits: false,
      add_final_layer_norm: true,
      extra_pos_embeddings: 1,
      normalize_before: true,
      normalize_embedding: false,
      static_position_embeddings: true,
    };
    expect(read(published)).toMatchObject({
      normFirst: true,
      embeddingNorm: false,
      padId: 0,
      startId: 0,
      endId: 1,
    });
  });

  it.each([
    [{ normalize_before: false }, 'normalize_before must be true'],
    [{ static_position_embeddings: false }, 'static_position_embeddings must be true'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(FormatError);
    expect(() => read(change)).toThrow(message);
  });
});
