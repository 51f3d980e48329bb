import { FormatError, RandomGenerator } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { generateAll, padRows } from '../../generation/index.ts';
import { HfConfig } from '../hf-config.ts';
import { bartLikePaths } from '../testing/bart-like-paths.ts';
import { describeSequenceParity } from '../testing/seq2seq-parity.ts';
import { smallBartLike } from '../testing/small-bart-like.ts';
import { MBart, mbartWeightNames, readMBartConfig } from './index.ts';

describeSequenceParity('mbart', {
  ...bartLikePaths,
  create: (config) => new MBart(readMBartConfig(config)),
  weightNames: mbartWeightNames,
});

const read = (change: object = {}) => readMBartConfig(new HfConfig({ ...smallBartLike, ...change }));
const create = (): MBart => new MBart(read()).initialize(new RandomGenerator(1));

describe('MBart', () => {
  it('begins with the language that it is told', async () => {
    for (const language of [11, 12]) {
      const [text] = await generateAll(create(), [[4, 5, 2]], {
        forcedFirstId: language,
        maximumNewTokens: 3,
      });
      expect(text?.ids[0]).toBe(language);
    }
  });

  it('a text longer than its positions', () => {
    const long = padRows([Array<number>(8).fill(3)], 1);
    expect(() => create().forward(long, long)).toThrow('MBart: 8 tokens, 7 positions');
  });
});

describe('readMBartConfig', () => {
  it('takes the switches of published files that say what mBART is', () => {
    const published = {
      add_bias_logits: false,
      add_final_layer_norm: true,
      normalize_before: true,
      normalize_embedding: true,
      static_position_embeddings: false,
      scale_embedding: true,
    };
    expect(read(published)).toMatchObject({ normFirst: true, embeddingNorm: true, padId: 1, endId: 2 });
  });

  it.each([
    [{ normalize_before: false }, 'normalize_before must be true'],
    [{ add_final_layer_norm: false }, 'add_final_layer_norm must be true'],
    [{ encoder_layers: undefined }, 'encoder_layers is missing'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(FormatError);
    expect(() => read(change)).toThrow(message);
  });
});
